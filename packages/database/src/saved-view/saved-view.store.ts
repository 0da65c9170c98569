import type { Instant } from '@kept/domain';
import type pg from 'pg';
import { actorKey, auditAct, type By } from '../audit/audit-act.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import { instant } from '../work-item/decode.js';

/** Who finds a view in their lists: its maker, everybody with a role, everybody. */
export interface Audience {
  audience: 'private' | 'role' | 'all';
  /** Of the audience `role`, else null. */
  role: string | null;
}

export interface SavedView extends Audience {
  id: string;
  personId: string;
  workflow: string;
  name: string;
  /** Filters, sort and columns as they stand in an address. */
  query: Readonly<Record<string, string>>;
}

/** Who reads: by their own id and by their roles. */
export interface ViewReader {
  personId: string;
  roles: readonly string[];
}

/** A view as its reader finds it. */
export interface FoundView extends SavedView {
  /** When the reader made the address by which a calendar program reads it; null where there is none. */
  feedMadeAt: Instant | null;
  /** How often the reader is sent it by e-mail; null where they are not. */
  digest: { every: 'day' | 'week'; since: Instant } | null;
}

export interface SavedViewStore {
  /** Those of the reader and then those shared with them, by name: two hundred at most, and none of one's own is left out. */
  list(authorityId: string, reader: ViewReader, workflow: string | null): Promise<FoundView[]>;
  /** Null where there is none that the reader finds. */
  read(authorityId: string, reader: ViewReader, id: string): Promise<FoundView | null>;
  /** What it asks for, and no word of its name: all that a calendar or a message needs. Null where the reader finds none. */
  find(authorityId: string, reader: ViewReader, id: string): Promise<Omit<SavedView, 'name'> | null>;
  /** What the person saved under a key before and still keeps; null where there is nothing. */
  savedBefore(by: By, key: string): Promise<{ view: FoundView; bodyHash: string } | null>;
  /** `full` where the person keeps fifty already, `repeated` where the key was used before. Role app. */
  save(by: By, view: SavedView, idempotency: ViewKey | null): Promise<'saved' | 'full' | 'repeated'>;
  /**
   * What is named of it and nothing else: whoever renames it does not say anew who finds it. Null where it is gone, or is
   * another's and private by now. Role app.
   */
  change(by: By, view: SavedView, changes: ViewChanges): Promise<SavedView | null>;
  /** False where it is gone, or is another's and private by now. Role app. */
  remove(by: By, view: SavedView): Promise<boolean>;
}

/** `bodyHash` covers the body; its route is part of it. */
export interface ViewKey {
  key: string;
  bodyHash: string;
}

export interface ViewChanges {
  name?: string;
  audience?: Audience;
}

/** More would not be found again among them; and a list is one page. */
const mostKept = 50;
const mostListed = 200;

const columns = `v.id, v.person_id as "personId", v.workflow, v.name, v.audience, v.role, v.query`;
const feedOf = (person: string): string =>
  `(select f.made_at from view_feeds f where f.authority_id = $1 and f.person_id = ${person} and f.view_id = v.id) as "feedMadeAt"`;
const digestOf = (person: string): string =>
  `(select json_build_object('every', d.every, 'since', d.since) from view_digests d
    where d.authority_id = $1 and d.person_id = ${person} and d.view_id = v.id) as digest`;
const found = `${columns}, ${feedOf('$2')}, ${digestOf('$2')}`;
const decode = <View extends FoundView>(view: View): View => ({
  ...view,
  digest: view.digest && { ...view.digest, since: instant(view.digest.since) },
});
const forReader = `(v.audience = 'all' or v.audience = 'role' and v.role = any ($3::text[]))`;
const isFound = `v.authority_id = $1 and v.id = $4 and (v.person_id = $2 or ${forReader})`;
const own = `select ${found} from saved_views v where v.authority_id = $1 and v.person_id = $2`;
const sharedByOthers = `select ${found} from saved_views v
  where v.authority_id = $1 and v.audience <> 'private' and v.person_id <> $2 and ${forReader}`;
const inOrder = (views: string): string =>
  `select * from (${views}) listed order by "personId" <> $2, lower(name), id limit ${mostListed}`;

/** Its statements, for the tests of their plans. */
export const savedViewStatements = {
  all: { name: 'saved-views', text: inOrder(`${own} union all ${sharedByOthers}`) },
  ofWorkflow: {
    name: 'saved-views-of-workflow',
    text: inOrder(`${own} and v.workflow = $4 union all ${sharedByOthers} and v.workflow = $4`),
  },
  one: { name: 'saved-view', text: `select ${found} from saved_views v where ${isFound}` },
  asked: {
    name: 'saved-view-asked',
    text: `select v.id, v.person_id as "personId", v.workflow, v.audience, v.role, v.query from saved_views v where ${isFound}`,
  },
};

const insert = `insert into saved_views (authority_id, id, person_id, workflow, name, audience, role, query, saved_at,
    idempotency_key, body_hash)
  select $1, $2, $3, $4, $5, $6, $7, $8, app.now(), $9, $10
  where (select count(*) from saved_views v where v.authority_id = $1 and v.person_id = $3) < ${mostKept}
  on conflict (authority_id, person_id, idempotency_key) do nothing`;
const before = `select ${columns}, ${feedOf('v.person_id')}, ${digestOf('v.person_id')}, v.body_hash as "bodyHash" from saved_views v
  where v.authority_id = $1 and v.person_id = $2 and v.idempotency_key = $3`;
/** Somebody who clears up what others share finds nothing of what its maker has taken back meanwhile. */
const standing = `v.authority_id = $1 and v.id = $2 and (v.person_id::text = $3 or v.audience <> 'private')`;
const update = `update saved_views v set name = coalesce($4, v.name), audience = coalesce($5, v.audience),
    role = case when $5::text is null then v.role else $6 end
  where ${standing} returning ${columns}`;
const remove = `delete from saved_views v where ${standing} returning ${columns}`;

/** In the transaction of the act itself. Its name and its words stand under a salted hash: people type names into them. */
async function writeDown(client: pg.PoolClient, by: By, action: string, view: SavedView): Promise<void> {
  const { id, personId, workflow, audience, role, name, query } = view;
  await auditAct((text, values) => client.query(text, values), by, {
    action,
    objectId: id,
    about: { maker: personId, workflow, audience, role },
    values: { name, query },
  });
}

/** Lists that people keep under a name. What a view shows is asked anew by whoever opens it. */
export function savedViewStore(pools: Pools): SavedViewStore {
  const { all, ofWorkflow, one, asked } = savedViewStatements;
  const write = <T>(by: By, work: (client: pg.PoolClient) => Promise<T>) =>
    inAuthority(pools.write, by.authorityId, work);
  return {
    list: async (authorityId, { personId, roles }, workflow) => {
      const values = [authorityId, personId, roles];
      const statement = workflow === null ? { ...all, values } : { ...ofWorkflow, values: [...values, workflow] };
      return (await readFlight<FoundView>(pools.read, authorityId, statement)).map(decode);
    },
    read: async (authorityId, { personId, roles }, id) => {
      const statement = { ...one, values: [authorityId, personId, roles, id] };
      return (await readFlight<FoundView>(pools.read, authorityId, statement)).map(decode)[0] ?? null;
    },
    find: async (authorityId, { personId, roles }, id) => {
      const statement = { ...asked, values: [authorityId, personId, roles, id] };
      return (await readFlight<Omit<SavedView, 'name'>>(pools.read, authorityId, statement))[0] ?? null;
    },
    savedBefore: (by, key) => write(by, (client) => savedBefore(client, by, key)),
    save: (by, view, idempotency) => write(by, (client) => save(client, by, { view, idempotency })),
    change: (by, { id }, { name, audience }) =>
      write(by, async (client) => {
        const values = [name ?? null, audience?.audience ?? null, audience?.role ?? null];
        const { rows } = await client.query<SavedView>(update, [by.authorityId, id, actorKey(by.actor), ...values]);
        if (rows[0] === undefined) return null;
        await writeDown(client, by, 'view-changed', rows[0]);
        return rows[0];
      }),
    remove: (by, { id }) =>
      write(by, async (client) => {
        const { rows } = await client.query<SavedView>(remove, [by.authorityId, id, actorKey(by.actor)]);
        if (rows[0] === undefined) return false;
        await writeDown(client, by, 'view-removed', rows[0]);
        return true;
      }),
  };
}

async function savedBefore(client: pg.PoolClient, by: By, key: string) {
  const values = [by.authorityId, actorKey(by.actor), key];
  const { rows } = await client.query<FoundView & { bodyHash: string }>(before, values);
  if (rows[0] === undefined) return null;
  const { bodyHash, ...view } = rows[0];
  return { view: decode(view), bodyHash };
}

async function save(
  client: pg.PoolClient,
  by: By,
  { view, idempotency }: { view: SavedView; idempotency: ViewKey | null },
): Promise<'saved' | 'full' | 'repeated'> {
  const { id, personId, workflow, name, audience, role, query } = view;
  const { rowCount } = await client.query(insert, [
    ...[by.authorityId, id, personId, workflow, name, audience, role, JSON.stringify(query)],
    ...[idempotency?.key ?? null, idempotency?.bodyHash ?? null],
  ]);
  if (rowCount === 1) {
    await writeDown(client, by, 'view-saved', view);
    return 'saved';
  }
  const isRepeated = idempotency !== null && (await savedBefore(client, by, idempotency.key)) !== null;
  return isRepeated ? 'repeated' : 'full';
}
