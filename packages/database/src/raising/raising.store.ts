import type { Instant } from '@kept/domain';
import { v7 as uuid } from 'uuid';
import { actorKey, actorName, auditAct, type By } from '../audit/audit-act.js';
import { instantValue, readCursor, writeCursor } from '../connection/cursor.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { hashOf, makeSecret } from '../session/secret.js';
import { instant } from '../work-item/decode.js';

export type RaisingStatus = 'open' | 'used' | 'expired' | 'revoked';

/** A one-time link as it is listed; nobody can be told its secret again. */
export interface RaisingLink {
  id: string;
  /** The council of children and young people that raises by it. */
  raisedBy: string;
  madeBy: string;
  madeAt: Instant;
  expiresAt: Instant;
  status: RaisingStatus;
}

/** What stands behind a secret. */
export interface FoundLink {
  authorityId: string;
  council: string;
  link: Pick<RaisingLink, 'id' | 'raisedBy' | 'status'> & {
    /** How often something was sent that could not be taken. */
    attempts: number;
  };
}

export interface RaisingStore {
  make(by: By, link: { raisedBy: string; days: number }): Promise<{ id: string; secret: string }>;
  /** Null where there is none. */
  read(authorityId: string, id: string): Promise<RaisingLink | null>;
  /** Newest first. @throws CursorFault */
  list(
    authorityId: string,
    page: { cursor?: string; limit: number },
  ): Promise<{ links: RaisingLink[]; nextCursor: string | null }>;
  /** False where it is open no more. */
  revoke(by: By, id: string): Promise<boolean>;
  /** Null for a council or a secret that is not there. */
  find(authorityKey: string, secret: string): Promise<FoundLink | null>;
  /** Something was sent that could not be taken. */
  countAttempt(authorityId: string, id: string): Promise<void>;
  /** It made this card, and makes no other. */
  use(authorityId: string, id: string, workItemId: string): Promise<void>;
}

const status = `case when l.used_at is not null then 'used' when l.revoked_at is not null then 'revoked'
    when l.expires_at <= app.now() then 'expired' else 'open' end as status`;
const shown = `select l.id, l.raised_by as "raisedBy", l.made_by_name as "madeBy", l.made_at as "madeAt",
    l.expires_at as "expiresAt", ${status} from raising_links l where l.authority_id = $1`;
const listed = `${shown} and ($2::timestamptz is null or (l.made_at, l.id) < ($2::timestamptz, $3::uuid))
  order by l.made_at desc, l.id desc limit $4`;
const bySecret = `select l.id, l.raised_by as "raisedBy", l.attempts, ${status}
  from raising_links l where l.authority_id = $1 and l.hash = $2`;
const council = 'select id, name from public_site.find_authority($1)';
const insert = `insert into raising_links (authority_id, id, hash, raised_by, made_by, made_by_name, made_at, expires_at)
  values ($1, $2, $3, $4, $5, $6, app.now(), app.now() + make_interval(days => $7))`;
const revoke = `update raising_links set revoked_at = app.now(), revoked_by_name = $3
  where authority_id = $1 and id = $2 and used_at is null and revoked_at is null and expires_at > app.now()`;
const countAttempt = `update raising_links set attempts = least(attempts + 1, 1000) where authority_id = $1 and id = $2`;
const use = `update raising_links set used_at = app.now(), work_item_id = $3
  where authority_id = $1 and id = $2 and used_at is null`;

const decode = (link: RaisingLink): RaisingLink => ({
  ...link,
  madeAt: instant(link.madeAt),
  expiresAt: instant(link.expiresAt),
});

export function raisingStore(pools: Pools): RaisingStore {
  const write = (authorityId: string, text: string, values: unknown[]) =>
    inAuthority(pools.write, authorityId, async (client) => void (await client.query(text, [authorityId, ...values])));
  return {
    ...keeping(pools),
    find: async (authorityKey, secret) => {
      const query = { name: 'public-council', text: council, values: [authorityKey] };
      const found = (await pools.site.query<{ id: string; name: string }>(query)).rows[0];
      if (found === undefined) return null;
      const statement = { name: 'raising-link-by-secret', text: bySecret, values: [found.id, hashOf(secret)] };
      const link = (await readFlight<FoundLink['link']>(pools.read, found.id, statement))[0];
      return link ? { authorityId: found.id, council: found.name, link } : null;
    },
    countAttempt: (authorityId, id) => write(authorityId, countAttempt, [id]),
    use: (authorityId, id, workItemId) => write(authorityId, use, [id, workItemId]),
  };
}

/** What the participation worker does with links; each act is audited, and none says the secret. */
function keeping(pools: Pools): Pick<RaisingStore, 'make' | 'read' | 'list' | 'revoke'> {
  const act = (by: By, action: string, { id, text, values }: { id: string; text: string; values: unknown[] }) =>
    inAuthority(pools.write, by.authorityId, async (client) => {
      const { rowCount } = await client.query(text, [by.authorityId, id, ...values]);
      const send = (statement: string, sent: unknown[]) => client.query(statement, sent);
      if (rowCount === 1) await auditAct(send, by, { action, objectId: id, about: {}, values: {} });
      return rowCount === 1;
    });
  return {
    make: async (by, { raisedBy, days }) => {
      const { secret, hash } = makeSecret();
      const id = uuid();
      const values = [hash, raisedBy, actorKey(by.actor), actorName(by.actor), days];
      await act(by, 'raising-link-made', { id, text: insert, values });
      return { id, secret };
    },
    revoke: (by, id) => act(by, 'raising-link-revoked', { id, text: revoke, values: [actorName(by.actor)] }),
    read: async (authorityId, id) => {
      const statement = { name: 'raising-link', text: `${shown} and l.id = $2`, values: [authorityId, id] };
      const row = (await readFlight<RaisingLink>(pools.read, authorityId, statement))[0];
      return row ? decode(row) : null;
    },
    list: async (authorityId, { cursor, limit }) => {
      const place = cursor === undefined ? null : readCursor(cursor, 'raising-links', instantValue);
      const values = [authorityId, place?.value ?? null, place?.id ?? null, limit + 1];
      const found = await readFlight<RaisingLink>(pools.read, authorityId, {
        name: 'raising-links',
        text: listed,
        values,
      });
      const links = found.slice(0, limit).map(decode);
      const last = found.length > limit ? links.at(-1) : undefined;
      const next = last && writeCursor({ sort: 'raising-links', value: last.madeAt, id: last.id });
      return { links, nextCursor: next ?? null };
    },
  };
}
