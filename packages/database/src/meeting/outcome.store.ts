import type { AgendaItem, Instant, LocalDate, Missing, Numbered, OutcomeKind } from '@kept/domain';
import type pg from 'pg';
import { actorName, auditAct, type By } from '../audit/audit-act.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { instant } from '../work-item/decode.js';
import { agendaStatements, holdMeeting, type Agenda } from './agenda.store.js';

/** What a meeting did, under its minute. */
export interface MeetingOutcome {
  id: string;
  minute: number;
  paragraph: string | null;
  agendaItemId: string | null;
  kind: OutcomeKind;
  text: string;
  /** Of the item that it leads to. */
  reference: string | null;
  recordedAt: Instant;
  recordedBy: string;
  /** Null where it stands. */
  withdrawn: { at: Instant; by: string; because: string } | null;
  /** Does it stand in the open edition too? */
  open: boolean;
}

export type NewOutcome = Omit<MeetingOutcome, 'recordedAt' | 'recordedBy' | 'withdrawn' | 'open'>;
/** The request that writes it; the hash covers its body. */
export interface OutcomeRequest {
  key: string;
  bodyHash: string;
}
/** What stands already, as it is when the outcome is written. */
export interface Standing {
  outcomes: readonly MeetingOutcome[];
  items: readonly AgendaItem[];
}

export type AddOutcome =
  | { kind: 'added' }
  /** There is no such meeting, or none any more. */
  | { kind: 'unknown' }
  /** The same request wrote it before. */
  | { kind: 'repeated' }
  /** Another request used this key. */
  | { kind: 'key-reused' }
  /** The action, or the acceptance of this card, stands there already. */
  | { kind: 'stands' }
  /** The meeting has two hundred. */
  | { kind: 'full' }
  | { kind: 'refused'; missing: readonly Missing[] };

export interface OutcomeStore {
  /** By minute, then as they were written, withdrawn ones too. `open`: those alone that every reader of minutes may read. */
  list(authorityId: string, meetingId: string, edition: 'full' | 'open'): Promise<MeetingOutcome[]>;
  /** The highest minute of each meeting of a body in a year. */
  numbered(authorityId: string, body: string, year: { from: LocalDate; to: LocalDate }): Promise<Numbered[]>;
  /** Whether this request wrote an outcome before; null where it did not. */
  writtenBefore(
    authorityId: string,
    meetingId: string,
    request: OutcomeRequest,
  ): Promise<'repeated' | 'key-reused' | null>;
  /** One at a time for each meeting; `faultsOf` is asked while nobody else can write there. Audited. */
  add(
    by: By,
    meetingId: string,
    asked: { outcome: NewOutcome; request: OutcomeRequest | null; faultsOf: (standing: Standing) => Missing[] },
  ): Promise<AddOutcome>;
  /** It stays for those who read exempt matters, and is in no open edition. False where none stands there. Audited. */
  withdraw(by: By, meetingId: string, withdrawal: { id: string; because: string }): Promise<boolean>;
}

/** A meeting has this many outcomes at most, withdrawn ones counted. */
export const mostOutcomes = 200;

// Open is what stands under no item, and what stands under an item that is open both as it was published last and as it is
// worked on: neither a change of the draft nor an old publication discloses what the other keeps closed.
const isOpen = `(o.withdrawn_at is null and (o.agenda_item_id is null or (
    exists (select from agenda_items i where i.authority_id = $1 and i.meeting_id = $2 and i.id = o.agenda_item_id
      and (not i.exempt or i.minutes_open))
    and exists (select from jsonb_array_elements((select p.items from agenda_publications p
        where p.authority_id = $1 and p.meeting_id = $2 order by p.no desc limit 1)) s
      where s ->> 'id' = o.agenda_item_id::text
        and (not (s ->> 'exempt')::boolean or (s ->> 'minutesOpen')::boolean)))))`;
const select = `select o.id, o.minute, o.paragraph, o.agenda_item_id as "agendaItemId", o.kind, o.text, o.reference,
  o.recorded_at as "recordedAt", o.recorded_by as "recordedBy", o.withdrawn_at as "withdrawnAt",
  o.withdrawn_by as "withdrawnBy", o.withdrawn_because as "withdrawnBecause", ${isOpen} as open
  from meeting_outcomes o where o.authority_id = $1 and o.meeting_id = $2`;
const inOrder = `order by o.minute, o.recorded_at, o.id limit ${mostOutcomes}`;
const lists = {
  full: { name: 'outcomes', text: `${select} ${inOrder}` },
  open: { name: 'outcomes-open', text: `${select} and ${isOpen} ${inOrder}` },
};

const numbered = {
  name: 'minutes-numbered',
  text: `select m.held_on as "heldOn", max(o.minute)::int as highest from meetings m
  join meeting_outcomes o on o.authority_id = $1 and o.meeting_id = m.id and o.withdrawn_at is null
  where m.authority_id = $1 and m.body = $2 and m.held_on between $3 and $4 group by m.held_on`,
};
const before = {
  name: 'outcome-written-before',
  text: `select o.body_hash as "bodyHash" from meeting_outcomes o
  where o.authority_id = $1 and o.meeting_id = $2 and o.idempotency_key = $3`,
};
const insert = `insert into meeting_outcomes
  (authority_id, meeting_id, id, minute, paragraph, agenda_item_id, kind, text, reference, recorded_at, recorded_by,
    idempotency_key, body_hash)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, app.now(), $10, $11, $12)`;
const withdraw = `update meeting_outcomes set withdrawn_at = app.now(), withdrawn_by = $4, withdrawn_because = $5
  where authority_id = $1 and meeting_id = $2 and id = $3 and withdrawn_at is null returning minute, kind`;

type Row = Omit<MeetingOutcome, 'withdrawn'> & {
  withdrawnAt: Instant | null;
  withdrawnBy: string | null;
  withdrawnBecause: string | null;
};

function decoded({ withdrawnAt, withdrawnBy, withdrawnBecause, ...row }: Row): MeetingOutcome {
  const withdrawn =
    withdrawnAt === null ? null : { at: instant(withdrawnAt), by: withdrawnBy ?? '', because: withdrawnBecause ?? '' };
  return { ...row, recordedAt: instant(row.recordedAt), withdrawn };
}

const hashOf = (rows: readonly { bodyHash: string }[], request: OutcomeRequest) => {
  if (rows[0] === undefined) return null;
  return rows[0].bodyHash === request.bodyHash ? 'repeated' : 'key-reused';
};

const standsAlready = ({ outcomes }: Standing, { kind, reference }: NewOutcome): boolean =>
  reference !== null &&
  (kind === 'action' || kind === 'challenge-accepted') &&
  outcomes.some((each) => each.withdrawn === null && each.kind === kind && each.reference === reference);

/** Under the lock of the meeting, so that it stands until the outcome is written. */
async function standingOf(client: pg.PoolClient, values: readonly [string, string]): Promise<Standing> {
  const { rows } = await client.query<Row>({ ...lists.full, values: [...values] });
  const agenda = await client.query<Agenda>({ ...agendaStatements.full, values: [...values] });
  return { outcomes: rows.map(decoded), items: agenda.rows[0]?.items ?? [] };
}

export function outcomeStore(pools: Pools): OutcomeStore {
  return {
    list: async (authorityId, meetingId, edition) => {
      const statement = { ...lists[edition], values: [authorityId, meetingId] };
      return (await readFlight<Row>(pools.read, authorityId, statement)).map(decoded);
    },
    numbered: (authorityId, body, { from, to }) =>
      readFlight<Numbered>(pools.read, authorityId, { ...numbered, values: [authorityId, body, from, to] }),
    writtenBefore: async (authorityId, meetingId, request) => {
      const statement = { ...before, values: [authorityId, meetingId, request.key] };
      return hashOf(await readFlight<{ bodyHash: string }>(pools.read, authorityId, statement), request);
    },
    add: (by, meetingId, { outcome, request, faultsOf }) =>
      inAuthority(pools.write, by.authorityId, async (client): Promise<AddOutcome> => {
        const place = [by.authorityId, meetingId] as const;
        if (!(await holdMeeting(client, place))) return { kind: 'unknown' };
        if (request) {
          const { rows } = await client.query<{ bodyHash: string }>({ ...before, values: [...place, request.key] });
          const kind = hashOf(rows, request);
          if (kind !== null) return { kind };
        }
        const standing = await standingOf(client, place);
        if (standing.outcomes.length >= mostOutcomes) return { kind: 'full' };
        if (standsAlready(standing, outcome)) return { kind: 'stands' };
        const missing = faultsOf(standing);
        if (missing.length > 0) return { kind: 'refused', missing };
        await write(client, { by, meetingId, outcome, request });
        return { kind: 'added' };
      }),
    withdraw: (by, meetingId, { id, because }) =>
      inAuthority(pools.write, by.authorityId, async (client) => {
        await holdMeeting(client, [by.authorityId, meetingId]);
        const values = [by.authorityId, meetingId, id, actorName(by.actor), because];
        const row = (await client.query<{ minute: number; kind: OutcomeKind }>(withdraw, values)).rows[0];
        if (row === undefined) return false;
        await auditAct((statement, given) => client.query(statement, given), by, {
          action: 'outcome-withdrawn',
          objectId: meetingId,
          about: { outcome: id, ...row },
          values: { because },
        });
        return true;
      }),
  };
}

interface Writing {
  by: By;
  meetingId: string;
  outcome: NewOutcome;
  request: OutcomeRequest | null;
}

async function write(client: pg.PoolClient, { by, meetingId, outcome, request }: Writing): Promise<void> {
  const { id, minute, paragraph, agendaItemId, kind, text, reference } = outcome;
  const said = [id, minute, paragraph, agendaItemId, kind, text, reference, actorName(by.actor)];
  const asked = [request?.key ?? null, request?.bodyHash ?? null];
  await client.query(insert, [by.authorityId, meetingId, ...said, ...asked]);
  await auditAct((statement, given) => client.query(statement, given), by, {
    action: 'outcome-recorded',
    objectId: meetingId,
    about: { minute, kind, reference },
    values: { text },
  });
}
