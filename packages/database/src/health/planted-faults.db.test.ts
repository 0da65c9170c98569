import type { WorkItem } from '@kept/domain';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { newRequest, replyDeadline } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import { auditInvariants, invariants, outboxInvariants } from './invariants.sql.js';

/** One request RQ-2020-001, open, version 1, with a reply due on 2 March; the clock shows 17 February 2020. */
const ofItem = 'authority_id = :authority and work_item_id = :item';
const isItem = 'authority_id = :authority and id = :item';
const other = `'01900000-0000-7000-8000-00000000beef'`;
const plan = `'[{"kind": "due", "mark": "", "at": "2020-02-16T00:00:00Z", "dueOn": "2020-02-15"}]'`;
const firing = `insert into firings select authority_id, id, 'reply', 1, 'due', '', '2020-02-15', '2020-02-16T00:00:00Z',
  '2020-02-16T00:00:01Z', false, false from work_items where ${isItem}`;
const notice = (
  id: string,
  key: string,
) => `insert into notices (authority_id, id, work_item_id, unique_key, post, kind, deadline_key,
  deadline_occurrence, due_on, late, created_at, status_at)
  select authority_id, ${id}, id, '${key}', owner_post, 'overdue', 'reply', 1, '2020-02-15', false, now(), now() from work_items where ${isItem}`;
const message = (
  id: string,
  key: string,
) => `insert into outbox (authority_id, id, unique_key, available_at, created_at)
  select authority_id, ${id}, id || ':${key}', app.now(), app.now() from work_items where ${isItem}`;

/** What is broken, and how: in a transaction that is rolled back, as nobody may. */
const planted: Record<string, string[]> = {
  'of-one-authority': [
    `insert into work_item_links (authority_id, work_item_id, no, to_item, kind, added_at, added_by)
     values (:authority, ${other}, 1, 'RQ-2020-001', 'follows', now(), 'nobody')`,
  ],
  'events-are-version-steps': [`update work_items set version = 2 where ${isItem}`],
  'after-image-is-the-item': [`update work_items set state = 'done' where ${isItem}`],
  'swept-while-a-worker-runs': [
    `update deadlines set next_firing_at = app.now() - interval '6 minutes' where ${ofItem}`,
  ],
  'fired-once': [firing, `update deadlines set plan = ${plan}, next_firing_at = '2020-02-16' where ${ofItem}`],
  'fires-once': ['alter table firings drop constraint firings_pkey', firing, firing],
  'missed-once': [1, 2].map(
    () => `insert into work_item_events (authority_id, work_item_id, version, steps_version, type, actor_name, at, occurred_on, fields, after)
      select authority_id, id, 2, false, 'deadline-missed', 'sweep', now(), '2020-02-16',
        '{"deadline": "reply", "occurrence": 1, "dueOn": "2020-02-15"}', '{}' from work_items where ${isItem}`,
  ),
  'told-once': [notice('gen_random_uuid()', 'one'), notice('gen_random_uuid()', 'two')],
  'not-before-its-time': [firing, `update firings set fired_at = planned_at - interval '1 second' where ${ofItem}`],
  'ran-out-has-fired': [`update deadlines set due_on = '2020-02-14', plan = '[]' where ${ofItem}`],
  'firing-has-event': [firing],
  'open-has-owner-and-date': [`update work_items set owner_post = 'nobody' where ${isItem}`],
  'next-date-is-of-a-deadline': [`update work_items set next_due_on = '2020-03-03' where ${isItem}`],
  'closed-runs-nothing': [`update work_items set closed = true where ${isItem}`],
  'definition-is-published': [`update work_items set definition_version = 9 where ${isItem}`],
  'outcome-names-an-item': [
    `insert into idempotency_keys (authority_id, person_id, key, route, body_hash, created, work_item_id, version, at)
     values (:authority, 'nobody', 'key', 'route', 'hash', true, :item, 2, now())`,
  ],
  'counts-over-known-calendars': [
    `update deadlines set versions = jsonb_set(versions, '{calendars}', '[{"key": "moon", "revision": 1}]') where ${ofItem}`,
  ],
  'calendar-change-can-be-read': [
    `insert into calendar_changes (authority_id, id, calendar, from_revision, to_revision, origin, difference, reason, actor_name, at, moved)
     values (:authority, :item, 'moon', 1, 2, 'edit', '{}', 'None', 'nobody', now(), '[]')`,
  ],
  'notice-has-message': [notice(other, 'one')],
  'carried-has-carrier': [
    message(other, 'one'),
    `update outbox set outcome = 'carried', settled_at = app.now(), carried_by = gen_random_uuid() where id = ${other}`,
  ],
  'message-has-notice': [message(other, 'one')],
  'sent-while-a-worker-runs': [
    message(other, 'one'),
    `update outbox set available_at = app.now() - interval '16 minutes' where id = ${other}`,
  ],
  'message-has-one-row': [
    'alter table outbox drop constraint outbox_authority_id_unique_key_key',
    message('gen_random_uuid()', 'one'),
    message('gen_random_uuid()', 'one'),
  ],
  'message-names-its-item': [notice(other, 'one'), message(other, 'two')],
  'event-has-audit-entry': [`delete from audit.entries where object_id = :item`],
  'audit-leaf-is-its-hash': [
    `update audit.entries set canonical = canonical || '\\x20'::bytea where object_id = :item`,
  ],
};

describe.each(postgresVersions)('PostgreSQL %s', (postgres) => {
  let stage: Stage;
  let item: WorkItem;
  const all = [...invariants, ...outboxInvariants, ...auditInvariants];

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

  /** The owner of the server, with every foreign key asleep: afterwards nothing of it has happened. */
  const foundAfter = (statements: readonly string[]) =>
    withClient(stage.test.urls.owner, async (client) => {
      const { authorityId } = stage.test;
      const filled = (text: string) =>
        text.replaceAll(':authority', `'${authorityId}'`).replaceAll(':item', `'${item.id}'`);
      const found: string[] = [];
      await client.query('begin');
      try {
        await client.query(`set local session_replication_role = 'replica'`);
        for (const text of statements) await client.query(filled(text));
        for (const { key, text } of all) {
          const { rows } = await client.query(text, [authorityId]);
          if (rows.length > 0) found.push(key);
        }
        return found;
      } finally {
        await client.query('rollback');
      }
    });

  test('every invariant has a fault that breaks it', () => {
    expect(Object.keys(planted).sort()).toEqual(all.map(({ key }) => key).sort());
  });

  test.each(Object.entries(planted))('%s is seen to break', async (key, statements) => {
    expect(await foundAfter([])).toEqual([]);
    expect(await foundAfter(statements)).toContain(key);
  });
});
