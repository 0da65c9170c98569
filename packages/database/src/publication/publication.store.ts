import { randomUUID } from 'node:crypto';
import type { Instant, PlainTexts, PublishedVerdict } from '@kept/domain';
import type pg from 'pg';
import { actorKey, actorName, type By } from '../audit/audit-act.js';
import { instantValue, readCursor, writeCursor } from '../connection/cursor.js';
import { readFlight, type Statement } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { instant } from '../work-item/decode.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import type { Reference } from '../reference/reference.store.js';
import { countProposedWords, writeWordCounts } from '../word/word-counts.js';
import { scopedCondition } from '../work-item/list-statement.js';
import type { ListScope } from '../work-item/work-item.store.js';
import { approve, note } from './approve-publication.js';

export type PublicationStatus = 'proposed' | 'published' | 'refused' | 'replaced' | 'withdrawn';

/** The plain words of a card on their way to the public page, and who had which part in it. */
export interface Publication {
  id: string;
  workItemId: string;
  reference: string;
  title: string;
  /** Of the card as it stands: the post that owns it, and the director whom it names. */
  ownerPost: string;
  director: string | null;
  status: PublicationStatus;
  texts: PlainTexts;
  askedBy: string;
  verdict: PublishedVerdict | null;
  proposedBy: string;
  proposedByName: string;
  proposedAt: Instant;
  decidedByName: string | null;
  decidedAt: Instant | null;
  reason: string | null;
  withdrawnByName: string | null;
  withdrawnAt: Instant | null;
}

export interface PublicationDraft {
  workItemId: string;
  texts: PlainTexts;
  askedBy: string;
  verdict: PublishedVerdict | null;
  /** As the domain counts it, of the card whose answer and verdict these words say. */
  answerStep: number;
}

/**
 * `waiting`: a proposal for this card waits already. `own` was proposed by whoever decides; `ended` waits no more;
 * `unshowable` may not be shown as its card now stands; `moved`: the card was answered or given a verdict since.
 */
type ProposeOutcome = { id: string } | 'waiting' | 'unshowable' | 'moved';
export type ApproveOutcome = 'published' | 'unknown' | 'own' | 'ended' | 'unshowable' | 'moved';

export interface PublicationStore {
  propose(by: By, draft: PublicationDraft): Promise<ProposeOutcome>;
  /** Writes the words onto the public page, in place of those that stood there of the same card. */
  approve(by: By, id: string): Promise<ApproveOutcome>;
  /** False where it waits no more. */
  refuse(by: By, id: string, reason: string): Promise<boolean>;
  /** Takes it off the page at once. False where it is not on it. */
  withdraw(by: By, id: string, reason: string): Promise<boolean>;
  read(authorityId: string, id: string): Promise<Publication | null>;
  /** Newest first; and which one waits, and which stands on the page, on whatever page of these it is. @throws CursorFault */
  ofItem(
    authorityId: string,
    query: PublicationPageQuery & { workItemId: string },
  ): Promise<PublicationPage & { waiting: string | null; published: string | null }>;
  /** Newest first, of the cards that the scope shows. @throws CursorFault */
  list(
    authorityId: string,
    query: PublicationPageQuery & { status: 'proposed' | 'published' },
    scope: ListScope,
  ): Promise<PublicationPage>;
}

export interface PublicationPageQuery {
  cursor?: string;
  /** 1 to 200. */
  limit: number;
}

export interface PublicationPage {
  publications: Publication[];
  nextCursor: string | null;
}

const shown = `select p.id, p.work_item_id as "workItemId", w.reference, w.title, w.owner_post as "ownerPost",
    w.fields ->> 'director' as director, p.status, p.texts, p.asked_by as "askedBy",
    p.verdict, p.proposed_by as "proposedBy", p.proposed_by_name as "proposedByName", p.proposed_at as "proposedAt",
    p.decided_by_name as "decidedByName", p.decided_at as "decidedAt", p.reason,
    p.withdrawn_by_name as "withdrawnByName", p.withdrawn_at as "withdrawnAt"
  from publications p join work_items w on w.authority_id = p.authority_id and w.id = p.work_item_id
  where p.authority_id = $1`;
/** The clock of the database counts in milliseconds, and so does a cursor. */
const paged = `($3::timestamptz is null or (p.proposed_at, p.id) < ($3::timestamptz, $4::uuid))`;
const newestFirst = 'order by p.proposed_at desc, p.id desc limit $5';
const ofItem = `${shown} and p.work_item_id = $2 and ${paged} ${newestFirst}`;
const standing = `select id, status from publications where authority_id = $1 and work_item_id = $2
  and status in ('proposed', 'published')`;

const insert = `insert into publications
    (authority_id, id, work_item_id, texts, asked_by, verdict, answer_step, proposed_by, proposed_by_name, proposed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, app.now()) on conflict do nothing`;
/** Held until the end: a card that is withdrawn at this moment is so before, or ends the proposal after. */
const holdCard = `select app.answer_step(authority_id, id) as step, owner_post as "ownerPost" from work_items
  where authority_id = $1 and id = $2 and workflow = 'challenge-card'
    and state <> 'withdrawn' and not exempt and classification = 'unrestricted' and restricted_to_posts is null
    and hidden_from = '{}' and fields ->> 'kind' = 'collective' and fields ->> 'screenedOn' is not null for no key update`;
/** The texts that were last proposed for the card: what is mended is mended in them. */
const proposedBefore = `select texts from publications where authority_id = $1 and work_item_id = $2
  order by proposed_at desc, id desc limit 1`;
const refuse = 'select app.refuse_publication($1, $2, $3, $4, $5) as done';
const withdraw = 'select app.withdraw_publication($1, $2, $3, $4) as done';

const at = (value: Instant | null): Instant | null => (value === null ? null : instant(value));
const decode = (row: Publication): Publication => ({
  ...row,
  proposedAt: instant(row.proposedAt),
  decidedAt: at(row.decidedAt),
  withdrawnAt: at(row.withdrawnAt),
});

/** The id is by chance alone: one that is made of the time would say when, and between which others. */
async function propose(
  client: pg.PoolClient,
  by: By,
  { words, ...draft }: PublicationDraft & Pick<Reference, 'words'>,
): Promise<ProposeOutcome> {
  const id = randomUUID();
  const { workItemId, texts, askedBy, verdict, answerStep } = draft;
  const held = (await client.query<{ step: number; ownerPost: string }>(holdCard, [by.authorityId, workItemId]))
    .rows[0];
  if (held === undefined) return 'unshowable';
  if (held.step !== answerStep) return 'moved';
  const before = (await client.query<{ texts: PlainTexts }>(proposedBefore, [by.authorityId, workItemId])).rows[0];
  const { rowCount } = await client.query(insert, [
    by.authorityId,
    id,
    workItemId,
    JSON.stringify(texts),
    askedBy,
    verdict === null ? null : JSON.stringify(verdict),
    answerStep,
    actorKey(by.actor),
    actorName(by.actor),
  ]);
  if (rowCount === 0) return 'waiting';
  const place = { authorityId: by.authorityId, itemId: workItemId, ownerPost: held.ownerPost };
  await writeWordCounts(client, place, countProposedWords(before?.texts, texts, words));
  await note(client, by, { action: 'publication-proposed', id });
  return { id };
}

function acting(
  pools: Pools,
  references: ReferenceCache,
): Pick<PublicationStore, 'propose' | 'approve' | 'refuse' | 'withdraw'> {
  const within = <T>(by: By, work: (client: pg.PoolClient) => Promise<T>): Promise<T> =>
    inAuthority(pools.write, by.authorityId, work);
  return {
    propose: async (by, draft) => {
      const { words } = await references.load(by.authorityId);
      return within(by, (client) => propose(client, by, { ...draft, words }));
    },
    approve: (by, id) => within(by, (client) => approve(client, by, id)),
    refuse: (by, id, reason) => {
      const values = [by.authorityId, id, reason, actorKey(by.actor), actorName(by.actor)];
      return within(by, (client) => end(client, by, { id, action: 'publication-refused', text: refuse, values }));
    },
    withdraw: (by, id, reason) => {
      const values = [by.authorityId, id, reason, actorName(by.actor)];
      return within(by, (client) => end(client, by, { id, action: 'publication-withdrawn', text: withdraw, values }));
    },
  };
}

interface Ending {
  id: string;
  action: string;
  text: string;
  values: unknown[];
}

async function end(client: pg.PoolClient, by: By, { id, action, text, values }: Ending): Promise<boolean> {
  const done = (await client.query<{ done: boolean }>(text, values)).rows[0]?.done ?? false;
  if (done) await note(client, by, { action, id });
  return done;
}

function pageOf(sort: string, limit: number, found: Publication[]): PublicationPage {
  const publications = found.slice(0, limit);
  const last = found.length > limit ? publications.at(-1) : undefined;
  return { publications, nextCursor: last ? writeCursor({ sort, value: last.proposedAt, id: last.id }) : null };
}

/** Who proposed, approved and withdrew what stands, or stood, on the public page. */
export function publicationStore(pools: Pools, references: ReferenceCache): PublicationStore {
  const rows = async (authorityId: string, statement: Statement) =>
    (await readFlight<Publication>(pools.read, authorityId, statement)).map(decode);
  return {
    ...acting(pools, references),
    read: async (authorityId, id) => {
      const statement = { name: 'publication', text: `${shown} and p.id = $2`, values: [authorityId, id] };
      return (await rows(authorityId, statement))[0] ?? null;
    },
    ofItem: async (authorityId, { workItemId, cursor, limit }) => {
      const sort = `publications:${workItemId}`;
      const place = cursor === undefined ? null : readCursor(cursor, sort, instantValue);
      const values = [authorityId, workItemId, place?.value ?? null, place?.id ?? null, limit + 1];
      const asked = { name: 'publications-standing', text: standing, values: [authorityId, workItemId] };
      const [found, now] = await Promise.all([
        rows(authorityId, { name: 'publications-of-item', text: ofItem, values }),
        readFlight<{ id: string; status: PublicationStatus }>(pools.read, authorityId, asked),
      ]);
      const idOf = (which: PublicationStatus) => now.find(({ status }) => status === which)?.id ?? null;
      return { ...pageOf(sort, limit, found), waiting: idOf('proposed'), published: idOf('published') };
    },
    list: async (authorityId, { status, cursor, limit }, scope) => {
      const place = cursor === undefined ? null : readCursor(cursor, status, instantValue);
      const values = [authorityId, status, place?.value ?? null, place?.id ?? null, limit + 1];
      const seen = scopedCondition(scope, values.length);
      const text = `${shown} and p.status = $2 and ${paged} and ${seen.text} ${newestFirst}`;
      const found = await rows(authorityId, { name: 'publications', text, values: [...values, ...seen.values] });
      return pageOf(status, limit, found);
    },
  };
}
