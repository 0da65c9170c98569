import type { Instant } from '@kept/domain';

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
  create(session: { authorityId: string; personId: string; persona: string | null }): Promise<{ token: string; session: Session }>;
  find(token: string): Promise<Session | null>;
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
  create(token: { authorityId: string; personId: string; name: string; expiresInDays: number }): Promise<{ token: string; record: Token }>;
  find(token: string): Promise<Token | null>;
  revoke(authorityId: string, personId: string, id: string): Promise<boolean>;
}
