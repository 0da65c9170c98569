import type pg from 'pg';
import type { Instant } from '@kept/domain';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import { instant } from '../work-item/decode.js';
import { bulkTableKeys, bulkTables, type BulkTable, type BulkTableKey } from './bulk-tables.js';
import { copyIn } from './copy-in.js';
import { councilAudit, councilRows, type Council } from './council-rows.js';
import { stampedText, type Stamp } from './written-family.js';

export interface BulkLoad {
  /** The reference revision under which the lives were decided. */
  revision: number;
  stamps: Iterable<Stamp> | AsyncIterable<Stamp>;
  /** Told of the items so far, after each batch. */
  tell?: ((items: number) => void) | undefined;
}

export interface BulkCounts {
  items: number;
  rows: number;
}

/** Whole lives at once, for demonstrations and measurements. Role migrator only: no other may write all of these tables. */
export interface BulkStore {
  /** Fills a council that has nothing yet: people, posts and who holds them, bodies and their meetings. */
  found(authorityId: string, council: Council): Promise<void>;
  /** The last number given out, by prefix and year: `CC-2018`. */
  numbers(authorityId: string): Promise<ReadonlyMap<string, number>>;
  /**
   * Loads all of them in one transaction, and lets the numbering go on behind their references.
   * @throws Error where the reference data has moved, or the database took another number of rows than it was sent
   */
  load(authorityId: string, load: BulkLoad): Promise<BulkCounts>;
  /** Statistics for the planner, after loads. */
  analyze(): Promise<void>;
}

/** Text of a batch, in characters: enough that its nine statements cost nothing, little enough to be held. */
const batchText = 16_000_000;
const chunkText = 1_000_000;
const limitMs = 600_000;

export function bulkStore(pools: Pools, references: ReferenceCache): BulkStore {
  return {
    found: (authorityId, council) =>
      inAuthority(pools.write, authorityId, (client) => foundCouncil(client, authorityId, council)).finally(() =>
        references.forget(authorityId),
      ),
    numbers: (authorityId) =>
      inAuthority(pools.write, authorityId, async (client) => {
        const { rows } = await client.query<{ key: string; last: number }>(
          `select prefix || '-' || year as key, last from reference_counters where authority_id = $1`,
          [authorityId],
        );
        return new Map(rows.map(({ key, last }) => [key, last]));
      }),
    load: (authorityId, load) => inAuthority(pools.write, authorityId, (client) => loadAll(client, authorityId, load)),
    analyze: async () => {
      for (const key of bulkTableKeys)
        await pools.write.query({ text: `analyze ${bulkTables[key].name}`, ...{ query_timeout: limitMs } });
    },
  };
}

async function foundCouncil(client: pg.PoolClient, authorityId: string, council: Council): Promise<void> {
  for (const [table, rows] of councilRows(council)) {
    const columns = Object.keys(rows[0] ?? {}).join(', ');
    if (rows.length === 0) continue;
    await client.query(
      `insert into ${table} (authority_id, ${columns}) select $1, ${columns} from jsonb_populate_recordset(null::${table}, $2)`,
      [authorityId, JSON.stringify(rows)],
    );
  }
  const { rows } = await client.query<{ now: Instant }>('select app.now() as now');
  const audit = councilAudit(authorityId, council, instant(rows[0]?.now ?? ''));
  await client.query('select app.write_effects($1, $2)', [authorityId, JSON.stringify(audit)]);
}

async function loadAll(client: pg.PoolClient, authorityId: string, load: BulkLoad): Promise<BulkCounts> {
  await prepare(client, authorityId, load.revision);
  const batch = new Batch();
  const numbers = new Map<string, number>();
  const counts = { items: 0, rows: 0 };
  const write = async (): Promise<void> => {
    counts.items += batch.rowsOf('items');
    counts.rows += await batch.write(client, authorityId);
    load.tell?.(counts.items);
  };
  for await (const stamp of load.stamps) {
    batch.add(stamp);
    for (const reference of stamp.references) count(numbers, reference);
    if (batch.size >= batchText) await write();
  }
  await write();
  await goOnBehind(client, authorityId, numbers);
  return counts;
}

/** Decisions made under other reference data than that which stands are refused, as in the write path. */
async function prepare(client: pg.PoolClient, authorityId: string, revision: number): Promise<void> {
  await client.query(`set local statement_timeout = ${limitMs}`);
  await client.query(`set local idle_in_transaction_session_timeout = ${limitMs}`);
  await client.query('select pg_advisory_xact_lock_shared(app.lock_key($1))', [authorityId]);
  const { rows } = await client.query<{ revision: number }>('select app.reference_revision($1) as revision', [
    authorityId,
  ]);
  if (rows[0]?.revision !== revision) throw new Error('The reference data moved while the items were made.');
  for (const key of bulkTableKeys) await client.query(makeStage(key));
}

const stageOf = (key: BulkTableKey): string => `bulk_${key}`;
const columnsOf = ({ columns }: BulkTable): string => Object.keys(columns).join(', ');

/** Bytes are staged as the text that they are made from. */
const makeStage = (key: BulkTableKey): string => {
  const table = bulkTables[key];
  const columns = key === 'audit' ? `id, action, actor, object_id, ''::text as canonical` : columnsOf(table);
  return `create temporary table ${stageOf(key)} on commit drop as select ${columns} from ${table.name} with no data`;
};

/** Lines of text for each table, until there are enough of them. */
class Batch {
  size = 0;
  private tables = new Map<BulkTableKey, TableBatch>();

  add(stamp: Stamp): void {
    for (const key of bulkTableKeys) {
      const rows = stamp.family.rows[key];
      if (rows === 0) continue;
      const text = stampedText(stamp, key);
      const table = this.tables.get(key) ?? { key, rows: 0, texts: [] };
      table.texts.push(text);
      table.rows += rows;
      this.tables.set(key, table);
      this.size += text.length;
    }
  }

  rowsOf(key: BulkTableKey): number {
    return this.tables.get(key)?.rows ?? 0;
  }

  /** Writes what was added and begins anew. Returns how many rows that were. */
  async write(client: pg.PoolClient, authorityId: string): Promise<number> {
    let written = 0;
    for (const key of bulkTableKeys) {
      const table = this.tables.get(key);
      if (table !== undefined) await writeTable(client, authorityId, table);
      written += table?.rows ?? 0;
    }
    this.size = 0;
    this.tables = new Map();
    return written;
  }
}

interface TableBatch {
  key: BulkTableKey;
  rows: number;
  texts: string[];
}

/**
 * PostgreSQL refuses COPY into a table with row-level security, and that is not to be lifted: the rows are copied into
 * a table of the session, and go from there by an INSERT which the policy looks at.
 */
async function writeTable(client: pg.PoolClient, authorityId: string, { key, rows, texts }: TableBatch): Promise<void> {
  const table: BulkTable = bulkTables[key];
  const columns = columnsOf(table);
  const copied = await copyIn(client, `copy ${stageOf(key)} (${columns}) from stdin`, chunksOf(texts), limitMs);
  const into = table.insert?.columns ?? columns;
  const { rowCount } = await client.query({
    text: `insert into ${table.name} (authority_id, ${into}) select $1::uuid, ${table.insert?.select ?? columns} from ${stageOf(key)}`,
    values: [authorityId],
    ...{ query_timeout: limitMs },
  });
  if (copied !== rows || rowCount !== rows)
    throw new Error(`Of ${rows} rows for ${table.name}, ${copied} were copied and ${rowCount ?? 0} written.`);
  await client.query(`truncate ${stageOf(key)}`);
}

function* chunksOf(texts: readonly string[]): Generator<Buffer> {
  let chunk = '';
  for (const text of texts) {
    chunk += text;
    if (chunk.length < chunkText) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk);
}

function count(numbers: Map<string, number>, reference: string): void {
  const place = reference.lastIndexOf('-');
  const key = reference.slice(0, place);
  numbers.set(key, Math.max(numbers.get(key) ?? 0, Number(reference.slice(place + 1))));
}

/** No number is used twice: the next one drawn comes after all that were loaded. */
async function goOnBehind(
  client: pg.PoolClient,
  authorityId: string,
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  const rows = [...numbers].map(([key, last]) => {
    const place = key.lastIndexOf('-');
    return { prefix: key.slice(0, place), year: Number(key.slice(place + 1)), last };
  });
  await client.query(
    `insert into reference_counters as c (authority_id, prefix, year, last)
      select $1, n.prefix, n.year, n.last from jsonb_to_recordset($2) n (prefix text, year integer, last integer)
      on conflict (authority_id, prefix, year) do update set last = greatest(c.last, excluded.last)`,
    [authorityId, JSON.stringify(rows)],
  );
}
