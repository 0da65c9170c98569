import type { BodyMember, LocalDate } from '@kept/domain';
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

export interface MemberStore {
  /** Null where there is no such body. */
  read(authorityId: string, body: string): Promise<Membership | null>;
  /** `unknown-post`: nobody knows that post. Audited. */
  add(by: By, member: BodyMember): Promise<'added' | 'unknown-post'>;
  /** The last day of a seat. False where there is no such seat, or where it begins after that day. Audited. */
  end(by: By, seat: { id: string; body: string; to: LocalDate }): Promise<boolean>;
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
const end = `update body_members set held_to = $4
  where authority_id = $1 and body = $2 and id = $3 and held_from <= $4 and (held_to is null or held_to <> $4)`;
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

export function memberStore(pools: Pools): MemberStore {
  return {
    read: async (authorityId, body) =>
      (await readFlight<Membership>(pools.read, authorityId, { ...read, values: [authorityId, body] }))[0] ?? null,
    add: async (by, { id, body, place, title, post, vacant, from, to }) => {
      const act = {
        action: 'seat-added',
        objectId: id,
        about: { body, place, post, vacant, from, to },
        values: { title },
      };
      try {
        await within(pools, by, { text: insert, values: [id, body, place, title, post, vacant, from, to], act });
        return 'added';
      } catch (error) {
        if (classifyDatabaseError(error)?.kind === 'missing-reference') return 'unknown-post';
        throw error;
      }
    },
    end: (by, { id, body, to }) =>
      within(pools, by, {
        text: end,
        values: [body, id, to],
        act: { action: 'seat-ended', objectId: id, about: { body, to }, values: {} },
      }),
    setQuorum: (by, body, quorum) =>
      within(pools, by, {
        text: setQuorum,
        values: [body, quorum],
        act: { action: 'quorum-set', objectId: null, about: { body, quorum }, values: {} },
      }),
  };
}
