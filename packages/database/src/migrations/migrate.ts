import 'reflect-metadata';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { CreateFoundations1795400000000 } from './1795400000000-create-foundations.js';
import { CreateOrganisation1795400001000 } from './1795400001000-create-organisation.js';
import { CreateWorkItems1795400002000 } from './1795400002000-create-work-items.js';
import { CreateWritePath1795400003000 } from './1795400003000-create-write-path.js';
import { WidenWorkItems1796000000000 } from './1796000000000-widen-work-items.js';
import { CreateCalendarChanges1796000001000 } from './1796000001000-create-calendar-changes.js';
import { CreateCohorts1796000002000 } from './1796000002000-create-cohorts.js';
import { CreateTelling1797001000000 } from './1797001000000-create-telling.js';
import { CreateChannels1797001500000 } from './1797001500000-create-channels.js';
import { CreateLeavingAndAbsence1797002000000 } from './1797002000000-create-leaving-and-absence.js';
import { CreateRuleChanges1797003000000 } from './1797003000000-create-rule-changes.js';
import { ReadItemsInSets1797004000000 } from './1797004000000-read-items-in-sets.js';
import { FinishTheEdges1797006000000 } from './1797006000000-finish-the-edges.js';
import { CreateBulkChanges1797010000000 } from './1797010000000-create-bulk-changes.js';
import { CreateSavedViews1797011000000 } from './1797011000000-create-saved-views.js';
import { CreatePublicSite1797012000000 } from './1797012000000-create-public-site.js';
import { CreateComments1797013000000 } from './1797013000000-create-comments.js';
import { MendBulkChanges1797020000000 } from './1797020000000-mend-bulk-changes.js';
import { WallOffPublishing1797021000000 } from './1797021000000-wall-off-publishing.js';
import { CreateSearch1797022000000 } from './1797022000000-create-search.js';
import { CreateLiveUpdates1797023000000 } from './1797023000000-create-live-updates.js';
import { CreateMeetingPapers1797024000000 } from './1797024000000-create-meeting-papers.js';
import { CreateViewFeeds1797027000000 } from './1797027000000-create-view-feeds.js';
import { CreateWordLists1797025000000 } from './1797025000000-create-word-lists.js';
import { CreateRaisingLinks1797025500000 } from './1797025500000-create-raising-links.js';
import { CreateFollows1797028000000 } from './1797028000000-create-follows.js';
import { CreateBulkTransitions1797029000000 } from './1797029000000-create-bulk-transitions.js';
import { CreateViewDigests1797030000000 } from './1797030000000-create-view-digests.js';
import { TakeMeetingsAway1797031000000 } from './1797031000000-take-meetings-away.js';
import { FindMeetings1797032000000 } from './1797032000000-find-meetings.js';
import { failpoint } from '../failpoint/failpoint.js';
import { isLent, prepareRoles, settleRoles } from './roles.js';

/** In order. A migration that has been released is never edited; the next one puts it right. */
export const migrations = [
  CreateFoundations1795400000000,
  CreateOrganisation1795400001000,
  CreateWorkItems1795400002000,
  CreateWritePath1795400003000,
  WidenWorkItems1796000000000,
  CreateCalendarChanges1796000001000,
  CreateCohorts1796000002000,
  CreateTelling1797001000000,
  CreateChannels1797001500000,
  CreateLeavingAndAbsence1797002000000,
  CreateRuleChanges1797003000000,
  ReadItemsInSets1797004000000,
  FinishTheEdges1797006000000,
  CreateBulkChanges1797010000000,
  CreateSavedViews1797011000000,
  CreatePublicSite1797012000000,
  CreateComments1797013000000,
  MendBulkChanges1797020000000,
  WallOffPublishing1797021000000,
  CreateSearch1797022000000,
  CreateLiveUpdates1797023000000,
  CreateMeetingPapers1797024000000,
  CreateWordLists1797025000000,
  CreateRaisingLinks1797025500000,
  CreateViewFeeds1797027000000,
  CreateFollows1797028000000,
  CreateBulkTransitions1797029000000,
  CreateViewDigests1797030000000,
  TakeMeetingsAway1797031000000,
  FindMeetings1797032000000,
];

export interface MigrateOptions {
  /** A login that may create roles and schemas (member of kept_migrator, or the server's administrator). */
  url: string;
}

export interface MigrateOutcome {
  /** Names of the migrations that ran now. */
  ran: string[];
}

/** Makes the group roles where they are missing, runs what is pending, as owner kept_owner. Safe to call twice. */
export async function migrate(options: MigrateOptions): Promise<MigrateOutcome> {
  const client = new pg.Client({
    connectionString: options.url,
    application_name: 'kept-migrate',
    // Nobody waits for a page: a server that has just been made, or is busy writing, is given its time.
    connectionTimeoutMillis: 20_000,
  });
  await client.connect();
  try {
    // Two starts at once: the second waits here, and then finds nothing to do.
    await client.query('select pg_advisory_lock($1)', ['7236114']);
    failpoint('migration.begin');
    if ((await pending(client)).length === 0) {
      if (await isLent(client)) await settleRoles(client);
      return { ran: [] };
    }
    await prepareRoles(client);
    failpoint('migration.rolesMade');
    const ran = await runAsOwner(options.url);
    failpoint('migration.schemaMade');
    await settleRoles(client);
    return { ran };
  } finally {
    await client.end();
  }
}

/** Names of the migrations that this database has not seen. */
export async function pending(client: pg.ClientBase): Promise<string[]> {
  const { rows: tables } = await client.query<{ made: boolean }>(
    `select to_regclass('public.migrations') is not null as made`,
  );
  const ran =
    tables[0]?.made === true ? (await client.query<{ name: string }>('select name from public.migrations')).rows : [];
  const seen = new Set(ran.map((row) => row.name));
  return migrations.map((migration) => migration.name).filter((name) => !seen.has(name));
}

async function runAsOwner(url: string): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    migrations,
    migrationsTableName: 'migrations',
    installExtensions: false,
    extra: { options: '-c role=kept_owner -c lock_timeout=10s', max: 1 },
  });
  await source.initialize();
  try {
    const ran = await source.runMigrations({ transaction: 'all' });
    return ran.map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}
