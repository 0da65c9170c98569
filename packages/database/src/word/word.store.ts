import type { Instant, LocalDate, WordSaid } from '@kept/domain';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { actorKey, actorName, auditAct, type By } from '../audit/audit-act.js';
import { dayValue, readCursor, sequenceValue, writeCursor } from '../connection/cursor.js';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import { instant } from '../work-item/decode.js';
import { scopedCondition } from '../work-item/list-statement.js';
import type { ListScope } from '../work-item/work-item.store.js';

export type WordChangeKind = 'added' | 'changed' | 'switched-off' | 'switched-on' | 'removed' | 'undone';

export interface WordChange {
  id: string;
  key: string;
  kind: WordChangeKind;
  /** Null leaves the word to the library. */
  said: WordSaid;
  before: WordSaid;
  by: string;
  at: Instant;
  /** Nothing was said of the word since. */
  latest: boolean;
}

export interface NewWordChange {
  key: string;
  kind: WordChangeKind;
  said: WordSaid;
  /** The last change of the word that its maker saw; null for none. */
  since: string | null;
}

/** So often in a month, by the workflow and the team of the post that owned the item then. */
export interface WordMonth {
  /** `2020-02`. */
  month: string;
  workflow: string;
  /** The team's title; null for a post without one. */
  team: string | null;
  word: string;
  used: number;
  mended: number;
}

export interface CountedWord {
  id: string;
  on: LocalDate;
  reference: string;
  workflow: string;
  title: string;
  /** Where the text stands. */
  text: string;
  word: string;
  used: number;
  mended: number;
}

/** Days of the clock, both counted. */
export interface DaySpan {
  from: LocalDate;
  to: LocalDate;
}

interface Paged {
  cursor?: string;
  /** 1 to 200. */
  limit: number;
}

export interface WordStore {
  /** `moved`: somebody else said something of the word since. Role app. */
  change(by: By, change: NewWordChange): Promise<{ id: string } | 'moved'>;
  /** The last that was said of a word; null for nothing. */
  lastChange(authorityId: string, key: string): Promise<{ id: string } | null>;
  /** Null where there is none. */
  readChange(authorityId: string, id: string): Promise<WordChange | null>;
  /** Newest first. @throws CursorFault */
  changes(authorityId: string, page: Paged): Promise<{ changes: WordChange[]; nextCursor: string | null }>;
  /** As far as the scope shows the items. */
  months(authorityId: string, span: DaySpan, scope: ListScope): Promise<WordMonth[]>;
  /** Newest first, as far as the scope shows the items. @throws CursorFault */
  counted(
    authorityId: string,
    page: DaySpan & Paged,
    scope: ListScope,
  ): Promise<{ rows: CountedWord[]; nextCursor: string | null }>;
}

const hold = 'select pg_advisory_xact_lock(app.lock_key($1))';
const latest = 'select id, said from word_changes where authority_id = $1 and key = $2 order by no desc limit 1';
const insert = `insert into word_changes
    (authority_id, id, key, kind, said, said_before, changed_by, changed_by_name, changed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, app.now())`;
const shown = `select c.id, c.no::text as no, c.key, c.kind, c.said, c.said_before as before, c.changed_by_name as by, c.changed_at as at,
    not exists (select from word_changes later
      where later.authority_id = $1 and later.key = c.key and later.no > c.no) as latest
  from word_changes c where c.authority_id = $1`;

/** Its statements, for the tests of their plans. */
export const wordStatements = {
  changes: { name: 'word-changes', text: `${shown} and ($2::bigint is null or c.no < $2) order by c.no desc limit $3` },
  months: (seen: string) => ({
    name: 'word-months',
    text: `select to_char(c.counted_on, 'YYYY-MM') as month, w.workflow, t.title as team, c.word,
    sum(c.used)::int as used, sum(c.mended)::int as mended
  from word_counts c join work_items w on w.authority_id = c.authority_id and w.id = c.work_item_id
    left join posts p on p.authority_id = c.authority_id and p.key = c.owner_post
    left join teams t on t.authority_id = c.authority_id and t.key = p.team
  where c.authority_id = $1 and c.counted_on between $2::date and $3::date and ${seen}
  group by 1, 2, 3, 4 order by 1 desc, 2, 3, 4`,
  }),
  counted: (seen: string) => ({
    name: 'words-counted',
    text: `select c.id, c.counted_on::text as on, w.reference, w.workflow, w.title, c.text, c.word, c.used, c.mended
  from word_counts c join work_items w on w.authority_id = c.authority_id and w.id = c.work_item_id
  where c.authority_id = $1 and c.counted_on between $2::date and $3::date
    and ($4::date is null or (c.counted_on, c.id) < ($4::date, $5::uuid)) and ${seen}
  order by c.counted_on desc, c.id desc limit $6`,
  }),
};

/** Whoever says something of a word waits for whoever does so now, as every change of reference data does. */
async function change(client: pg.PoolClient, by: By, { key, kind, said, since }: NewWordChange) {
  await client.query(hold, [by.authorityId]);
  const last = (await client.query<{ id: string; said: WordSaid }>(latest, [by.authorityId, key])).rows[0];
  if ((last?.id ?? null) !== since) return 'moved' as const;
  const id = uuid();
  const json = (value: WordSaid) => (value === null ? null : JSON.stringify(value));
  const values = [id, key, kind, json(said), json(last?.said ?? null), actorKey(by.actor), actorName(by.actor)];
  await client.query(insert, [by.authorityId, ...values]);
  const about = { key, kind };
  await auditAct((text, sent) => client.query(text, sent), by, {
    action: 'word-changed',
    objectId: id,
    about,
    values: { said },
  });
  return { id };
}

type ChangeRow = WordChange & { no: string };
const decode = ({ no: _, ...row }: ChangeRow): WordChange => ({ ...row, at: instant(row.at) });

/** A council's own list of words, and what was counted by it. */
export function wordStore(pools: Pools, references: ReferenceCache): WordStore {
  return {
    change: (by, asked) =>
      inAuthority(pools.write, by.authorityId, (client) => change(client, by, asked)).finally(() =>
        references.forget(by.authorityId),
      ),
    ...readingChanges(pools),
    months: (authorityId, { from, to }, scope) => {
      const own = [authorityId, from, to];
      const seen = scopedCondition(scope, own.length);
      const statement = { ...wordStatements.months(seen.text), values: [...own, ...seen.values] };
      return readFlight<WordMonth>(pools.read, authorityId, statement);
    },
    counted: async (authorityId, { from, to, cursor, limit }, scope) => {
      const place = cursor === undefined ? null : readCursor(cursor, 'words-counted', dayValue);
      const own = [authorityId, from, to, place?.value ?? null, place?.id ?? null, limit + 1];
      const seen = scopedCondition(scope, own.length);
      const statement = { ...wordStatements.counted(seen.text), values: [...own, ...seen.values] };
      const found = await readFlight<CountedWord>(pools.read, authorityId, statement);
      const rows = found.slice(0, limit);
      const last = found.length > limit ? rows.at(-1) : undefined;
      const next = last && writeCursor({ sort: 'words-counted', value: last.on, id: last.id });
      return { rows, nextCursor: next ?? null };
    },
  };
}

function readingChanges(pools: Pools): Pick<WordStore, 'changes' | 'lastChange' | 'readChange'> {
  return {
    lastChange: async (authorityId, key) => {
      const statement = { name: 'last-word-change', text: latest, values: [authorityId, key] };
      return (await readFlight<{ id: string }>(pools.read, authorityId, statement))[0] ?? null;
    },
    readChange: async (authorityId, id) => {
      const statement = { name: 'word-change', text: `${shown} and c.id = $2`, values: [authorityId, id] };
      const row = (await readFlight<ChangeRow>(pools.read, authorityId, statement))[0];
      return row ? decode(row) : null;
    },
    changes: async (authorityId, { cursor, limit }) => {
      const place = cursor === undefined ? null : readCursor(cursor, 'word-changes', sequenceValue);
      const values = [authorityId, place?.value ?? null, limit + 1];
      const found = await readFlight<ChangeRow>(pools.read, authorityId, { ...wordStatements.changes, values });
      const rows = found.slice(0, limit);
      const last = found.length > limit ? rows.at(-1) : undefined;
      const next = last && writeCursor({ sort: 'word-changes', value: last.no, id: last.id });
      return { changes: rows.map(decode), nextCursor: next ?? null };
    },
  };
}
