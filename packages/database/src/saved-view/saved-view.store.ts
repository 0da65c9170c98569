import type pg from 'pg';
import { auditAct, type By } from '../audit/audit-act.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';

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

export interface SavedViewStore {
  /** Those of the reader and those shared with them, by name: two hundred at most. */
  list(authorityId: string, reader: ViewReader, workflow: string | null): Promise<SavedView[]>;
  /** Null where there is none that the reader finds. */
  read(authorityId: string, reader: ViewReader, id: string): Promise<SavedView | null>;
  /** `full` where the person keeps fifty already. Role app. */
  save(by: By, view: SavedView): Promise<'saved' | 'full'>;
  /** Its name and who finds it. False where it is gone. Role app. */
  change(by: By, view: SavedView): Promise<boolean>;
  /** False where it is gone. Role app. */
  remove(by: By, view: SavedView): Promise<boolean>;
}

/** More would not be found again among them; and a list is one page. */
const mostKept = 50;
const mostListed = 200;

const columns = `v.id, v.person_id as "personId", v.workflow, v.name, v.audience, v.role, v.query`;
const forReader = `(v.audience = 'all' or v.audience = 'role' and v.role = any ($3::text[]))`;
const own = `select ${columns} from saved_views v where v.authority_id = $1 and v.person_id = $2`;
const sharedByOthers = `select ${columns} from saved_views v
  where v.authority_id = $1 and v.audience <> 'private' and v.person_id <> $2 and ${forReader}`;
const inOrder = (views: string): string =>
  `select * from (${views}) found order by lower(name), id limit ${mostListed}`;

/** Its statements, for the tests of their plans. */
export const savedViewStatements = {
  all: { name: 'saved-views', text: inOrder(`${own} union all ${sharedByOthers}`) },
  ofWorkflow: {
    name: 'saved-views-of-workflow',
    text: inOrder(`${own} and v.workflow = $4 union all ${sharedByOthers} and v.workflow = $4`),
  },
  one: {
    name: 'saved-view',
    text: `select ${columns} from saved_views v
  where v.authority_id = $1 and v.id = $4 and (v.person_id = $2 or ${forReader})`,
  },
};

const insert = `insert into saved_views (authority_id, id, person_id, workflow, name, audience, role, query, saved_at)
  select $1, $2, $3, $4, $5, $6, $7, $8, app.now()
  where (select count(*) from saved_views v where v.authority_id = $1 and v.person_id = $3) < ${mostKept}`;
const update = 'update saved_views set name = $3, audience = $4, role = $5 where authority_id = $1 and id = $2';
const remove = 'delete from saved_views where authority_id = $1 and id = $2';

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

type Doing = { text: string; action: string; values: (view: SavedView) => unknown[] };

function doing(pools: Pools, { text, action, values }: Doing) {
  return (by: By, view: SavedView): Promise<boolean> =>
    inAuthority(pools.write, by.authorityId, async (client) => {
      const { rowCount } = await client.query(text, [by.authorityId, view.id, ...values(view)]);
      if (rowCount === 1) await writeDown(client, by, action, view);
      return rowCount === 1;
    });
}

/** Lists that people keep under a name. What a view shows is asked anew by whoever opens it. */
export function savedViewStore(pools: Pools): SavedViewStore {
  const { all, ofWorkflow, one } = savedViewStatements;
  const saving = doing(pools, {
    text: insert,
    action: 'view-saved',
    values: ({ personId, workflow, name, audience, role, query }) => [
      personId,
      workflow,
      name,
      audience,
      role,
      JSON.stringify(query),
    ],
  });
  return {
    list: (authorityId, { personId, roles }, workflow) => {
      const values = [authorityId, personId, roles];
      const statement = workflow === null ? { ...all, values } : { ...ofWorkflow, values: [...values, workflow] };
      return readFlight<SavedView>(pools.read, authorityId, statement);
    },
    read: async (authorityId, { personId, roles }, id) => {
      const statement = { ...one, values: [authorityId, personId, roles, id] };
      return (await readFlight<SavedView>(pools.read, authorityId, statement))[0] ?? null;
    },
    save: async (by, view) => ((await saving(by, view)) ? 'saved' : 'full'),
    change: doing(pools, {
      text: update,
      action: 'view-changed',
      values: ({ name, audience, role }) => [name, audience, role],
    }),
    remove: doing(pools, { text: remove, action: 'view-removed', values: () => [] }),
  };
}
