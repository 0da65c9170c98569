import { londonDay, type Change, type Instant, type WorkItem, type WorkflowDefinition } from '@kept/domain';
import type { AuditDraw } from '../audit/entry.js';
import { firingRows } from '../firing/sweep.js';
import { effectsOf } from '../work-item/effects.js';
import { deadlineRow, evidenceRow, itemRow, linkRow, recordRow, type Row } from '../work-item/rows.js';
import type { BulkTableKey } from './bulk-tables.js';

/** An item as it was lived: what was decided, in order of time, and how it stands after that. */
export interface LivedItem {
  definition: WorkflowDefinition;
  changes: readonly Change[];
  /** As the last change left it; a plan from which something was taken that had fired before may differ. */
  item: WorkItem;
}

export type LifeRows = Readonly<Record<BulkTableKey, readonly Row[]>>;

/** What `effectsOf` gives of a past change that stands in tables of its own; the rest stands in the item as it is now. */
const ofChanges = new Set(['events', 'audit', 'salted']);

/** The rows of one life, by the builders of the write path. `draw` gives the ids and salts of the audit. */
export function lifeRows(authorityId: string, { definition, changes, item }: LivedItem, draw: AuditDraw): LifeRows {
  const steps = changes.map((change) => stepRows(authorityId, change, definition, draw));
  const { id } = item;
  const firingSteps = changes.filter(({ event }) => !event.stepsVersion).length;
  return {
    items: [{ ...itemRow(item, definition, firingSteps), reference: item.reference }],
    deadlines: item.deadlines.map((each) => deadlineRow(id, each)),
    records: Object.entries(item.records).flatMap(([kind, entries]) =>
      entries.map((entry) => recordRow(id, kind, entry)),
    ),
    evidence: item.evidence.map((each) => evidenceRow(id, each)),
    links: item.links.map((each) => linkRow(id, each)),
    events: steps.flatMap(({ events }) => events),
    firings: steps.flatMap(({ firings }) => firings),
    audit: steps.flatMap(({ audit }) => audit),
    salted: steps.flatMap(({ salted }) => salted),
  };
}

type StepRows = Readonly<Record<'events' | 'firings' | 'audit' | 'salted', readonly Row[]>>;

function stepRows(authorityId: string, change: Change, definition: WorkflowDefinition, draw: AuditDraw): StepRows {
  // With itself as what stood before nothing of the item differs: only what happened is left.
  const effects = effectsOf({ authorityId, before: change.item, change, definition, seeded: true, draw });
  const unknown = Object.keys(effects).filter((key) => !ofChanges.has(key));
  if (unknown.length > 0) throw new Error(`A change writes what a load does not know of: ${unknown.join(', ')}.`);
  const { events = [], audit = [], salted = [] } = effects;
  return { events, audit, salted, firings: firedRows(change) };
}

function firedRows(change: Change): Row[] {
  const now: Instant = change.event.at;
  return firingRows(change, { now, seeded: true }).map((row) => ({
    ...row,
    late: londonDay(String(row['planned_at'])) < londonDay(now),
  }));
}
