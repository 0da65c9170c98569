import {
  deadlineTitle,
  recountItem,
  restoreItem,
  type Decision,
  type Facts,
  type ItemImage,
  type Restoring,
  type WorkItem,
} from '@kept/domain';
import type pg from 'pg';
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
import type { ChangeContext } from '../work-item/change.js';
import { decidedChanges, movesOf, writeDecided, type DecidedChange } from './decided-change.js';
import { markUndone } from './keep-rule-change.js';
import { ruleChangeColumns } from './rule-change.read.js';
import type { AskedUndo, RuleUndoOutcome, StoredRuleChange } from './rule-change.store.js';

interface Undo {
  ctx: ChangeContext;
  asked: AskedUndo;
}

export function undoRuleChange(pool: pg.Pool, undo: Undo): Promise<RuleUndoOutcome> {
  const run = undo.asked.dryRun === true ? lookOn : inTwoSteps;
  return run(pool, undo.ctx.authorityId, (client, writing: Writing<DecidedChange>) => undoOne(client, undo, writing));
}

const find = `select ${ruleChangeColumns} from rule_changes c where c.authority_id = $1 and c.id = $2`;

const later = `select ${ruleChangeColumns} from rule_changes c
  where c.authority_id = $1 and c.kind = $2 and c.subject = $3 and c.id > $4 and c.undone_at is null order by c.id limit 1`;

/** The items of the change, and for a limit also what has begun by its length since. */
const candidates = `select distinct on (w.id) w.id, ${stampColumn} from work_items w
  where w.authority_id = $1 and (
    w.id in (select i.work_item_id from rule_change_items i where i.authority_id = $1 and i.change_id = $2)
    or ($3::integer is not null and w.id in (
      select d.work_item_id from deadlines d
      where d.authority_id = $1 and d.status in ('running', 'suspended')
        and d.versions #>> '{local,key}' = $4 and (d.versions #>> '{local,version}')::integer = $3)))
  order by w.id`;

const images = `select work_item_id as id, image from rule_change_items
  where authority_id = $1 and change_id = $2 and work_item_id = any ($3)`;

async function undoOne(
  client: pg.PoolClient,
  { ctx, asked }: Undo,
  writing: Writing<DecidedChange>,
): Promise<Step<RuleUndoOutcome, DecidedChange>> {
  const { authorityId } = ctx;
  const found = await findUndoable(client, authorityId, asked.id);
  if (found.kind !== 'undoable') return { outcome: found, prepared: null };
  const { change } = found;
  const withdrawn = change.kind === 'limit' ? change.toVersion : null;
  const moment = await readMoment(client, authorityId);
  if (withdrawn !== null && writing !== null) await withdraw(client, authorityId, change);
  const place = { ctx, change, moment, reference: withoutValue(moment.reference, change) };
  const values = [authorityId, change.id, withdrawn, change.subject];
  const { rows } = await client.query<Candidate>(candidates, values);
  const work = {
    moment,
    candidates: rows,
    decide: (ids: readonly string[]) => decideOn(client, place, ids),
    write: (results: readonly DecidedChange[]) => writeDecided(client, authorityId, results),
  };
  const { results, prepared } = await decideInBatches(work, writing);
  const moves = movesOf(results);
  const partly = asked.partly === true && change.kind === 'workflow';
  if (moves.blocked.length > 0 && !partly)
    return { outcome: { kind: 'stuck', blocked: moves.blocked }, prepared: null };
  if (writing !== null) await markUndone(client, ctx, { ...change, partly: moves.blocked.length > 0 });
  return { outcome: { kind: 'undone', change, ...moves }, prepared };
}

type Undoable = { kind: 'undoable'; change: StoredRuleChange } | Exclude<RuleUndoOutcome, { kind: 'undone' | 'stuck' }>;

async function findUndoable(client: pg.PoolClient, authorityId: string, id: string): Promise<Undoable> {
  const change = (await client.query<StoredRuleChange>(find, [authorityId, id])).rows[0];
  if (change === undefined) return { kind: 'unknown' };
  if (change.undoneAt !== null) return { kind: 'undone-before' };
  const { rows } = await client.query<StoredRuleChange>(later, [authorityId, change.kind, change.subject, id]);
  return rows[0] ? { kind: 'stood-on', by: rows[0] } : { kind: 'undoable', change };
}

/** The length stays on record and holds no more. */
async function withdraw(client: pg.PoolClient, authorityId: string, change: StoredRuleChange): Promise<void> {
  const text = 'update local_values set withdrawn_at = app.now() where authority_id = $1 and key = $2 and version = $3';
  await client.query(text, [authorityId, change.subject, change.toVersion]);
}

function withoutValue(reference: Reference, { kind, subject, toVersion }: StoredRuleChange): Reference {
  if (kind !== 'limit') return reference;
  const localValues = reference.localValues.filter(({ key, version }) => key !== subject || version !== toVersion);
  return { ...reference, localValues };
}

interface Place {
  ctx: ChangeContext;
  change: StoredRuleChange;
  moment: Moment;
  reference: Reference;
}

async function decideOn(
  client: pg.PoolClient,
  { ctx, change, moment, reference }: Place,
  ids: readonly string[],
): Promise<Map<string, DecidedChange>> {
  const { authorityId } = ctx;
  const kept = await client.query<{ id: string; image: ItemImage }>(images, [authorityId, change.id, ids]);
  const imageOf = new Map(kept.rows.map(({ id, image }) => [id, image]));
  const recalculate = (item: WorkItem, facts: Facts): Decision => {
    const image = imageOf.get(item.id);
    const why = reasonOf(change, item, { facts, image, reference });
    // What began by the length since the change is counted by the one before it.
    const before = { ...facts, localValues: moment.reference.localValues };
    if (image === undefined && why.what !== 'workflow')
      return recountItem(item, facts, { ...why, what: why.what }, before);
    return image === undefined ? unkept() : asBlocked(restoreItem(item, image, facts, why));
  };
  return decidedChanges({ ctx, reference, recalculate }, await readItems(client, authorityId, ids));
}

/** What stands in the way of an item is told of it. */
function asBlocked(decision: Decision): Decision {
  if (decision.allowed) return decision;
  const { detail } = decision.refusal;
  return { allowed: false, refusal: { kind: 'missing', detail, missing: [{ field: '_', text: detail }] } };
}

function unkept(): never {
  throw new Error('An item of the change has no image.');
}

function reasonOf(
  { kind, subject, reason }: StoredRuleChange,
  item: WorkItem,
  { facts, image, reference }: { facts: Facts; image: ItemImage | undefined; reference: Reference },
): Restoring {
  const version = image?.before.definitionVersion ?? item.definitionVersion;
  const definition = definitionOf(reference, item.workflow, version);
  if (definition === undefined) throw new Error(`Version ${version} of ${item.workflow} is not published.`);
  const key = kind === 'limit' ? (subject.split('/')[1] ?? subject) : subject;
  const title = kind === 'workflow' ? definition.title.officer : deadlineTitle(key, facts.definition, facts.rules);
  return { what: kind, key: subject, title, reason: `Taken back: ${reason}`, definition };
}
