import type { Instant } from '@kept/domain';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { hashOf, makeSecret } from '../session/secret.js';

/** One feed of dates for each person: whoever has its secret may read it, so only the secret's hash is kept. */
export interface CalendarFeedStore {
  /** 32 random bytes as base64url, shown once; the one before ceases to work. */
  make(authorityId: string, personId: string): Promise<{ secret: string; madeAt: Instant }>;
  /** False when there was none. */
  revoke(authorityId: string, personId: string): Promise<boolean>;
  /** When the feed that works now was made; null when there is none. */
  madeAt(authorityId: string, personId: string): Promise<Instant | null>;
  /** Null for a secret that is unknown or was revoked. */
  find(secret: string): Promise<{ authorityId: string; personId: string } | null>;
}

const make = `insert into calendar_feeds (authority_id, person_id, hash, made_at) values ($1, $2, $3, app.now())
  on conflict (authority_id, person_id) do update set hash = excluded.hash, made_at = excluded.made_at
  returning made_at as "madeAt"`;
const revoke = 'delete from calendar_feeds where authority_id = $1 and person_id = $2';
const madeAt = 'select made_at as "madeAt" from calendar_feeds where authority_id = $1 and person_id = $2';
const find = 'select authority_id as "authorityId", person_id as "personId" from app.find_calendar_feed($1)';

export function calendarFeedStore(pools: Pools): CalendarFeedStore {
  return {
    make: (authorityId, personId) =>
      inAuthority(pools.write, authorityId, async (client) => {
        const { secret, hash } = makeSecret();
        const { rows } = await client.query<{ madeAt: Instant }>(make, [authorityId, personId, hash]);
        return { secret, madeAt: rows[0]!.madeAt };
      }),
    revoke: (authorityId, personId) =>
      inAuthority(pools.write, authorityId, async (client) => {
        const { rowCount } = await client.query(revoke, [authorityId, personId]);
        return rowCount === 1;
      }),
    madeAt: async (authorityId, personId) => {
      const statement = { name: 'calendar-feed', text: madeAt, values: [authorityId, personId] };
      return (await readFlight<{ madeAt: Instant }>(pools.read, authorityId, statement))[0]?.madeAt ?? null;
    },
    find: async (secret) => {
      type Found = { authorityId: string; personId: string };
      const query = { name: 'find-calendar-feed', text: find, values: [hashOf(secret)] };
      return (await pools.write.query<Found>(query)).rows[0] ?? null;
    },
  };
}
