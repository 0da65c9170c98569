import type { Instant } from '@kept/domain';
import { v7 as uuid } from 'uuid';
import type { Pools } from '../connection/pools.js';
import { ShortMemory, hashOf, makeSecret } from './secret.js';

export interface Session {
  id: string;
  authorityId: string;
  personId: string;
  persona: string | null;
  createdAt: Instant;
  expiresAt: Instant;
}

/** 32 random bytes go out; their SHA-256 is kept. Found ones are cached in the process for at most 4 seconds. */
export interface SessionStore {
  /** Idle 30 minutes, absolute 10 hours. `token` is base64url, shown once. */
  create(session: {
    authorityId: string;
    personId: string;
    persona: string | null;
  }): Promise<{ token: string; session: Session }>;
  /** `asked` false for a call that nobody made: it finds the session and leaves it as idle as it is. */
  find(token: string, asked?: boolean): Promise<Session | null>;
  end(token: string): Promise<void>;
}

export interface Token {
  id: string;
  authorityId: string;
  personId: string;
  name: string;
  createdAt: Instant;
  expiresAt: Instant;
}

/** Personal access tokens, for scripts. Begin with `kept_`. */
export interface TokenStore {
  create(token: {
    authorityId: string;
    personId: string;
    name: string;
    expiresInDays: number;
  }): Promise<{ token: string; record: Token }>;
  find(token: string): Promise<Token | null>;
  revoke(authorityId: string, personId: string, id: string): Promise<boolean>;
}

const sessionColumns = `id, authority_id as "authorityId", person_id as "personId", persona, created_at as "createdAt", expires_at as "expiresAt"`;
const tokenColumns = `id, authority_id as "authorityId", person_id as "personId", name, created_at as "createdAt", expires_at as "expiresAt"`;

export function sessionStore(pools: Pools): SessionStore {
  const memory = new ShortMemory<Session>();
  const lookUp = async (token: string, asked = true): Promise<Session | null> => {
    const text = `select ${sessionColumns} from app.find_session($1, $2)`;
    const { rows } = await pools.write.query<Session>({ name: 'find-session', text, values: [hashOf(token), asked] });
    return rows[0] ?? null;
  };
  return {
    create: async ({ authorityId, personId, persona }) => {
      const { secret: token, hash } = makeSecret();
      const insert = `insert into sessions (id, hash, authority_id, person_id, persona, created_at, seen_at, expires_at)
        values ($1, $2, $3, $4, $5, app.now(), app.now(), app.now() + interval '10 hours')`;
      await pools.write.query(insert, [uuid(), hash, authorityId, personId, persona]);
      const session = await lookUp(token);
      if (session === null) throw new Error('The session was not found after it was made.');
      return { token, session };
    },
    // What nobody asked is looked up anew: it must not stand for the look-up that keeps the session alive.
    find: (token, asked = true) => (asked ? memory.recall(token, () => lookUp(token)) : lookUp(token, false)),
    end: async (token) => {
      memory.forget(token);
      await pools.write.query('select app.end_session($1)', [hashOf(token)]);
      memory.forget(token);
    },
  };
}

export function tokenStore(pools: Pools): TokenStore {
  const memory = new ShortMemory<Token>();
  const lookUp = async (token: string): Promise<Token | null> => {
    const text = `select ${tokenColumns} from app.find_token($1)`;
    const { rows } = await pools.write.query<Token>({ name: 'find-token', text, values: [hashOf(token)] });
    return rows[0] ?? null;
  };
  return {
    create: async ({ authorityId, personId, name, expiresInDays }) => {
      const { secret: token, hash } = makeSecret('kept_');
      const insert = `insert into tokens (id, hash, authority_id, person_id, name, created_at, expires_at)
        values ($1, $2, $3, $4, $5, app.now(), app.now() + $6 * interval '1 day')`;
      await pools.write.query(insert, [uuid(), hash, authorityId, personId, name, expiresInDays]);
      const record = await lookUp(token);
      if (record === null) throw new Error('The token was not found after it was made.');
      return { token, record };
    },
    find: (token) => memory.recall(token, () => lookUp(token)),
    revoke: async (authorityId, personId, id) => {
      memory.clear();
      const text = 'select app.revoke_token($1, $2, $3) as revoked';
      const { rows } = await pools.write.query<{ revoked: boolean }>(text, [authorityId, personId, id]);
      memory.clear();
      return rows[0]?.revoked ?? false;
    },
  };
}
