import type { Instant } from '@kept/domain';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { hashOf, makeSecret } from '../session/secret.js';

/** Whose feed, and of which saved view. */
export interface ViewFeed {
  authorityId: string;
  personId: string;
  viewId: string;
}

/** One feed for each person and saved view; only the hash of its secret is kept. It ends with the view. */
export interface ViewFeedStore {
  /** 32 random bytes as base64url, shown once; the one before ceases to work. Role app. */
  make(feed: ViewFeed): Promise<{ secret: string; madeAt: Instant }>;
  /** False when there was none. Role app. */
  revoke(feed: ViewFeed): Promise<boolean>;
  /** Null for a secret that is unknown or was revoked. */
  find(secret: string): Promise<ViewFeed | null>;
}

const make = `insert into view_feeds (authority_id, person_id, view_id, hash, made_at) values ($1, $2, $3, $4, app.now())
  on conflict (authority_id, person_id, view_id) do update set hash = excluded.hash, made_at = excluded.made_at
  returning made_at as "madeAt"`;
const revoke = 'delete from view_feeds where authority_id = $1 and person_id = $2 and view_id = $3';
const find = `select authority_id as "authorityId", person_id as "personId", view_id as "viewId" from app.find_view_feed($1)`;

export function viewFeedStore(pools: Pools): ViewFeedStore {
  return {
    make: ({ authorityId, personId, viewId }) =>
      inAuthority(pools.write, authorityId, async (client) => {
        const { secret, hash } = makeSecret();
        const { rows } = await client.query<{ madeAt: Instant }>(make, [authorityId, personId, viewId, hash]);
        return { secret, madeAt: rows[0]!.madeAt };
      }),
    revoke: ({ authorityId, personId, viewId }) =>
      inAuthority(pools.write, authorityId, async (client) => {
        const { rowCount } = await client.query(revoke, [authorityId, personId, viewId]);
        return rowCount === 1;
      }),
    find: async (secret) => {
      const query = { name: 'find-view-feed', text: find, values: [hashOf(secret)] };
      return (await pools.write.query<ViewFeed>(query)).rows[0] ?? null;
    },
  };
}
