import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, postgresVersions, withClient, type TestDatabase } from '../../testing/index.js';
import { entities } from '../connection/administration.js';
import { dumpSchema } from './schema-dump.js';

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase({ postgres });
  });
  afterAll(() => database.drop());

  // Decision 2 names what stands outside: library, sessions, tokens, clock, migrations; and the ways out, with their stop.
  const outside = [
    'calendar_versions',
    'clock',
    'eligibility_versions',
    'library_state',
    'migrations',
    'rule_versions',
    'sending_control',
    'sessions',
    'tokens',
    'transports',
    'word_list_versions',
    'workflow_versions',
  ];

  test('forces row-level security on every table but those that belong to no authority', async () => {
    const unforced = await withClient(database.urls.owner, (client) =>
      client.query<{ name: string }>(`select relname as name from pg_class
        where relkind in ('r', 'p') and relnamespace::regnamespace::text in ('public', 'audit', 'app', 'public_site')
          and not (relrowsecurity and relforcerowsecurity) order by relname`),
    );
    expect(unforced.rows.map((row) => row.name)).toEqual(outside);
  });

  test.each(['app', 'worker'] as const)('the %s gets an error without an authority, not nothing', async (role) => {
    const reading = withClient(database.urls[role], (client) => client.query('select * from work_items'));
    await expect(reading).rejects.toMatchObject({
      code: '42501',
      message: expect.stringContaining('app.authority is not set'),
    });
  });

  test('a setting that a committed transaction left behind is no authority', async () => {
    const reading = withClient(database.urls.app, async (client) => {
      await client.query(`begin; select app.enter('${database.authorityId}'); commit`);
      return client.query('select * from people');
    });
    await expect(reading).rejects.toMatchObject({ code: '42501' });
  });

  test('leads every unique and foreign key of an authority’s table with the authority', async () => {
    const others = await withClient(database.urls.owner, (client) =>
      client.query<{
        name: string;
      }>(`select c.conname as name from pg_constraint c join pg_class t on t.oid = c.conrelid
        join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
        where c.contype in ('p', 'u', 'f') and t.relrowsecurity and t.relname <> 'authorities' and a.attname <> 'authority_id'`),
    );
    expect(others.rows).toEqual([]);
  });

  test('lets the app neither change nor remove what happened', async () => {
    for (const statement of [
      'update work_item_events set type = $$x$$',
      'delete from work_item_events',
      'truncate work_item_events',
      'select * from audit.entries',
      'delete from audit.entries',
      'select * from outbox',
      'select * from sessions',
      'select * from tokens',
    ]) {
      const trying = withClient(database.urls.app, async (client) => {
        await client.query(`select set_config('app.authority', $1, false)`, [database.authorityId]);
        await client.query(statement);
      });
      await expect(trying, statement).rejects.toMatchObject({ code: '42501' });
    }
  });

  // After a migration: the same test with `-u` writes the file anew, and the review sees what changed.
  test('is the schema of the committed schema.sql', async () => {
    await expect(await withClient(database.urls.owner, dumpSchema)).toMatchFileSnapshot('../../schema.sql');
  });

  test('has every column of the entities, with the same type and the same freedom to be null', async () => {
    const source = new DataSource({ type: 'postgres', url: database.urls.owner, entities, installExtensions: false });
    await source.initialize();
    const described = source.entityMetadatas.flatMap((entity) =>
      entity.columns.map(
        (column) =>
          `${entity.tableName}.${column.databaseName} ${String(column.type)}${column.isArray ? '[]' : ''} ${column.isNullable}`,
      ),
    );
    const names = source.entityMetadatas.map((entity) => entity.tableName);
    await source.destroy();
    const { rows } = await withClient(database.urls.owner, (client) =>
      client.query<{ line: string }>(
        `select attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, atttypmod) || ' ' || not attnotnull as line
        from pg_attribute where attrelid = any ($1::regclass[]) and attnum > 0 and not attisdropped`,
        [names],
      ),
    );
    expect(described.sort()).toEqual(rows.map((row) => row.line).sort());
  });
});
