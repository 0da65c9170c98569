import { isDeepStrictEqual } from 'node:util';
import {
  nextFiringAt,
  type Actor,
  type Change,
  type Deadline,
  type Decision,
  type Facts,
  type WorkItem,
  type WorkflowDefinition,
} from '@kept/domain';
import type pg from 'pg';
import { classifyDatabaseError } from '../connection/faults.js';
import { failpoint } from '../failpoint/failpoint.js';
import { definitionOf, type ReferenceCache } from '../reference/reference-cache.js';
import type { Reference } from '../reference/reference.store.js';
import { batchRow, factsFor, writeBatch, type Claimed, type FiredJson, type Written } from '../work-item/batch.js';
import type { Decide } from '../work-item/change.js';
import { decodeItem, instant, type StoredItem } from '../work-item/decode.js';
import { effectsOf } from '../work-item/effects.js';
import { deadlineRow, firingKey, type Row } from '../work-item/rows.js';
import type { SweepCounts, SweepFault, SweepOptions } from './firing.store.js';

export interface Sweep {
  authorityId: string;
  options: SweepOptions;
  decide: Decide;
}

const actor: Actor = { kind: 'system', name: 'sweep' };
const tryAgainAfterMs = 10 * 60_000;

/** What became of one claimed item. */
interface Outcome extends Written {
  refused: boolean;
  fault: SweepFault | null;
  /** The same item put off, where the database does not take what was decided. */
  putOff(error: unknown): Outcome;
}

/** One batch in the caller's transaction: claim, decide, write. */
export async function sweepOnce(client: pg.PoolClient, references: ReferenceCache, sweep: Sweep): Promise<SweepCounts> {
  const { authorityId, options, decide } = sweep;
  const { rows } = await client.query<{ claimed: Claimed }>({
    name: 'claim-due',
    text: 'select app.claim_due($1, $2) as claimed',
    values: [authorityId, options.batch ?? 500],
  });
  failpoint('deadline.claimed');
  const claimed = { ...rows[0]!.claimed, now: instant(rows[0]!.claimed.now) };
  if (claimed.items.length === 0) return { claimed: 0, fired: 0, late: 0, notices: 0, refused: 0, faults: [] };
  const reference = await references.at(authorityId, claimed.revision);
  const place = { authorityId, claimed, reference, seeded: options.seeded ?? false, decide };
  const decided = claimed.items.map(({ item, fired }) => outcomeOf(place, decodeItem(item), fired));
  failpoint('deadline.decided');
  const { late, outcomes } = await writeAll(client, authorityId, decided);
  failpoint('deadline.written');
  return {
    claimed: outcomes.length,
    fired: outcomes.reduce((sum, each) => sum + each.firings.length, 0),
    late,
    notices: outcomes.reduce((sum, each) => sum + (each.effects['notices']?.length ?? 0), 0),
    refused: outcomes.filter((each) => each.refused).length,
    faults: outcomes.flatMap(({ fault }) => fault ?? []),
  };
}

interface WrittenAll {
  late: number;
  outcomes: readonly Outcome[];
}

/** All in one call; where the database refuses what is in it, one by one, so that one item holds up no other. */
async function writeAll(client: pg.PoolClient, authorityId: string, outcomes: readonly Outcome[]): Promise<WrittenAll> {
  await client.query('savepoint batch');
  try {
    return { late: await writeBatch(client, authorityId, outcomes), outcomes };
  } catch (error) {
    if (!isOfTheRows(error)) throw error;
  }
  const written: WrittenAll = { late: 0, outcomes: [] };
  for (const outcome of outcomes) {
    await client.query('rollback to savepoint batch');
    const one = await writeOne(client, authorityId, outcome);
    await client.query('savepoint batch');
    written.late += one.late;
    written.outcomes = [...written.outcomes, ...one.outcomes];
  }
  return written;
}

async function writeOne(client: pg.PoolClient, authorityId: string, outcome: Outcome): Promise<WrittenAll> {
  try {
    return { late: await writeBatch(client, authorityId, [outcome]), outcomes: [outcome] };
  } catch (error) {
    if (!isOfTheRows(error)) throw error;
    await client.query('rollback to savepoint batch');
    const instead = outcome.putOff(error);
    return { late: await writeBatch(client, authorityId, [instead]), outcomes: [instead] };
  }
}

/** The rows are at fault, not the moment: the same would be refused again. */
function isOfTheRows(error: unknown): boolean {
  const kind = classifyDatabaseError(error)?.kind;
  return kind !== undefined && ['malformed', 'duplicate', 'missing-reference', 'fault'].includes(kind);
}

interface Place {
  authorityId: string;
  claimed: Claimed;
  reference: Reference;
  seeded: boolean;
  decide: Decide;
}

function outcomeOf(place: Place, stored: StoredItem, fired: readonly FiredJson[]): Outcome {
  const item = withoutFired(stored.item, fired);
  const { decision, fault } = decided(place, item);
  if (decision?.allowed === true) return firedOutcome(place, stored, item, decision);
  const definition =
    definitionOf(place.reference, item.workflow, item.definitionVersion) ?? unpublished(place.reference);
  // Nothing was left to fire: only the plan is put right.
  const settled = decision?.refusal.kind === 'state' && !isDeepStrictEqual(item, stored.item);
  const putOff = (error: SweepFault | null) => putOffOutcome(place, stored, { item, definition, fault: error });
  if (!settled) return putOff(fault);
  return {
    item: batchRow(stored, item, definition),
    effects: { deadlines: replanned(stored.item, item) },
    firings: [],
    refused: false,
    fault,
    putOff: (error) => putOff({ itemId: item.id, error }),
  };
}

function putOffOutcome(
  place: Place,
  stored: StoredItem,
  { item, definition, fault }: { item: WorkItem; definition: WorkflowDefinition; fault: SweepFault | null },
): Outcome {
  return {
    item: batchRow(stored, item, definition),
    effects: { deadlines: postponed(item, place.claimed.now) },
    firings: [],
    refused: true,
    fault,
    putOff(error) {
      throw error;
    },
  };
}

/** What was decided; null where nothing could be, with the fault that stood in the way. */
interface Decided {
  decision: Decision | null;
  fault: SweepFault | null;
}

/** One poisoned item must not hold up the others: a decision that throws counts as refused, and is reported. */
function decided({ claimed, reference, decide }: Place, item: WorkItem): Decided {
  try {
    const facts: Facts | null = factsFor({ actor }, claimed, reference, item);
    if (facts === null) throw new Error(`Version ${item.definitionVersion} of ${item.workflow} is not published.`);
    return { decision: decide(item, facts), fault: null };
  } catch (error) {
    return { decision: null, fault: { itemId: item.id, error } };
  }
}

function firedOutcome(
  place: Place,
  stored: StoredItem,
  item: WorkItem,
  decision: Extract<Decision, { allowed: true }>,
): Outcome {
  const { authorityId, claimed, reference, seeded } = place;
  const { change } = decision;
  const definition = definitionOf(reference, item.workflow, item.definitionVersion) ?? unpublished(reference);
  return {
    item: batchRow(stored, change.item, definition),
    effects: effectsOf({ authorityId, before: stored.item, change, definition, seeded }),
    firings: firingRows(change, { now: claimed.now, seeded }),
    refused: false,
    fault: null,
    putOff: (error) => putOffOutcome(place, stored, { item, definition, fault: { itemId: item.id, error } }),
  };
}

function unpublished(reference: Reference): WorkflowDefinition {
  const any = reference.definitions[0];
  if (any === undefined) throw new Error('No workflow is published, but an item is due.');
  return any;
}

/** A date moved there and back plans its firings anew; those that fired before leave the plan here. */
function withoutFired(item: WorkItem, fired: readonly FiredJson[]): WorkItem {
  if (fired.length === 0) return item;
  const behind = new Set(fired.map((each) => firingKey(each, each)));
  const deadlines = item.deadlines.map((deadline) => {
    const plan = deadline.plan.filter((firing) => !behind.has(firingKey(deadline, firing)));
    return plan.length === deadline.plan.length ? deadline : { ...deadline, plan };
  });
  return { ...item, deadlines };
}

/** The decision says what fired: a check-in that it opened may have lapsed in the same stroke, and was never planned before. */
export function firingRows({ item, event, furtherEvents }: Change, at: { now: string; seeded: boolean }): Row[] {
  return [event, ...furtherEvents].flatMap(({ firing }) => {
    if (firing === undefined) return [];
    const { deadline, kind, mark, dueOn, at: plannedAt } = firing;
    return {
      work_item_id: item.id,
      deadline_key: deadline.key,
      occurrence: deadline.occurrence,
      kind,
      mark,
      due_on: dueOn,
      planned_at: plannedAt,
      fired_at: at.now,
      seeded: at.seeded,
    };
  });
}

const replanned = (before: WorkItem, after: WorkItem): Row[] =>
  after.deadlines
    .filter((deadline, place) => deadline !== before.deadlines[place])
    .map((deadline) => deadlineRow(after.id, deadline));

const isDue = (deadline: Deadline, now: string): boolean => (nextFiringAt(deadline) ?? '9') <= now;

function postponed(item: WorkItem, now: string): Row[] {
  const again = new Date(Date.parse(now) + tryAgainAfterMs).toISOString();
  return item.deadlines
    .filter((deadline) => isDue(deadline, now))
    .map((deadline) => ({ ...deadlineRow(item.id, deadline), next_firing_at: again }));
}
