import { createHash } from 'node:crypto';
import type { Calendar, DeadlineRule, EligibilityRule, WordList, WorkflowDefinition } from '@kept/domain';
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
  /** What a council's list of words begins with; none where it is left out. */
  words?: readonly WordList[];
}

/** How many versions are new by this publication, or ended by it. */
export interface PublishedCounts {
  workflows: number;
  rules: number;
  calendars: number;
  eligibility: number;
}

export interface PublishingStore {
  /**
   * Role migrator only. Throws {@link VersionChanged} when a body differs under a version that was published before, but
   * for the last day of a rule that had none.
   */
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
  words: 'word_list_versions',
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
    ...(library.words ?? []).map((body) => ({ what: 'words' as const, key: body.key, version: body.version, body })),
    ...library.calendars.map((body) => ({ what: 'calendar' as const, key: body.key, version: body.revision, body })),
  ];
}

/** A rule as far as its range says until when it is in force. */
interface Ranged {
  effective?: { to?: string | null };
}

/**
 * A version of a rule that is in force without end may be given its last day, so that the next version can follow it. What
 * is counted by it stays so.
 * @throws {VersionChanged} where anything else of a published version is another
 */
async function end(
  client: pg.PoolClient,
  { what, key, version, body }: Version,
  { known, sha256 }: { known: Ranged; sha256: string },
): Promise<boolean> {
  const { effective } = body as Ranged;
  const endless = canonicalJson({ ...body, effective: { ...effective, to: null } });
  const isEnded = (what === 'rule' || what === 'eligibility') && known.effective?.to === null && effective?.to != null;
  if (!isEnded || endless !== canonicalJson(known)) throw new VersionChanged(what, key, version);
  const update = `update ${tables[what]} set sha256 = $3, body = $4 where key = $1 and version = $2`;
  await client.query(update, [key, version, sha256, JSON.stringify(body)]);
  return true;
}

/** Returns whether it is new, or was ended. A comment or the order of keys in the file is no change: the parsed body is compared. */
async function publish(client: pg.PoolClient, { what, key, version, body }: Version): Promise<boolean> {
  const sha256 = createHash('sha256').update(canonicalJson(body)).digest('hex');
  const { rows } = await client.query<{ sha256: string; body: object }>(
    `select sha256, body from ${tables[what]} where key = $1 and version = $2`,
    [key, version],
  );
  const known = rows[0];
  if (known?.sha256 === sha256) return false;
  if (known !== undefined) return end(client, { what, key, version, body }, { known: known.body, sha256 });
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
        const counts = { workflow: 0, rule: 0, calendar: 0, eligibility: 0, words: 0 };
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
