import { randomUUID } from 'node:crypto';
import type { Instant, LocalDate } from '@kept/domain';
import type pg from 'pg';
import { decodeNotice } from '../notice/notice.store.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import type { TellingPreference } from '../telling/telling.store.js';
import { decodeItem, instant, type ItemJson } from '../work-item/decode.js';
import { auditSetAside } from './audit-message.js';
import { endFollowsOf, gatherByPosts, gatherDue, preferencesOf, writePlan } from './outbox.sql.js';
import type {
  Claim,
  ClaimOptions,
  OutboxBatch,
  OutboxMessage,
  OutboxPlan,
  PlannedLetter,
  Planner,
} from './outbox.store.js';

interface Gathered {
  now: Instant;
  today: LocalDate;
  revision: number;
  firing: boolean;
  messages: OutboxMessage[];
  items: ItemJson[];
}

export interface Claiming {
  client: pg.PoolClient;
  references: ReferenceCache;
  authorityId: string;
  options: ClaimOptions;
}

interface Room {
  granted: number;
  waitUntil: Instant;
}

/**
 * Gather what is due, and all that waits for the people it goes to; plan; write the plan. One transaction, so that a
 * message that another carries is settled in the moment in which its carrier is leased.
 */
export async function claimMessages<Letter extends PlannedLetter>(
  claiming: Claiming,
  planner: Planner<Letter>,
): Promise<Claim<Letter> | null> {
  const batch = await gather(claiming, planner);
  if (batch === null) return null;
  const plan = planner.plan(batch);
  const rooms = await takeRooms(claiming, plan.letters);
  const { leased, waiting } = allot(plan.letters, rooms);
  const leaseToken = randomUUID();
  await write(claiming, { plan, leased, waiting, leaseToken, batch });
  return { leaseToken, batch, letters: leased, counts: countsOf(plan, waiting.length) };
}

async function gather<Letter extends PlannedLetter>(
  { client, references, authorityId, options }: Claiming,
  planner: Planner<Letter>,
): Promise<OutboxBatch | null> {
  const limit = options.suspects === 'again' ? 1 : options.limit;
  const values = [authorityId, limit, options.suspects];
  const first = await read(client, { name: 'gather-due', text: gatherDue, values });
  if (first.messages.length === 0) return null;
  const reference = await references.at(authorityId, first.revision);
  const { now, today, firing } = first;
  const found = { now, today, firing, reference, messages: first.messages, items: itemsOf(first) };
  const { people, posts } = planner.asks(found);
  const preferences = await readPreferences(client, authorityId, people);
  if (options.suspects !== 'no' || posts.length === 0) return { ...found, preferences };
  const known = first.messages.map(({ id }) => id);
  const more = await read(client, {
    name: 'gather-by-posts',
    text: gatherByPosts,
    values: [authorityId, JSON.stringify(posts), known, options.together],
  });
  const messages = [...first.messages, ...more.messages].sort(byMaking);
  return { ...found, messages, items: new Map([...found.items, ...itemsOf(more)]), preferences };
}

const byMaking = (one: OutboxMessage, other: OutboxMessage): number =>
  one.notice.createdAt.localeCompare(other.notice.createdAt) || one.id.localeCompare(other.id);

async function read(
  client: pg.PoolClient,
  query: { name: string; text: string; values: unknown[] },
): Promise<Gathered> {
  const { rows } = await client.query<{ gathered: Gathered }>(query);
  const gathered = rows[0]!.gathered;
  return { ...gathered, now: instant(gathered.now), messages: gathered.messages.map(decodeMessage) };
}

const decodeMessage = (json: OutboxMessage): OutboxMessage => ({
  ...json,
  availableAt: instant(json.availableAt),
  firstTriedAt: json.firstTriedAt === null ? null : instant(json.firstTriedAt),
  waitsFor: json.waitsFor === null ? null : instant(json.waitsFor),
  notice: decodeNotice(json.notice),
});

const itemsOf = ({ items }: Gathered) => new Map(items.map((json) => [json.id, decodeItem(json).item]));

async function readPreferences(client: pg.PoolClient, authorityId: string, people: readonly string[]) {
  const values = [authorityId, people];
  const query = { name: 'preferences-of', text: preferencesOf, values };
  const { rows } = await client.query<TellingPreference & { personId: string }>(query);
  return new Map(rows.map(({ personId, ...preference }) => [personId, preference]));
}

/** Asks each channel once, for all that would go that way. */
async function takeRooms({ client, options }: Claiming, letters: readonly PlannedLetter[]): Promise<Map<string, Room>> {
  const rooms = new Map<string, Room>();
  for (const channel of new Set(letters.map((letter) => letter.channel))) {
    const wanted = letters.filter((letter) => letter.channel === channel).length;
    const { rows } = await client.query<{ room: Room }>({
      name: 'take-sends',
      text: 'select app.take_sends($1, $2, $3) as room',
      values: [channel, wanted, options.perMinute],
    });
    rooms.set(channel, rows[0]!.room);
  }
  return rooms;
}

/** The first of each channel go; the others wait as they are planned, until there is room. */
function allot<Letter extends PlannedLetter>(letters: readonly Letter[], rooms: ReadonlyMap<string, Room>) {
  const leased: Letter[] = [];
  const waiting: { letter: Letter; at: Instant }[] = [];
  const used = new Map<string, number>();
  for (const letter of letters) {
    const { granted, waitUntil } = rooms.get(letter.channel)!;
    const before = used.get(letter.channel) ?? 0;
    used.set(letter.channel, before + 1);
    if (before < granted) leased.push(letter);
    else waiting.push({ letter, at: waitUntil });
  }
  return { leased, waiting };
}

interface Written {
  plan: OutboxPlan;
  leased: readonly PlannedLetter[];
  waiting: readonly { letter: PlannedLetter; at: Instant }[];
  leaseToken: string;
  batch: OutboxBatch;
}

async function write({ client, authorityId, options }: Claiming, written: Written): Promise<void> {
  const rows = planRows(written, options);
  if (rows.length === 0) return;
  const values = [authorityId, JSON.stringify(rows)];
  await client.query({ name: 'write-outbox-plan', text: writePlan, values });
  await endFollows(client, authorityId, written.plan.settled);
  const aside = written.plan.settled.filter(({ outcome }) => outcome === 'quarantined');
  await auditSetAside(client, authorityId, aside);
}

async function endFollows(client: pg.PoolClient, authorityId: string, settled: OutboxPlan['settled']): Promise<void> {
  const ids = settled.filter(({ endsFollow }) => endsFollow).map(({ id }) => id);
  if (ids.length > 0) await client.query({ name: 'end-follows', text: endFollowsOf, values: [authorityId, ids] });
}

/** The whole state of each message that is decided on; a lease that ran out is remembered, whatever is decided. */
function planRows({ plan, leased, waiting, leaseToken, batch }: Written, { seconds }: ClaimOptions) {
  const messages = new Map(batch.messages.map((message) => [message.id, message]));
  const row = (
    id: string,
    state: { outcome?: string; by?: string; token?: string; at?: Instant; error?: string | null },
  ) => {
    const { lapses, askFirst } = messages.get(id)!;
    return { id, outcome: null, by: null, token: null, at: null, error: null, lapses, asked: askFirst, ...state };
  };
  const until = new Date(Date.parse(batch.now) + seconds * 1000).toISOString();
  const carried = ({ id, carries }: PlannedLetter) => carries.map((each) => row(each, { outcome: 'carried', by: id }));
  return [
    ...leased.flatMap((letter) => [row(letter.id, { token: leaseToken, at: until }), ...carried(letter)]),
    ...waiting.flatMap(({ letter, at }) => [row(letter.id, { at }), ...carried(letter)]),
    ...plan.settled.map(({ id, outcome, error }) => row(id, { outcome, error })),
    ...plan.later.map(({ id, at, error }) => row(id, { at, error })),
  ];
}

function countsOf(plan: OutboxPlan, waiting: number): Claim<never>['counts'] {
  const counts = { withdrawn: 0, failed: 0, shown: 0, quarantined: 0, later: plan.later.length + waiting, carried: 0 };
  for (const { outcome } of plan.settled) counts[outcome] += 1;
  for (const { carries } of plan.letters) counts.carried += carries.length;
  return counts;
}
