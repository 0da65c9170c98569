import { randomUUID } from 'node:crypto';
import type { Instant, PlainTexts, PublishedVerdict } from '@kept/domain';
import type pg from 'pg';
import { actorKey, actorName, auditAct, type By } from '../audit/audit-act.js';
import { instantValue, readCursor, writeCursor } from '../connection/cursor.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { instant } from '../work-item/decode.js';
import { approve, holdCard } from './approve-publication.js';

export type PublicationStatus = 'proposed' | 'published' | 'refused' | 'replaced' | 'withdrawn';

/** The plain words of a card on their way to the public page, and who had which part in it. */
export interface Publication {
  id: string;
  workItemId: string;
  reference: string;
  title: string;
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
}

/** `waiting`: a proposal for this card waits already. `own` was proposed by whoever decides; `ended` waits no more; `unshowable` may not be shown as its card now stands. */
type ProposeOutcome = { id: string } | 'waiting' | 'unshowable';
export type ApproveOutcome = 'published' | 'unknown' | 'own' | 'ended' | 'unshowable';

export interface PublicationStore {
  propose(by: By, draft: PublicationDraft): Promise<ProposeOutcome>;
  /** Writes the words onto the public page, in place of those that stood there of the same card. */
  approve(by: By, id: string): Promise<ApproveOutcome>;
  /** False where it waits no more. */
  refuse(by: By, id: string, reason: string): Promise<boolean>;
  /** Takes it off the page at once. False where it is not on it. */
  withdraw(by: By, id: string, reason: string): Promise<boolean>;
  read(authorityId: string, id: string): Promise<Publication | null>;
  /** Newest first, at most twenty. */
  ofItem(authorityId: string, workItemId: string): Promise<Publication[]>;
  /** Newest first. @throws CursorFault */
  list(
    authorityId: string,
    query: PublicationQuery,
  ): Promise<{ publications: Publication[]; nextCursor: string | null }>;
}

export interface PublicationQuery {
  status: 'proposed' | 'published';
  cursor?: string;
  /** 1 to 200. */
  limit: number;
}

const shown = `select p.id, p.work_item_id as "workItemId", w.reference, w.title, p.status, p.texts, p.asked_by as "askedBy",
    p.verdict, p.proposed_by as "proposedBy", p.proposed_by_name as "proposedByName", p.proposed_at as "proposedAt",
    p.decided_by_name as "decidedByName", p.decided_at as "decidedAt", p.reason,
    p.withdrawn_by_name as "withdrawnByName", p.withdrawn_at as "withdrawnAt"
  from publications p join work_items w on w.authority_id = p.authority_id and w.id = p.work_item_id
  where p.authority_id = $1`;
const newestFirst = 'order by p.proposed_at desc, p.id desc';
const listed = `${shown} and p.status = $2
  and ($3::timestamptz is null or (p.proposed_at, p.id) < ($3::timestamptz, $4::uuid)) ${newestFirst} limit $5`;

const insert = `insert into publications
    (authority_id, id, work_item_id, status, texts, asked_by, verdict, proposed_by, proposed_by_name, proposed_at)
  values ($1, $2, $3, 'proposed', $4, $5, $6, $7, $8, app.now()) on conflict do nothing`;
const refuse = `update publications set status = 'refused', reason = $3, decided_by = $4, decided_by_name = $5, decided_at = app.now()
  where authority_id = $1 and id = $2 and status = 'proposed'`;
const withdraw = `update publications set status = 'withdrawn', reason = $3, withdrawn_by_name = $4, withdrawn_at = app.now()
  where authority_id = $1 and id = $2 and status = 'published'`;
const takeOff = 'delete from public_site.cards where authority_id = $1 and id = $2';

const at = (value: Instant | null): Instant | null => (value === null ? null : instant(value));
const decode = (row: Publication): Publication => ({
  ...row,
  proposedAt: instant(row.proposedAt),
  decidedAt: at(row.decidedAt),
  withdrawnAt: at(row.withdrawnAt),
});

const note = (client: pg.PoolClient, by: By, action: string, id: string): Promise<void> =>
  auditAct((text, values) => client.query(text, values), by, { action, objectId: id, about: {}, values: {} });

/** The id is by chance alone: one that is made of the time would say when, and between which others. */
async function propose(client: pg.PoolClient, by: By, draft: PublicationDraft): Promise<ProposeOutcome> {
  const id = randomUUID();
  const { workItemId, texts, askedBy, verdict } = draft;
  // As for approving: a card that is withdrawn or made exempt at this moment is so before, or ends the proposal after.
  const held = await client.query(holdCard, [by.authorityId, workItemId]);
  if (held.rowCount === 0) return 'unshowable';
  const { rowCount } = await client.query(insert, [
    by.authorityId,
    id,
    workItemId,
    JSON.stringify(texts),
    askedBy,
    verdict === null ? null : JSON.stringify(verdict),
    actorKey(by.actor),
    actorName(by.actor),
  ]);
  if (rowCount === 0) return 'waiting';
  await note(client, by, 'publication-proposed', id);
  return { id };
}

function acting(pools: Pools): Pick<PublicationStore, 'propose' | 'approve' | 'refuse' | 'withdraw'> {
  const within = <T>(by: By, work: (client: pg.PoolClient) => Promise<T>): Promise<T> =>
    inAuthority(pools.write, by.authorityId, work);
  return {
    propose: (by, draft) => within(by, (client) => propose(client, by, draft)),
    approve: (by, id) =>
      within(by, async (client) => {
        const outcome = await approve(client, by, id);
        if (outcome === 'published') await note(client, by, 'publication-approved', id);
        return outcome;
      }),
    refuse: (by, id, reason) =>
      within(by, async (client) => {
        const values = [by.authorityId, id, reason, actorKey(by.actor), actorName(by.actor)];
        if ((await client.query(refuse, values)).rowCount === 0) return false;
        await note(client, by, 'publication-refused', id);
        return true;
      }),
    withdraw: (by, id, reason) =>
      within(by, async (client) => {
        const values = [by.authorityId, id, reason, actorName(by.actor)];
        if ((await client.query(withdraw, values)).rowCount === 0) return false;
        await client.query(takeOff, [by.authorityId, id]);
        await note(client, by, 'publication-withdrawn', id);
        return true;
      }),
  };
}

/** Who proposed, approved and withdrew what stands, or stood, on the public page. */
export function publicationStore(pools: Pools): PublicationStore {
  const rows = async (authorityId: string, statement: { name: string; text: string; values: unknown[] }) =>
    (await readFlight<Publication>(pools.read, authorityId, statement)).map(decode);
  return {
    ...acting(pools),
    read: async (authorityId, id) => {
      const statement = { name: 'publication', text: `${shown} and p.id = $2`, values: [authorityId, id] };
      return (await rows(authorityId, statement))[0] ?? null;
    },
    ofItem: (authorityId, workItemId) => {
      const text = `${shown} and p.work_item_id = $2 ${newestFirst} limit 20`;
      return rows(authorityId, { name: 'publications-of-item', text, values: [authorityId, workItemId] });
    },
    list: async (authorityId, { status, cursor, limit }) => {
      const place = cursor === undefined ? null : readCursor(cursor, status, instantValue);
      const values = [authorityId, status, place?.value ?? null, place?.id ?? null, limit + 1];
      const found = await rows(authorityId, { name: 'publications', text: listed, values });
      const publications = found.slice(0, limit);
      const last = found.length > limit ? publications.at(-1) : undefined;
      const next = last && writeCursor({ sort: status, value: last.proposedAt, id: last.id });
      return { publications, nextCursor: next ?? null };
    },
  };
}
