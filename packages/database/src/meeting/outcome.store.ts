import type { Instant, LocalDate, Numbered, OutcomeKind } from '@kept/domain';
import { actorName, auditAct, type By } from '../audit/audit-act.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { instant } from '../work-item/decode.js';

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
}

export interface OutcomeStore {
  /** By minute, then as they were written: two hundred at most. `open`: without those whose minutes are exempt. */
  list(authorityId: string, meetingId: string, edition: 'full' | 'open'): Promise<MeetingOutcome[]>;
  /** The highest minute of each meeting of a body in a year. */
  numbered(authorityId: string, body: string, year: { from: LocalDate; to: LocalDate }): Promise<Numbered[]>;
  /** False where it stands there already: the same kind with the same item. Audited. */
  add(by: By, meetingId: string, outcome: Omit<MeetingOutcome, 'recordedAt' | 'recordedBy'>): Promise<boolean>;
}

const columns = `o.id, o.minute, o.paragraph, o.agenda_item_id as "agendaItemId", o.kind, o.text, o.reference,
  o.recorded_at as "recordedAt", o.recorded_by as "recordedBy"`;
const inOrder = 'order by o.minute, o.recorded_at, o.id limit 200';

/** Its statements, for the tests of what each reads. */
export const outcomeStatements = {
  full: {
    name: 'outcomes',
    text: `select ${columns} from meeting_outcomes o where o.authority_id = $1 and o.meeting_id = $2 ${inOrder}`,
  },
  // An item of the agenda that is exempt keeps its minutes too, unless they were said to be open.
  open: {
    name: 'outcomes-open',
    text: `select ${columns} from meeting_outcomes o
  left join agenda_items i on i.authority_id = $1 and i.meeting_id = $2 and i.id = o.agenda_item_id
  where o.authority_id = $1 and o.meeting_id = $2 and (i.id is null or not i.exempt or i.minutes_open) ${inOrder}`,
  },
};

const numbered = {
  name: 'minutes-numbered',
  text: `select m.held_on as "heldOn", max(o.minute)::int as highest from meetings m
  join meeting_outcomes o on o.authority_id = $1 and o.meeting_id = m.id
  where m.authority_id = $1 and m.body = $2 and m.held_on between $3 and $4 group by m.held_on`,
};
const insert = `insert into meeting_outcomes
  (authority_id, meeting_id, id, minute, paragraph, agenda_item_id, kind, text, reference, recorded_at, recorded_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, app.now(), $10) on conflict do nothing`;

export function outcomeStore(pools: Pools): OutcomeStore {
  return {
    list: async (authorityId, meetingId, edition) => {
      const statement = { ...outcomeStatements[edition], values: [authorityId, meetingId] };
      const rows = await readFlight<MeetingOutcome>(pools.read, authorityId, statement);
      return rows.map((row) => ({ ...row, recordedAt: instant(row.recordedAt) }));
    },
    numbered: (authorityId, body, { from, to }) =>
      readFlight<Numbered>(pools.read, authorityId, { ...numbered, values: [authorityId, body, from, to] }),
    add: (by, meetingId, { id, minute, paragraph, agendaItemId, kind, text, reference }) =>
      inAuthority(pools.write, by.authorityId, async (client) => {
        const values = [by.authorityId, meetingId, id, minute, paragraph, agendaItemId, kind, text, reference];
        if ((await client.query(insert, [...values, actorName(by.actor)])).rowCount === 0) return false;
        await auditAct((statement, given) => client.query(statement, given), by, {
          action: 'outcome-recorded',
          objectId: meetingId,
          about: { minute, kind, reference },
          values: { text },
        });
        return true;
      }),
  };
}
