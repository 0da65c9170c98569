import {
  checkRuleChange,
  migrateItem,
  recountItem,
  type AskedLimit,
  type AskedRuleChange,
  type LocalValue,
} from '@kept/domain';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import {
  decideInBatches,
  readItems,
  readMoment,
  stampColumn,
  type Candidate,
  type Moment,
  type Writing,
} from '../recalculation/in-batches.js';
import { inTwoSteps, lookOn, type Step } from '../recalculation/two-steps.js';
import { definitionOf } from '../reference/reference-cache.js';
import type { Reference } from '../reference/reference.store.js';
import type { ChangeContext, Decide } from '../work-item/change.js';
import { decidedChanges, movesOf, writeDecided, type DecidedChange } from './decided-change.js';
import { keepItems, keepRuleChange } from './keep-rule-change.js';
import type { RuleChangeOutcome } from './rule-change.store.js';

export interface RuleChange {
  ctx: ChangeContext;
  asked: AskedRuleChange;
}

type Stepped = Step<RuleChangeOutcome, DecidedChange>;

export function previewRuleChange(pool: pg.Pool, change: RuleChange): Promise<RuleChangeOutcome> {
  return lookOn(pool, change.ctx.authorityId, (client, writing: Writing<DecidedChange>) =>
    changeRules(client, change, writing),
  );
}

export function applyRuleChange(pool: pg.Pool, change: RuleChange): Promise<RuleChangeOutcome> {
  return inTwoSteps(pool, change.ctx.authorityId, (client, writing: Writing<DecidedChange>) =>
    changeRules(client, change, writing),
  );
}

async function changeRules(
  client: pg.PoolClient,
  { ctx, asked }: RuleChange,
  writing: Writing<DecidedChange>,
): Promise<Stepped> {
  const moment = await readMoment(client, ctx.authorityId);
  const checked = checkRuleChange(asked, moment.reference, moment.today);
  if (!checked.ok) return { outcome: refusalOf(checked.missing), prepared: null };
  const { subject, title } = checked;
  const value = asked.kind === 'limit' ? await nextValue(client, ctx.authorityId, asked) : null;
  const place = { ctx, asked, id: uuid(), subject, title, value, moment };
  if (value !== null && writing !== null) await insertValue(client, ctx.authorityId, { value, reason: asked.reason });
  const { moves, prepared } = await decideOn(client, place, writing);
  const outcome = { kind: 'changed' as const, change: null, title, ...moves };
  // A length that moves nothing today holds for what is to come.
  if (value === null && moves.changed.length === 0) return { outcome, prepared: null };
  if (writing === null) return { outcome, prepared };
  await keepRuleChange(client, { ...place, toVersion: versionOf(asked, value), moves });
  return { outcome: { ...outcome, change: place.id }, prepared };
}

interface Place extends RuleChange {
  id: string;
  subject: string;
  title: string;
  value: LocalValue | null;
  moment: Moment;
}

async function decideOn(client: pg.PoolClient, place: Place, writing: Writing<DecidedChange>) {
  const { ctx, asked, id, value, moment } = place;
  const { authorityId } = ctx;
  const reference = value === null ? moment.reference : withValue(moment.reference, value);
  const recalculation = { ctx, reference, recalculate: decisionOn(asked, { ...place, reference }) };
  const work = {
    moment,
    candidates: await candidatesOf(client, authorityId, asked),
    decide: async (ids: readonly string[]) => decidedChanges(recalculation, await readItems(client, authorityId, ids)),
    write: async (results: readonly DecidedChange[]) =>
      keepItems(client, { authorityId, id }, await writeDecided(client, authorityId, results)),
  };
  const { results, prepared } = await decideInBatches(work, writing);
  return { moves: movesOf(results), prepared };
}

function versionOf(asked: AskedRuleChange, value: LocalValue | null): number | null {
  return value?.version ?? (asked.kind === 'workflow' ? asked.to : null);
}

function refusalOf(missing: Extract<ReturnType<typeof checkRuleChange>, { ok: false }>['missing']): RuleChangeOutcome {
  return missing === 'unknown' ? { kind: 'unknown' } : { kind: 'refused', missing };
}

function decisionOn(
  asked: AskedRuleChange,
  { subject, title, reference }: { subject: string; title: string; reference: Reference },
): Decide {
  const { reason } = asked;
  if (asked.kind !== 'workflow')
    return (item, facts) => recountItem(item, facts, { what: asked.kind, key: subject, title, reason });
  const to = definitionOf(reference, asked.key, asked.to);
  if (to === undefined) throw new Error(`Version ${asked.to} of ${asked.key} was there a moment ago.`);
  const { states, drops } = asked;
  return (item, facts) => migrateItem(item, facts, { to, states, drops, reason });
}

const olderItems = `select w.id, ${stampColumn} from work_items w
  where w.authority_id = $1 and w.workflow = $2 and not w.closed and w.definition_version < $3
    and ($4::integer is null or w.definition_version = $4) order by w.id`;

/** Open items with a running date that is counted by a rule, or by a council's own limit. */
const countedBy = (what: 'rule' | 'local') => `select distinct on (w.id) w.id, ${stampColumn}
  from deadlines d join work_items w on w.authority_id = $1 and w.id = d.work_item_id
  where d.authority_id = $1 and d.status in ('running', 'suspended') and d.versions #>> '{${what},key}' = $2
  order by w.id`;

async function candidatesOf(client: pg.PoolClient, authorityId: string, asked: AskedRuleChange): Promise<Candidate[]> {
  const [text, values] =
    asked.kind === 'workflow'
      ? [olderItems, [asked.key, asked.to, asked.from ?? null]]
      : asked.kind === 'rule'
        ? [countedBy('rule'), [asked.key]]
        : [countedBy('local'), [`${asked.workflow}/${asked.limit}`]];
  const { rows } = await client.query<Candidate>(text, [authorityId, ...values]);
  return rows;
}

async function nextValue(client: pg.PoolClient, authorityId: string, asked: AskedLimit): Promise<LocalValue> {
  const { workflow, limit, duration, effectiveFrom, agreedBy } = asked;
  const key = `${workflow}/${limit}`;
  // Also of those that were withdrawn: a version is never given twice.
  const text = 'select coalesce(max(version), 0) + 1 as version from local_values where authority_id = $1 and key = $2';
  const { rows } = await client.query<{ version: number }>(text, [authorityId, key]);
  return { key, version: rows[0]!.version, duration, effectiveFrom, agreedBy };
}

async function insertValue(
  client: pg.PoolClient,
  authorityId: string,
  { value, reason }: { value: LocalValue; reason: string },
): Promise<void> {
  const text = `insert into local_values (authority_id, key, version, duration, effective_from, agreed_by, reason)
    values ($1, $2, $3, $4, $5, $6, $7)`;
  const { key, version, duration, effectiveFrom, agreedBy } = value;
  await client.query(text, [authorityId, key, version, JSON.stringify(duration), effectiveFrom, agreedBy, reason]);
}

function withValue(reference: Reference, value: LocalValue): Reference {
  return { ...reference, localValues: [...reference.localValues, value] };
}
