import type { WorkItem } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { newRequest, replyDeadline } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  let item: WorkItem;
  const broken = async (login: 'app' | 'worker' | 'migrator' = 'worker') =>
    (await stage[login].health.invariants(stage.test.authorityId))
      .filter((each) => each.broken > 0)
      .map(({ key, broken: count }) => `${key} ${count}`);
  /** As nobody may: the owner of the server, with every foreign key asleep. */
  const forge = (text: string, values: unknown[]) =>
    withClient(stage.test.urls.owner, async (client) => {
      await client.query(`set session_replication_role = 'replica'`);
      await client.query(text, values);
    });

  beforeAll(async () => {
    stage = await openStage(postgres);
    const outcome = await stage.app.workItems.create(stage.ctx, 'request', (facts) => ({
      allowed: true,
      change: newRequest(facts, { deadlines: [replyDeadline('2020-03-02', [], facts.now)], nextDueOn: '2020-03-02' }),
    }));
    if (outcome.kind !== 'changed') throw new Error(outcome.kind);
    item = outcome.item;
  });
  afterAll(() => stage.close());

  test('hold over what Kept writes', async () => {
    expect([await broken('app'), await broken('worker'), await broken('migrator')]).toEqual([[], [], []]);
  });

  test('find an audit entry that was changed, and one that is gone', async () => {
    await forge(`update audit.entries set canonical = canonical || '\\x20'::bytea where object_id = $1`, [item.id]);
    expect(await broken('migrator')).toEqual(['audit-leaf-is-its-hash 1']);
    await forge('delete from audit.entries where object_id = $1', [item.id]);
    expect(await broken('migrator')).toEqual(['event-has-audit-entry 1']);
    const again = `insert into audit.entries (authority_id, id, action, actor, object_id, canonical, leaf)
      select authority_id, gen_random_uuid(), type, 'nobody', work_item_id, ''::bytea, sha256('\\x00'::bytea)
      from work_item_events where work_item_id = $1`;
    await forge(again, [item.id]);
    expect(await broken('migrator')).toEqual([]);
  });

  test('find a row that belongs to another authority than its item', async () => {
    const other = '01900000-0000-7000-8000-00000000beef';
    const link = `insert into work_item_links (authority_id, work_item_id, no, to_item, kind, added_at, added_by)
      values ($1, $2, 1, 'RQ-2020-001', 'follows', now(), 'nobody')`;
    await forge(link, [stage.test.authorityId, other]);
    expect([await broken('app'), await broken('worker')]).toEqual([['of-one-authority 1'], ['of-one-authority 1']]);
    await forge('delete from work_item_links where work_item_id = $1', [other]);
  });

  test('find a date counted over a calendar that is not there, and a change whose images are gone', async () => {
    const over = (calendars: string) =>
      forge(`update deadlines set versions = jsonb_set(versions, '{calendars}', $1) where work_item_id = $2`, [
        calendars,
        item.id,
      ]);
    await over('[{"key": "moon", "revision": 1}]');
    const change = `insert into calendar_changes (authority_id, id, calendar, from_revision, to_revision, origin, difference, reason,
      actor_name, at, moved) values ($1, $2, 'moon', 1, 2, 'edit', '{}', 'None', 'nobody', now(), '[]')`;
    await forge(change, [stage.test.authorityId, item.id]);
    expect(await broken()).toEqual(['counts-over-known-calendars 1', 'calendar-change-can-be-read 1']);
    await over('[]');
    await forge('delete from calendar_changes where id = $1', [item.id]);
  });

  test('find what a worker should have done by now', async () => {
    const at = new Date(Date.parse('2020-02-17T09:00:00Z') - 20 * 60_000);
    await forge('update deadlines set next_firing_at = $1 where work_item_id = $2', [at, item.id]);
    const message = `insert into outbox (authority_id, id, unique_key, available_at, created_at) values ($1, $2, 'm', $3, $3)`;
    await forge(message, [stage.test.authorityId, item.id, at]);
    expect(await broken()).toEqual([
      'swept-while-a-worker-runs 1',
      'message-has-notice 1',
      'sent-while-a-worker-runs 1',
    ]);
  });
});
