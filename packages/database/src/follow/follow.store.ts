import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';

/** Who follows what. */
export interface Follow {
  authorityId: string;
  itemId: string;
  personId: string;
}

/** Asks nothing about who may see the item: that is for whoever calls to ask. */
export interface FollowStore {
  follows(follow: Follow): Promise<boolean>;
  /** Does nothing where they do already. Role app. */
  begin(follow: Follow): Promise<void>;
  /** Does nothing where they do not. What waits to be told of it is withdrawn. Role app. */
  end(follow: Follow): Promise<void>;
}

const find = `select exists (select from work_item_follows
  where authority_id = $1 and work_item_id = $2 and person_id = $3) as follows`;
const begin = `insert into work_item_follows (authority_id, work_item_id, person_id, since)
  values ($1, $2, $3, app.now()) on conflict do nothing`;
const end = 'select app.end_follow($1, $2, $3)';

export function followStore(pools: Pools): FollowStore {
  const write = (text: string, { authorityId, itemId, personId }: Follow) =>
    inAuthority(pools.write, authorityId, async (client) => {
      await client.query(text, [authorityId, itemId, personId]);
    });
  return {
    follows: async ({ authorityId, itemId, personId }) => {
      const statement = { name: 'follows', text: find, values: [authorityId, itemId, personId] };
      return (await readFlight<{ follows: boolean }>(pools.read, authorityId, statement))[0]?.follows ?? false;
    },
    begin: (follow) => write(begin, follow),
    end: (follow) => write(end, follow),
  };
}
