import type { Instant, LocalDate, NoticeDraft } from '@kept/domain';
import type pg from 'pg';
import { actorKey, type By } from '../audit/audit-act.js';
import { readCursor, writeCursor } from '../connection/cursor.js';
import { readFlight, type Statement } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { auditMessage } from '../outbox/audit-message.js';
import { instant } from '../work-item/decode.js';

/**
 * Moves forward only: waiting → sending → sent → delivered | failed; or withdrawn, or shown in Kept alone. `quarantined` was
 * set aside for an administrator, who may release it; `unknown` may still turn out sent.
 */
export type NoticeStatus =
  'waiting' | 'sending' | 'quarantined' | 'unknown' | 'sent' | 'delivered' | 'failed' | 'withdrawn' | 'shown';

/** What an officer sees of a message: who is told of what, and how far it has come. */
export interface Notice {
  id: string;
  workItemId: string;
  reference: string;
  post: string;
  /** `exception` is told once a week, whatever its reader chose; `followed` goes to a person, as the domain's `personAddress` says. */
  kind: NoticeDraft['kind'] | 'followed';
  channel: 'email' | 'teams';
  deadline: { key: string; occurrence: number } | null;
  dueOn: LocalDate | null;
  late: boolean;
  status: NoticeStatus;
  createdAt: Instant;
  statusAt: Instant;
}

/** A notice as its reader finds it. */
export interface ReadNotice extends Notice {
  workflow: string;
  /** The law or the council keeps the item from open view: nothing but its reference leaves it. */
  discreet: boolean;
  read: boolean;
}

export interface NoticeQuery {
  /** The posts that the reader answers for, and their own address. */
  posts: readonly string[];
  personId: string;
  cursor?: string;
  /** 1 to 200. */
  limit: number;
}

export interface NoticePage {
  notices: ReadNotice[];
  nextCursor: string | null;
}

export interface NoticeStore {
  ofItem(authorityId: string, workItemId: string): Promise<Notice[]>;
  /** Of the last ninety days: first what the reader has not read, newest first. Asks nothing about who may see an item. */
  ofReader(authorityId: string, query: NoticeQuery): Promise<NoticePage>;
  /** Items of what is unread, of at most the newest hundred messages. */
  unread(authorityId: string, query: Pick<NoticeQuery, 'posts' | 'personId'>): Promise<string[]>;
  /** Marks those of them that are addressed to these posts. */
  markRead(
    authorityId: string,
    query: Pick<NoticeQuery, 'posts' | 'personId'> & { ids: readonly string[] },
  ): Promise<void>;
  /** Set aside after three crashes or three days, oldest first, at most 200. */
  setAside(authorityId: string): Promise<Notice[]>;
  /** When a way out last took a message to one of these posts, in the last ninety days; null where none did. */
  lastTaken(authorityId: string, posts: readonly string[]): Promise<Instant | null>;
  /** False when it is not, or no longer, set aside. Written down with who decided. */
  decideSetAside(by: By, id: string, decision: { release: boolean }): Promise<boolean>;
}

/** The notice `n` of the item `w`, in the domain's words. */
export const noticeJson = `jsonb_build_object('id', n.id, 'workItemId', n.work_item_id, 'reference', w.reference, 'post', n.post,
  'kind', n.kind, 'channel', n.channel,
  'deadline', case when n.deadline_key is null then null
    else jsonb_build_object('key', n.deadline_key, 'occurrence', n.deadline_occurrence) end,
  'dueOn', n.due_on, 'late', n.late, 'status', n.status, 'createdAt', n.created_at, 'statusAt', n.status_at)`;

export const decodeNotice = (json: Notice): Notice => ({
  ...json,
  createdAt: instant(json.createdAt),
  statusAt: instant(json.statusAt),
});

const ofItem = `select ${noticeJson} as notice from notices n
  join work_items w on w.authority_id = n.authority_id and w.id = n.work_item_id
  where n.authority_id = $1 and n.work_item_id = $2 order by n.created_at, n.id`;

const newest = "app.now() - interval '90 days'";
const addressed = `n.authority_id = $1 and n.post = any ($2) and n.created_at > ${newest}`;
/** What was taken back before it was told, such as an owner's change that was undone, is nobody's to read any more. */
const wasRead = `(n.status = 'withdrawn'
  or exists (select from notice_reads r where r.authority_id = $1 and r.person_id = $3 and r.notice_id = n.id))`;

/** Instants in whole milliseconds, as the clock counts. $4 what the last page ended with: read, instant, id; $5 how many. */
const ofReader = `select notice, read, workflow, discreet from (
    select ${noticeJson} as notice, ${wasRead} as read, w.workflow,
      w.classification <> 'unrestricted' or w.exempt or w.restricted_to_posts is not null as discreet, n.created_at, n.id
    from notices n join work_items w on w.authority_id = n.authority_id and w.id = n.work_item_id
    where ${addressed}) mine
  where $4::jsonb is null or read > ($4 ->> 0)::boolean or read = ($4 ->> 0)::boolean
    and (created_at < ($4 ->> 1)::timestamptz or created_at = ($4 ->> 1)::timestamptz and id > ($4 ->> 2)::uuid)
  order by read, created_at desc, id limit $5`;

const unread = `select reference from (
    select w.reference, ${wasRead} as read from notices n
    join work_items w on w.authority_id = n.authority_id and w.id = n.work_item_id
    where ${addressed} order by n.created_at desc, n.id limit 100) newest
  where not read`;

const markRead = `insert into notice_reads (authority_id, person_id, notice_id, read_at)
  select $1, $3, n.id, app.now() from notices n where n.authority_id = $1 and n.post = any ($2) and n.id = any ($4::uuid[])
  on conflict do nothing`;

const setAside = `select ${noticeJson} as notice from notices n
  join work_items w on w.authority_id = n.authority_id and w.id = n.work_item_id
  where n.authority_id = $1 and n.status = 'quarantined' order by n.created_at, n.id limit 200`;

/** The newest of each post, in the order of the index by post. */
const lastTaken = `select max(newest.status_at) as at from unnest($2::text[]) posts (key), lateral (
    select n.status_at from notices n where n.authority_id = $1 and n.post = posts.key and n.created_at > ${newest}
      and n.status in ('sent', 'delivered') order by n.created_at desc limit 1) newest`;

interface ReaderRow {
  notice: Notice;
  read: boolean;
  workflow: string;
  discreet: boolean;
}

const pageSort = 'read';
const pageValue = /^(new|read) \d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}\.\d{3}Z$/;

async function readPage(pool: pg.Pool, authorityId: string, query: NoticeQuery): Promise<NoticePage> {
  const { posts, personId, cursor, limit } = query;
  const from = cursor === undefined ? null : placeOf(readCursor(cursor, pageSort, pageValue));
  const values = [authorityId, posts, personId, from === null ? null : JSON.stringify(from), limit + 1];
  const rows = await readFlight<ReaderRow>(pool, authorityId, { name: 'notices-of-reader', text: ofReader, values });
  const notices = rows.slice(0, limit).map(({ notice, ...rest }) => ({ ...decodeNotice(notice), ...rest }));
  const last = notices.at(-1);
  const more = rows.length > limit && last !== undefined;
  const value = `${last?.read === true ? 'read' : 'new'} ${last?.createdAt}`;
  return { notices, nextCursor: more ? writeCursor({ sort: pageSort, value, id: last.id }) : null };
}

function placeOf({ value, id }: { value: string; id: string }): [boolean, string, string] {
  const [read, at = ''] = value.split(' ');
  return [read === 'read', at, id];
}

export function noticeStore(pools: Pools): NoticeStore {
  const noticesBy = async (authorityId: string, statement: Statement) =>
    (await readFlight<{ notice: Notice }>(pools.read, authorityId, statement)).map((row) => decodeNotice(row.notice));
  return {
    ofItem: (authorityId, workItemId) =>
      noticesBy(authorityId, { name: 'notices-of-item', text: ofItem, values: [authorityId, workItemId] }),
    ofReader: (authorityId, query) => readPage(pools.read, authorityId, query),
    unread: async (authorityId, { posts, personId }) => {
      const statement = { name: 'notices-unread', text: unread, values: [authorityId, posts, personId] };
      const rows = await readFlight<{ reference: string }>(pools.read, authorityId, statement);
      return rows.map(({ reference }) => reference);
    },
    markRead: (authorityId, { posts, personId, ids }) =>
      inAuthority(pools.write, authorityId, async (client) => {
        await client.query(markRead, [authorityId, posts, personId, ids]);
      }),
    setAside: (authorityId) =>
      noticesBy(authorityId, { name: 'notices-set-aside', text: setAside, values: [authorityId] }),
    lastTaken: async (authorityId, posts) => {
      const statement = { name: 'notices-last-taken', text: lastTaken, values: [authorityId, posts] };
      return (await readFlight<{ at: Instant | null }>(pools.read, authorityId, statement))[0]?.at ?? null;
    },
    decideSetAside: (by, id, { release }) =>
      inAuthority(pools.write, by.authorityId, async (client) => {
        const why = `${release ? 'released' : 'given up'} by ${actorKey(by.actor)}`;
        const text = 'select app.decide_set_aside($1, $2, $3, $4) as decided';
        const { rows } = await client.query<{ decided: boolean }>(text, [by.authorityId, id, release, why]);
        const isDecided = rows[0]?.decided ?? false;
        const action = release ? 'message-released' : 'message-given-up';
        if (isDecided) await auditMessage(client, by, { id, action, why });
        return isDecided;
      }),
  };
}
