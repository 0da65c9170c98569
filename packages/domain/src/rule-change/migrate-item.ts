import { accept, eventOf, refuse } from '../work-item/decision.js';
import { movedNotices } from '../work-item/notices.js';
import { hiddenFromIn, restrictionOf } from '../work-item/restriction.js';
import { isLive } from '../work-item/limits-of-item.js';
import type { Decision, EventDraft, Facts, Fields, Missing, WorkItem } from '../work-item/work-item.js';
import type { WorkflowDefinition } from '../workflow/definition.js';
import { unfitFields, unfitRecords } from './fit-definition.js';
import { migrateDeadlines } from './migrate-deadlines.js';
import { movesOf } from './recount-item.js';

/** How open items are taken over into another version. */
export interface Migration {
  to: WorkflowDefinition;
  /** State of the old version → state of the new one, for those that are gone. */
  states: Readonly<Record<string, string>>;
  /** Fields whose values are given up knowingly where there is no room for them; history keeps what they held. */
  drops: readonly string[];
  reason: string;
}

/**
 * Takes an open item over into another version of its workflow: it stands in the same state where the new version has it,
 * else in the one that takes its place; its running dates go by the new limits, its owner stays. Refused with `state`
 * for an item that is closed or of that version already, and with `missing`, naming each thing, for one that has no place
 * in it: no state, a pause on one side only, values that would be lost, a date that cannot be worked out.
 */
export function migrateItem(item: WorkItem, facts: Facts, migration: Migration): Decision {
  const { to } = migration;
  if (item.closed) return refuse('state', 'The item is closed.');
  if (item.workflow !== to.key || item.definitionVersion === to.version)
    return refuse('state', `It is of version ${item.definitionVersion} already.`);
  const placed = placeOf(item, facts, migration);
  const unfit = unfitFields(item, to, facts);
  const dropped = unfit.map(({ field }) => field).filter((key) => migration.drops.includes(key));
  const lost = unfit.filter(({ field }) => !dropped.includes(field));
  const missing = [...placed.missing, ...lost, ...unfitRecords(item, to, facts)];
  if (missing.length > 0) return refuse('missing', 'It has no place in the new version.', missing);
  const under = { ...facts, definition: to };
  const moved = restricted({ ...item, ...placed.place, fields: without(item.fields, dropped) }, item, under);
  const after = migrateDeadlines({ item: moved, before: item, from: facts.definition }, under);
  if (!after.ok) {
    const unplaced = [{ field: after.key, text: after.error }];
    return refuse('missing', 'A date cannot be worked out by the new version.', unplaced);
  }
  const migrated = { ...moved, definitionVersion: to.version, deadlines: after.deadlines };
  return accept(migrated, migratedEvent(item, migrated, facts, migration), movedNotices(migrated, item.deadlines));
}

interface Placed {
  place: Pick<WorkItem, 'state' | 'returnsTo'>;
  missing: Missing[];
}

function placeOf(item: WorkItem, { definition: from }: Facts, { to, states }: Migration): Placed {
  const state = stateIn(item.state, to, states);
  const returnsTo = item.returnsTo === null ? null : stateIn(item.returnsTo, to, states);
  const gone = [
    ...(state === null ? [item.state] : []),
    ...(item.returnsTo !== null && returnsTo === null ? [item.returnsTo] : []),
  ].map((key) => `There is no state “${labelOf(key, from)}” any more, and none takes its place.`);
  const faults = state === null ? gone : [...gone, ...unlike(item.state, from, { state, to })];
  return {
    place: { state: state ?? item.state, returnsTo },
    missing: faults.map((text) => ({ field: 'states', text })),
  };
}

/** Why a state cannot take the place of another: it pauses and the other does not, or it is the end. */
function unlike(
  before: string,
  from: WorkflowDefinition,
  { state, to }: { state: string; to: WorkflowDefinition },
): string[] {
  const [was, is] = [from.states[before]?.pauses ?? false, to.states[state]?.pauses ?? false];
  const label = labelOf(state, to);
  return [
    ...(was === is ? [] : [`“${label}” ${is ? 'pauses' : 'does not pause'}, other than before.`]),
    ...(to.states[state]?.final ? [`“${label}” is the end: a migration closes nothing.`] : []),
  ];
}

function labelOf(state: string, { states }: WorkflowDefinition): string {
  return states[state]?.label ?? state;
}

/** The state named for it, else the one of the same key. */
function stateIn(state: string, to: WorkflowDefinition, states: Migration['states']): string | null {
  const named = Object.hasOwn(to.states, state) ? state : Object.hasOwn(states, state) ? states[state] : undefined;
  return named !== undefined && Object.hasOwn(to.states, named) ? named : null;
}

function without(fields: Fields, keys: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([key]) => !keys.includes(key)));
}

/** A version brings nothing into view: what was kept from somebody stays so until the item moves on. */
function restricted(moved: WorkItem, before: WorkItem, facts: Facts): WorkItem {
  const hiddenFrom = hiddenFromIn(moved.state, before.hiddenFrom, facts.definition);
  return {
    ...moved,
    restrictedTo: before.restrictedTo ?? restrictionOf(moved, before, facts),
    hiddenFrom: [...new Set([...before.hiddenFrom, ...hiddenFrom])],
  };
}

function migratedEvent(before: WorkItem, after: WorkItem, facts: Facts, { to, reason }: Migration): EventDraft {
  const { began, ended } = beganAndEnded(after, before);
  const dropped = Object.entries(before.fields).filter(
    ([key]) => !Object.hasOwn(after.fields, key) && facts.definition.fields[key]?.visibleTo === undefined,
  );
  return eventOf(facts, {
    type: 'definition-migrated',
    ...(before.state === after.state ? {} : { from: before.state, to: after.state }),
    fields: {
      version: { from: before.definitionVersion, to: to.version },
      moved: movesOf(after.deadlines, before.deadlines),
      ...(began.length > 0 && { began: began.map(({ key }) => key) }),
      ...(ended.length > 0 && { ended: ended.map(({ key }) => key) }),
      ...(dropped.length > 0 && { dropped: Object.fromEntries(dropped) }),
    },
    reason,
  });
}

/** Which limits a change of version began, and which it ended without their being met. */
export function beganAndEnded(after: WorkItem, before: WorkItem) {
  const known = new Map(before.deadlines.map((each) => [`${each.key} ${each.occurrence}`, each]));
  const old = (key: string, occurrence: number) => known.get(`${key} ${occurrence}`);
  return {
    began: after.deadlines.filter(({ key, occurrence }) => old(key, occurrence) === undefined),
    ended: after.deadlines.filter((each) => {
      const was = old(each.key, each.occurrence);
      return was !== undefined && isLive(was) && each.status === 'cancelled';
    }),
  };
}
