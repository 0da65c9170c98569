import { createHash } from 'node:crypto';
import type { Calendar, DeadlineRule, EligibilityRule, WorkflowDefinition } from '@kept/domain';
import type pg from 'pg';
import { canonicalJson } from '../audit/entry.js';
import { VersionChanged } from '../connection/faults.js';
import type { Pools } from '../connection/pools.js';
import { inTransaction } from '../connection/transaction.js';

/** What `loadLibrary` of the workflows package gives, as far as the database needs it. */
export interface Library {
  definitions: readonly { definition: WorkflowDefinition }[];
  rules: readonly DeadlineRule[];
  calendars: readonly Calendar[];
  /** Rules of eligibility; none where they are left out. */
  eligibility?: readonly EligibilityRule[];
}

/** How many versions are new by this publication. */
export interface PublishedCounts {
  workflows: number;
  rules: number;
  calendars: number;
  eligibility: number;
}

export interface PublishingStore {
  /** Role migrator only. Throws {@link VersionChanged} when a body differs under a version that was published before. */
  publishLibrary(library: Library): Promise<PublishedCounts>;
}

interface Version {
  what: VersionChanged['what'];
  key: string;
  version: number;
  body: object;
}

const tables = {
  workflow: 'workflow_versions',
  rule: 'rule_versions',
  calendar: 'calendar_versions',
  eligibility: 'eligibility_versions',
} as const;

function versionsOf(library: Library): Version[] {
  return [
    ...library.definitions.map(({ definition: body }) => ({
      what: 'workflow' as const,
      key: body.key,
      version: body.version,
      body,
    })),
    ...library.rules.map((body) => ({ what: 'rule' as const, key: body.key, version: body.version, body })),
    ...(library.eligibility ?? []).map((body) => ({
      what: 'eligibility' as const,
      key: body.key,
      version: body.version,
      body,
    })),
    ...library.calendars.map((body) => ({ what: 'calendar' as const, key: body.key, version: body.revision, body })),
  ];
}

/** Returns whether it is new. A comment or the order of keys in the file is no change: the parsed body is compared. */
async function publish(client: pg.PoolClient, { what, key, version, body }: Version): Promise<boolean> {
  const sha256 = createHash('sha256').update(canonicalJson(body)).digest('hex');
  const { rows } = await client.query<{ sha256: string }>(
    `select sha256 from ${tables[what]} where key = $1 and version = $2`,
    [key, version],
  );
  if (rows[0]?.sha256 === sha256) return false;
  if (rows.length > 0) throw new VersionChanged(what, key, version);
  const insert = `insert into ${tables[what]} (key, version, sha256, body) values ($1, $2, $3, $4)`;
  await client.query(insert, [key, version, sha256, JSON.stringify(body)]);
  return true;
}

export function publishingStore(pools: Pools): PublishingStore {
  return {
    publishLibrary: (library) =>
      inTransaction(pools.write, async (client) => {
        // Two starts at once publish one after the other.
        await client.query('select revision from library_state for update');
        const counts = { workflow: 0, rule: 0, calendar: 0, eligibility: 0 };
        for (const version of versionsOf(library)) counts[version.what] += (await publish(client, version)) ? 1 : 0;
        const added = Object.values(counts).reduce((sum, count) => sum + count, 0);
        if (added > 0) await client.query('update library_state set revision = revision + 1');
        return {
          workflows: counts.workflow,
          rules: counts.rule,
          calendars: counts.calendar,
          eligibility: counts.eligibility,
        };
      }),
  };
}
