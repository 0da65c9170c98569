export interface MigrateOptions {
  /** A login that may create roles and schemas (member of kept_migrator, or the server's administrator). */
  url: string;
}
export interface MigrateOutcome {
  /** Names of the migrations that ran now. */
  ran: string[];
}
/** Makes the group roles where they are missing, runs what is pending, as owner kept_owner. Safe to call twice. */
export async function migrate(_options: MigrateOptions): Promise<MigrateOutcome> {
  return Promise.reject(new Error('not yet'));
}
