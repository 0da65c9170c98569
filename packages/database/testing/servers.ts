import { inject } from 'vitest';

export type PostgresVersion = 15 | 18;

/** Administrator's address of each test server: from the run's global set-up, else from the environment. */
export function serverUrl(version: PostgresVersion): string | null {
  const provided = (inject as (key: string) => Partial<Record<PostgresVersion, string | null>> | undefined)('postgres');
  return provided?.[version] ?? process.env[`KEPT_TEST_PG${version}_URL`] ?? null;
}

/** The servers of this run, for `describe.each`; 18 always, 15 where there is one. */
export const postgresVersions: readonly PostgresVersion[] = ([18, 15] as const).filter(
  (version) => serverUrl(version) !== null,
);
