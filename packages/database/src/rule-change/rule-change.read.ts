import type pg from 'pg';
import { instantValue, readCursor, writeCursor } from '../connection/cursor.js';
import { readFlight } from '../connection/flight.js';
import type {
  KeptLocalValue,
  OpenCount,
  OpenCounts,
  PublishedVersion,
  RuleChangeStore,
  StoredRuleChange,
  StoredRuleMove,
} from './rule-change.store.js';

/** A change `c` in the words of {@link StoredRuleChange}. */
export const ruleChangeColumns = `c.id, c.kind, c.subject, c.to_version as "toVersion", c.asked, c.reason,
  c.actor_name as "actorName", c.at, c.items, c.moved, c.undone_at as "undoneAt", c.undone_by as "undoneBy",
  c.undone_at is null and not exists (
    select from rule_changes l where l.authority_id = c.authority_id and l.kind = c.kind and l.subject = c.subject
      and l.id > c.id and l.undone_at is null) as "isLast"`;

const changes = `select ${ruleChangeColumns} from rule_changes c
  where c.authority_id = $1 and ($2::text is null or c.subject = $2) and ($3::uuid is null or c.id < $3)
  order by c.id desc limit $4`;

const one = `select ${ruleChangeColumns}, coalesce((
    select json_agg(json_build_object('reference', w.reference, 'workflow', w.workflow,
      'definitionVersion', w.definition_version, 'moves', i.moved) order by w.sort_reference)
    from rule_change_items i join work_items w on w.authority_id = i.authority_id and w.id = i.work_item_id
    where i.authority_id = c.authority_id and i.change_id = c.id), '[]'::json) as "changedItems"
  from rule_changes c where c.authority_id = $1 and c.id = $2`;

/** By id, which grows with time: the cursor keeps the instant beside it for whoever reads one. */
export async function readRuleChanges(
  pool: pg.Pool,
  authorityId: string,
  { subject, cursor, limit }: Parameters<RuleChangeStore['changes']>[1],
): ReturnType<RuleChangeStore['changes']> {
  const sort = 'rule-changes';
  const place = cursor === undefined ? null : readCursor(cursor, sort, instantValue);
  const values = [authorityId, subject ?? null, place?.id ?? null, limit + 1];
  const rows = await readFlight<StoredRuleChange>(pool, authorityId, { name: sort, text: changes, values });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > page.length && last ? writeCursor({ sort, value: last.at, id: last.id }) : null;
  return { changes: page, nextCursor };
}

export async function readRuleChange(
  pool: pg.Pool,
  authorityId: string,
  id: string,
): ReturnType<RuleChangeStore['change']> {
  const statement = { name: 'rule-change', text: one, values: [authorityId, id] };
  const rows = await readFlight<StoredRuleChange & { changedItems: StoredRuleMove[] }>(pool, authorityId, statement);
  const row = rows[0];
  if (row === undefined) return null;
  const { changedItems, ...change } = row;
  return { change, items: changedItems };
}

const counted = (what: 'rule' | 'local') => `select '${what}' as what, d.versions #>> '{${what},key}' as key,
    (d.versions #>> '{${what},version}')::integer as version, count(*)::integer as count
  from deadlines d
  where d.authority_id = $1 and d.status in ('running', 'suspended') and d.versions #>> '{${what},key}' is not null
  group by 2, 3`;

const counts = `select 'workflow' as what, w.workflow as key, w.definition_version as version, count(*)::integer as count
  from work_items w where w.authority_id = $1 and not w.closed group by 2, 3
  union all ${counted('rule')} union all ${counted('local')} order by 1, 2, 3`;

export async function readOpenCounts(pool: pg.Pool, authorityId: string): Promise<OpenCounts> {
  const statement = { name: 'open-by-version', text: counts, values: [authorityId] };
  const rows = await readFlight<OpenCount & { what: string }>(pool, authorityId, statement);
  const of = (what: string) =>
    rows.filter((row) => row.what === what).map(({ key, version, count }) => ({ key, version, count }));
  return { workflows: of('workflow'), rules: of('rule'), limits: of('local') };
}

const values = `select key, version, duration, effective_from as "effectiveFrom", agreed_by as "agreedBy", reason,
    withdrawn_at as "withdrawnAt"
  from local_values where authority_id = $1 order by key, effective_from, version`;

export function readLocalValues(pool: pg.Pool, authorityId: string): Promise<KeptLocalValue[]> {
  return readFlight<KeptLocalValue>(pool, authorityId, { name: 'local-values', text: values, values: [authorityId] });
}

/** What came into the library before the clock of a demo was set back was published at no time of that clock. */
const publishedAt = 'case when published_at <= app.now() then published_at end';

const published = `select 'workflow' as what, key, version, ${publishedAt} as at from workflow_versions
  union all select 'rule', key, version, ${publishedAt} from rule_versions order by 1, 2, 3`;

export function readPublished(pool: pg.Pool, authorityId: string): Promise<PublishedVersion[]> {
  return readFlight<PublishedVersion>(pool, authorityId, { name: 'published-versions', text: published, values: [] });
}
