import { randomUUID } from 'node:crypto';
import type { Instant, LocalDate } from '@kept/domain';
import type pg from 'pg';
import { preferencesOf, writePlan } from '../outbox/outbox.sql.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import type { Reference } from '../reference/reference.store.js';
import type { TellingPreference } from '../telling/telling.store.js';
import { gatherViewMessages } from './view-digest.sql.js';

/** A message of a view as it stands when it is judged, its row locked. */
export interface ViewMessage {
  /** Also the id of its notice. */
  id: string;
  uniqueKey: string;
  /** 1 on the first claim. */
  attempt: number;
  /** Attempts that ended with their lease, the process being dead or frozen. */
  lapses: number;
  /** An earlier attempt ended without an answer. */
  askFirst: boolean;
  firstTriedAt: Instant | null;
  createdAt: Instant;
  viewId: string;
  personId: string;
  every: 'day' | 'week';
  /** The day that it is of. */
  day: LocalDate;
  /** Its reader wants it as they did when it was written. */
  subscribed: boolean;
}

/** One moment, in which messages are judged. */
export interface ViewMessageMoment {
  now: Instant;
  today: LocalDate;
  reference: Reference;
  /** By person; who is not in it is told as by default. */
  preferences: ReadonlyMap<string, TellingPreference>;
}

export type ViewMessageVerdict =
  | { kind: 'send' }
  /** It may have been sent: ask, and send it no more. */
  | { kind: 'ask'; instead: string }
  | { kind: 'settled'; outcome: 'withdrawn' | 'failed'; error: string }
  | { kind: 'later'; at: Instant; error: string | null };

/** Pure, since the rows are locked meanwhile. */
export type JudgeViewMessage = (message: ViewMessage, moment: ViewMessageMoment) => ViewMessageVerdict;

export interface ViewMessageOptions {
  /** Messages looked at; those whose lease ran out one alone, so that one that kills its process takes no other with it. */
  limit: number;
  /** Of the lease, unless it is renewed. */
  seconds: number;
  /** Those whose lease ran out, or the others. */
  lapsed: boolean;
  /** Mails a minute over all processes; null = as many as there are. */
  perMinute: number | null;
}

export interface ViewMessageClaim extends ViewMessageMoment {
  leaseToken: string;
  /** Leased. */
  messages: readonly { message: ViewMessage; verdict: Extract<ViewMessageVerdict, { kind: 'send' | 'ask' }> }[];
  counts: Readonly<Record<'withdrawn' | 'failed' | 'later', number>>;
}

interface Claiming {
  client: pg.PoolClient;
  references: ReferenceCache;
  authorityId: string;
  options: ViewMessageOptions;
}

type Row = ViewMessage & { now: Instant; today: LocalDate; revision: number };
type Judged = { message: ViewMessage; verdict: ViewMessageVerdict };
type Leased = ViewMessageClaim['messages'][number];

/** Gather, judge and write, in one transaction. Null where nothing is due. */
export async function claimViewMessages(claiming: Claiming, judge: JudgeViewMessage): Promise<ViewMessageClaim | null> {
  const { client, references, authorityId, options } = claiming;
  const values = [authorityId, options.lapsed ? 1 : options.limit, options.lapsed];
  const { rows } = await client.query<Row>({ name: 'gather-view-messages', text: gatherViewMessages, values });
  const [first] = rows;
  if (first === undefined) return null;
  const preferences = await readPreferences(client, authorityId, [...new Set(rows.map(({ personId }) => personId))]);
  const reference = await references.at(authorityId, first.revision);
  const moment = { now: first.now, today: first.today, reference, preferences };
  const judged = rows.map(({ now: _now, today: _today, revision: _revision, ...message }) => ({
    message,
    verdict: judge(message, moment),
  }));
  const allotted = await allot(claiming, judged);
  const leaseToken = randomUUID();
  const until = new Date(Date.parse(moment.now) + options.seconds * 1000).toISOString();
  const planned = allotted.map((each) => planRow(each, { token: leaseToken, at: until }));
  await client.query({ name: 'write-outbox-plan', text: writePlan, values: [authorityId, JSON.stringify(planned)] });
  return { ...moment, leaseToken, messages: allotted.filter(isLeased), counts: countsOf(allotted) };
}

async function readPreferences(client: pg.PoolClient, authorityId: string, people: readonly string[]) {
  const query = { name: 'preferences-of', text: preferencesOf, values: [authorityId, people] };
  const { rows } = await client.query<TellingPreference & { personId: string }>(query);
  return new Map(rows.map(({ personId, ...preference }) => [personId, preference]));
}

/** As many as the way out has room for; the others wait until it has. */
async function allot({ client, options }: Claiming, judged: readonly Judged[]): Promise<Judged[]> {
  const wanted = judged.filter(isLeased).length;
  if (wanted === 0) return [...judged];
  const text = 'select app.take_sends($1, $2, $3) as room';
  const values = ['email', wanted, options.perMinute];
  const { rows } = await client.query<{ room: { granted: number; waitUntil: Instant } }>({
    name: 'take-sends',
    text,
    values,
  });
  const { granted, waitUntil } = rows[0]!.room;
  let taken = 0;
  return judged.map((each) => {
    if (!isLeased(each) || ++taken <= granted) return each;
    return { ...each, verdict: { kind: 'later', at: waitUntil, error: null } };
  });
}

const isLeased = (each: Judged): each is Leased => each.verdict.kind === 'send' || each.verdict.kind === 'ask';

/** The whole state of the message, as a plan of the outbox writes it. */
function planRow({ message, verdict }: Judged, lease: { token: string; at: Instant }) {
  const { id, lapses, askFirst: asked } = message;
  const row = { id, outcome: null, by: null, token: null, at: null, error: null, lapses, asked };
  switch (verdict.kind) {
    case 'settled':
      return { ...row, outcome: verdict.outcome, error: verdict.error };
    case 'later':
      return { ...row, at: verdict.at, error: verdict.error };
    default:
      return { ...row, ...lease };
  }
}

function countsOf(judged: readonly Judged[]): ViewMessageClaim['counts'] {
  const counts = { withdrawn: 0, failed: 0, later: 0 };
  for (const { verdict } of judged) {
    if (verdict.kind === 'settled') counts[verdict.outcome] += 1;
    else if (verdict.kind === 'later') counts.later += 1;
  }
  return counts;
}
