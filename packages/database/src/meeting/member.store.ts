import { memberFaults } from '@kept/domain';
import type { BodyMember, LocalDate, Missing } from '@kept/domain';
import type pg from 'pg';
import { auditAct, type Act, type By } from '../audit/audit-act.js';
import { classifyDatabaseError } from '../connection/faults.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';

/** The seats of a body in all its time, and how many must be taken before it decides anything. */
export interface Membership {
  quorum: number | null;
  members: BodyMember[];
}

/** Written, or why not. */
export type SeatOutcome = 'written' | { missing: readonly Missing[] };

export interface MemberStore {
  /** Null where there is no such body. */
  read(authorityId: string, body: string): Promise<Membership | null>;
  /** Against the seats that stand: one chair and one vice-chair on any day. `unknown-post`: nobody knows that post. Audited. */
  add(by: By, member: BodyMember): Promise<SeatOutcome | 'unknown-post'>;
  /** The last day of a seat, which may also be later than before, as far as no other seat stands in the way. Audited. */
  end(by: By, seat: { id: string; body: string; to: LocalDate }): Promise<SeatOutcome | 'unknown'>;
  /** Audited. False where there is no such body. */
  setQuorum(by: By, body: string, quorum: number | null): Promise<boolean>;
}

const read = {
  name: 'body-members',
  text: `select q.quorum, coalesce((select json_agg(json_build_object('id', m.id, 'body', m.body, 'place', m.place, 'title', m.title,
    'post', m.post, 'vacant', m.vacant, 'from', m.held_from, 'to', m.held_to) order by m.held_from, m.id)
  from body_members m where m.authority_id = $1 and m.body = $2), '[]'::json) as members
  from bodies b left join body_quorums q on q.authority_id = $1 and q.body = b.key
  where b.authority_id = $1 and b.key = $2`,
};
const insert = `insert into body_members (authority_id, id, body, place, title, post, vacant, held_from, held_to)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;
const end = `update body_members set held_to = $4 where authority_id = $1 and body = $2 and id = $3`;
// The seats of one body are written by one person at a time.
const hold = `select from bodies where authority_id = $1 and key = $2 for no key update`;
const setQuorum = `insert into body_quorums (authority_id, body, quorum)
  select $1, b.key, $3 from bodies b where b.authority_id = $1 and b.key = $2
  on conflict (authority_id, body) do update set quorum = excluded.quorum`;

function within(pools: Pools, by: By, { text, values, act }: { text: string; values: unknown[]; act: Act }) {
  return inAuthority(pools.write, by.authorityId, async (client) => {
    if ((await client.query(text, [by.authorityId, ...values])).rowCount === 0) return false;
    await auditAct((statement, given) => client.query(statement, given), by, act);
    return true;
  });
}

/** The seats as they stand until this transaction ends. */
async function heldSeats(client: pg.PoolClient, { authorityId }: By, body: string): Promise<BodyMember[]> {
  await client.query(hold, [authorityId, body]);
  return (await client.query<Membership>({ ...read, values: [authorityId, body] })).rows[0]?.members ?? [];
}

const auditSeat = (client: pg.PoolClient, by: By, act: Act) =>
  auditAct((statement, given) => client.query(statement, given), by, act);

export function memberStore(pools: Pools): MemberStore {
  return {
    read: async (authorityId, body) =>
      (await readFlight<Membership>(pools.read, authorityId, { ...read, values: [authorityId, body] }))[0] ?? null,
    add: async (by, member) => {
      const { id, body, place, title, post, vacant, from, to } = member;
      try {
        return await inAuthority(pools.write, by.authorityId, async (client) => {
          const missing = memberFaults(member, await heldSeats(client, by, body));
          if (missing.length > 0) return { missing };
          await client.query(insert, [by.authorityId, id, body, place, title, post, vacant, from, to]);
          const about = { body, place, post, vacant, from, to };
          await auditSeat(client, by, { action: 'seat-added', objectId: id, about, values: { title } });
          return 'written';
        });
      } catch (error) {
        if (classifyDatabaseError(error)?.kind === 'missing-reference') return 'unknown-post';
        throw error;
      }
    },
    end: (by, { id, body, to }) =>
      inAuthority(pools.write, by.authorityId, async (client) => {
        const seats = await heldSeats(client, by, body);
        const seat = seats.find((each) => each.id === id);
        if (!seat) return 'unknown';
        if (seat.to === to) return 'written';
        const missing = memberFaults({ ...seat, to }, seats);
        if (missing.length > 0) return { missing };
        await client.query(end, [by.authorityId, body, id, to]);
        await auditSeat(client, by, { action: 'seat-ended', objectId: id, about: { body, to }, values: {} });
        return 'written';
      }),
    setQuorum: (by, body, quorum) =>
      within(pools, by, {
        text: setQuorum,
        values: [body, quorum],
        act: { action: 'quorum-set', objectId: null, about: { body, quorum }, values: {} },
      }),
  };
}
