import { v7 as uuid } from 'uuid';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';

export interface Authority {
  id: string;
  /** As in an address: `kent`. */
  key: string;
  name: string;
}

/** The councils of this installation. */
export interface AuthorityStore {
  /** All of them, by key; needs no authority (a definer function reads id, key and name only). */
  list(): Promise<Authority[]>;
  find(key: string): Promise<Authority | null>;
  /** Role migrator only. Returns the one that stands where the key is taken. */
  create(authority: { key: string; name: string }): Promise<Authority>;
}

const all = { name: 'authorities', text: 'select id, key, name from app.authorities()' };

export function authorityStore(pools: Pools): AuthorityStore {
  const list = async (): Promise<Authority[]> => (await pools.write.query<Authority>(all)).rows;
  const find = async (key: string): Promise<Authority | null> =>
    (await list()).find((each) => each.key === key) ?? null;
  return {
    list,
    find,
    create: async ({ key, name }) => {
      const authority = { id: uuid(), key, name };
      const insert = 'insert into authorities (id, key, name) values ($1, $2, $3) on conflict do nothing';
      await inAuthority(pools.write, authority.id, (client) => client.query(insert, [authority.id, key, name]));
      return (await find(key)) ?? authority;
    },
  };
}
