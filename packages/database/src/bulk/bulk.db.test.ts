import type { Change, Decision, Facts, WorkItem } from '@kept/domain';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postgresVersions, withClient } from '../../testing/index.js';
import { edited, eventOf, newRequest, replyDeadline, requestWorkflow } from '../../testing/request-workflow.js';
import { openStage, type Stage } from '../../testing/stage.js';
import type { LivedItem } from './life-rows.js';
import { markedId, markedReference, writeFamily, type Stamp, type WrittenFamily } from './written-family.js';

const ending = '-8abc-00000000abcd';
const salt = '00'.repeat(16);
const at = (text: string): string => `2020-02-1${text}.000Z`;
const firing = { kind: 'due', mark: '', at: at('3T00:00:00'), dueOn: '2020-02-12' } as const;

/** Ids of one family, as the generator draws them. */
function drawOf(): { id: (instant: string) => string; salt: () => string } {
  let drawn = 100;
  return { id: (instant) => markedId(instant, (drawn += 1)), salt: () => salt };
}

/** A request with all that a life may have: created, edited with a record, evidence and a link, and late in between. */
function aLife(facts: Facts, id: string): LivedItem {
  const on = (now: string): Facts => ({ ...facts, now, today: now.slice(0, 10) });
  const created = newRequest(on(at('1T09:00:00')), {
    id,
    reference: markedReference(0),
    deadlines: [replyDeadline('2020-02-12', [firing], at('1T09:00:00'))],
    nextDueOn: '2020-02-12',
    contributors: ['participation-lead'],
    fields: { subject: 'buses\tand\\trains\n“late”' },
  });
  const changed = edited(created.item, on(at('2T10:00:00')), {
    fields: { subject: 'buses' },
    records: { notes: [{ no: 1, fields: { text: 'Seen' }, addedAt: at('2T10:00:00'), addedBy: 'Asha Whitcombe' }] },
    evidence: [{ no: 1, title: 'A note', note: 'x', link: null, file: null, addedAt: at('2T10:00:00'), addedBy: 'A' }],
    links: [{ no: 1, to: 'RQ-2018-001', kind: 'related', addedAt: at('2T10:00:00'), addedBy: 'A' }],
  });
  const late = missed(changed.item, on(at('3T00:00:00')));
  return { definition: requestWorkflow, changes: [created, changed, late], item: late.item };
}

function missed(item: WorkItem, facts: Facts): Change {
  const deadlines = item.deadlines.map((deadline) => ({ ...deadline, plan: [] }));
  const detail = { stepsVersion: false, firing: { ...firing, deadline: { key: 'reply', occurrence: 1 } } };
  const actor = { kind: 'system', name: 'sweep' } as const;
  const event = eventOf({ ...facts, actor }, 'deadline-missed', { ...detail, fields: { deadline: 'reply' } });
  return { item: { ...item, deadlines }, event, furtherEvents: [], notices: [] };
}

const tables = [
  'work_items',
  'deadlines',
  'work_item_records',
  'work_item_evidence',
  'work_item_links',
  'work_item_events',
  'firings',
  'notices',
  'audit.entries',
  'audit.entry_values',
];

/** Every row of every table, without what is of the one writing alone: ids, salts, hashes, the time of a clock that runs. */
async function everything({ test }: Stage): Promise<Record<string, string[]>> {
  return withClient(test.urls.owner, async (client: pg.Client) => {
    const found: Record<string, string[]> = {};
    for (const table of tables) {
      const text = `select to_jsonb(t) - '{seq,xid,recorded_at,leaf,entry_id,fired_at}'::text[] as row from ${table} t`;
      const { rows } = await client.query<{ row: Record<string, unknown> }>(text);
      found[table] = rows.map(({ row }) => bare(table, row)).sort();
    }
    return found;
  });
}

function bare(table: string, row: Record<string, unknown>): string {
  const { id: _, canonical, salted, ...rest } = row;
  const said = typeof canonical === 'string' ? Buffer.from(canonical.slice(2), 'hex').toString() : null;
  const words = said === null ? null : said.replaceAll(/"id":"[^"]*"|"[0-9a-f]{64}"/g, '…');
  const values = Object.values((salted ?? {}) as Record<string, { value: unknown }>).map(({ value }) => value);
  return JSON.stringify([table === 'work_items' ? row : rest, words, values]);
}

describe.each(postgresVersions)('whole lives at once, on PostgreSQL %i', (postgres) => {
  let stage: Stage;
  let facts: Facts;

  beforeEach(async () => {
    stage = await openStage(postgres);
    facts = await factsOf(stage);
  });
  afterEach(() => stage.close());

  const load = async (stamps: readonly Stamp[], revision?: number) => {
    const reference = await stage.migrator.reference.load(stage.test.authorityId);
    return stage.migrator.bulk.load(stage.test.authorityId, { revision: revision ?? reference.revision, stamps });
  };
  const written = (): WrittenFamily =>
    writeFamily(stage.test.authorityId, [aLife(facts, markedId(at('1T09:00:00'), 0))], drawOf());

  it('leave the rows that the write path and the sweep leave', async () => {
    await load([{ family: written(), ending, references: ['RQ-2020-001'] }]);
    const loaded = await everything(stage);
    await stage.close();
    stage = await openStage(postgres);
    facts = await factsOf(stage);
    await byTheWritePath(stage, aLife(facts, markedId(at('1T09:00:00'), 0).slice(0, 18) + ending));
    expect(loaded).toEqual(await everything(stage));
  });

  it('hash what they say: each leaf is over its bytes, which hold the values under their salts', async () => {
    await load([{ family: written(), ending, references: ['RQ-2020-001'] }]);
    await withClient(stage.test.urls.owner, async (client) => {
      const { rows } = await client.query<{ entries: number; true: number; salted: number }>(`
        select count(*)::int as entries, count(*) filter (where leaf = sha256('\\x00'::bytea || canonical))::int as true,
          count(*) filter (where convert_from(canonical, 'UTF8')::jsonb ->> 'id' = id::text)::int as salted from audit.entries`);
      expect(rows[0]).toEqual({ entries: 3, true: 3, salted: 3 });
    });
  });

  it('are sound, as often as they are stamped, and the numbering goes on behind them', async () => {
    const family = written();
    const stamps = Array.from({ length: 40 }, (_, place) => ({
      family,
      ending: `-8abc-${String(place).padStart(12, '0')}`,
      references: [`RQ-2020-${String(place + 11).padStart(3, '0')}`],
    }));
    const counts = await load(stamps);
    expect(counts).toEqual({ items: 40, rows: 40 * 14 });
    const results = await stage.worker.health.invariants(stage.test.authorityId);
    expect(results.filter(({ broken }) => broken > 0)).toEqual([]);
    expect(await stage.migrator.bulk.numbers(stage.test.authorityId)).toEqual(new Map([['RQ-2020', 50]]));
    const next = await stage.app.workItems.create(stage.ctx, 'request', (now) => allowed(newRequest(now)));
    expect(next.kind === 'changed' && next.item.reference).toBe('RQ-2020-051');
  });

  it('are refused where the reference data has moved, and for logins that may not write all of it', async () => {
    const stamps = [{ family: written(), ending, references: ['RQ-2020-001'] }];
    await expect(load(stamps, 0)).rejects.toThrow('The reference data moved while the items were made.');
    const { revision } = await stage.app.reference.load(stage.test.authorityId);
    await expect(stage.app.bulk.load(stage.test.authorityId, { revision, stamps })).rejects.toThrow(
      /permission denied/,
    );
  });

  it('leave nothing where one of them does not fit', async () => {
    const family = written();
    const twice = [1, 2].map((number) => ({ family, ending, references: [`RQ-2020-00${number}`] }));
    await expect(load(twice)).rejects.toThrow(/duplicate key/);
    const broken = { ...family, texts: { ...family.texts, items: { pieces: ['not a row\n'], gaps: [] } } };
    await expect(load([{ family: broken, ending, references: ['RQ-2020-001'] }])).rejects.toThrow(
      /invalid input syntax/,
    );
    expect((await everything(stage))['work_items']).toEqual([]);
    expect(await load([{ family, ending, references: ['RQ-2020-001'] }])).toMatchObject({ items: 1 });
  });
});

const allowed = (change: Change): Decision => ({ allowed: true, change });

async function factsOf({ app, ctx }: Stage): Promise<Facts> {
  let facts: Facts | null = null;
  await app.workItems.create(ctx, 'request', (given) => {
    facts = given;
    return { allowed: false, refusal: { kind: 'state', detail: 'Only asked.', missing: [] } };
  });
  if (facts === null) throw new Error('The facts were not asked for.');
  return facts;
}

/** The same changes as the seeder would make them, the clock standing at each. */
async function byTheWritePath(stage: Stage, { changes }: LivedItem): Promise<void> {
  const ctx = { ...stage.ctx, seeded: true };
  const [created, changed, late] = changes as [Change, Change, Change];
  await stage.migrator.clock.startAt(created.event.at);
  await stage.app.workItems.create(ctx, 'request', () => allowed(created));
  await stage.app.workItems.change(ctx, created.item.id, () => allowed(changed));
  await stage.migrator.clock.startAt(late.event.at);
  const options = { seeded: true };
  const { fired } = await stage.worker.firings.sweep(stage.test.authorityId, options, () => allowed(late));
  expect(fired).toBe(1);
}
