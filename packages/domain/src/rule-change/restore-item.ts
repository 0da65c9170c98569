import type { Deadline } from '../deadline/deadline.js';
import { cancelDeadline } from '../deadline/limits.js';
import { accept, eventOf, refuse } from '../work-item/decision.js';
import { isLive } from '../work-item/limits-of-item.js';
import { movedNotices } from '../work-item/notices.js';
import type { Decision, EventDraft, Facts, Fields, WorkItem } from '../work-item/work-item.js';
import type { WorkflowDefinition } from '../workflow/definition.js';
import { unfitFields, unfitRecords } from './fit-definition.js';
import { movesOf, type NewVersion } from './recount-item.js';

/** Of an item that a change of rules moved, what was otherwise before it, and how it stood right after it. */
export interface ItemImage {
  before: Pick<WorkItem, 'definitionVersion' | 'state' | 'returnsTo' | 'restrictedTo' | 'hiddenFrom'>;
  /** Fields that were given up. */
  dropped: Fields;
  /** Deadlines that came out otherwise, as they were. */
  deadlines: readonly Deadline[];
  after: { definitionVersion: number; state: string };
  /** The deadlines that came out otherwise or began, as they then stood: `standingOf` of each. */
  standing: Readonly<Record<string, string>>;
}

/** What has to be kept of a change so that it can be taken back. */
export function imageOf(before: WorkItem, after: WorkItem): ItemImage {
  const changed = before.deadlines.filter(
    (each, place) => JSON.stringify(each) !== JSON.stringify(after.deadlines[place]),
  );
  const untouched = new Set(before.deadlines.filter((each) => !changed.includes(each)).map(placeOf));
  const touched = after.deadlines.filter((each) => !untouched.has(placeOf(each)));
  const { definitionVersion, state, returnsTo, restrictedTo, hiddenFrom } = before;
  return {
    before: { definitionVersion, state, returnsTo, restrictedTo, hiddenFrom },
    dropped: Object.fromEntries(Object.entries(before.fields).filter(([key]) => !Object.hasOwn(after.fields, key))),
    deadlines: changed,
    after: { definitionVersion: after.definitionVersion, state: after.state },
    standing: Object.fromEntries(touched.map((each) => [placeOf(each), standingOf(each)])),
  };
}

/** Why it is taken back, and the version that the item goes back to where it was another. */
export interface Restoring {
  what: NewVersion['what'] | 'workflow';
  key: string;
  title: string;
  reason: string;
  definition: WorkflowDefinition;
}

/**
 * Puts an item back as it was before a change of rules: each deadline that the change moved has its old bytes again, what
 * began by it is cancelled. Refused with `state` where the item has gone on since: it was closed, moved on, a date of the
 * change was met, closed or given another date, or a value came in that the old version has no room for. A firing since
 * is no hindrance: the sweep knows what has fired.
 */
export function restoreItem(item: WorkItem, image: ItemImage, facts: Facts, why: Restoring): Decision {
  const because = hindrance(item, image, facts, why);
  if (because !== null) return refuse('state', because);
  const old = new Map(image.deadlines.map((each) => [placeOf(each), each]));
  const deadlines = item.deadlines.map((deadline) => {
    const place = placeOf(deadline);
    if (old.has(place)) return old.get(place) ?? deadline;
    return Object.hasOwn(image.standing, place) && isLive(deadline) ? cancelDeadline(deadline) : deadline;
  });
  const placed = isMigration(image) ? { ...image.before, fields: { ...item.fields, ...image.dropped } } : {};
  const after = { ...item, ...placed, deadlines };
  return accept(after, restoredEvent(item, after, facts, why), movedNotices(after, item.deadlines));
}

/** Why an item cannot go back, as the end of a sentence; null where it can. */
function hindrance(item: WorkItem, image: ItemImage, facts: Facts, { definition }: Restoring): string | null {
  const { after, standing } = image;
  if (item.closed) return 'has been closed since';
  const migrated = isMigration(image);
  if (migrated && item.definitionVersion !== after.definitionVersion) return 'has been moved to another version since';
  if (migrated && item.state !== after.state) return 'has moved on since';
  const found = new Map(item.deadlines.map((each) => [placeOf(each), each]));
  const changed = Object.entries(standing).find(([place, as]) => {
    const each = found.get(place);
    return each === undefined || standingOf(each) !== as;
  });
  if (changed) return 'has a date that was met, closed or changed since';
  if (!migrated) return null;
  const isNew = (each: Deadline) => isLive(each) && each.versions.workflow.version === after.definitionVersion;
  if (item.deadlines.some((each) => isNew(each) && !Object.hasOwn(standing, placeOf(each))))
    return 'has begun a time limit by the new version since';
  const [unfit] = [...unfitFields(item, definition, facts), ...unfitRecords(item, definition, facts)];
  return unfit ? `holds what the old version has no room for: ${unfit.text}` : null;
}

function isMigration({ before, after }: ItemImage): boolean {
  return before.definitionVersion !== after.definitionVersion;
}

/** All that people make of a deadline; what has fired is none of it. */
function standingOf(deadline: Deadline): string {
  const { status, dueOn, dueAt, metOn, agreedOn, scheduledOn, extensions, suspensions, calculatedOn } = deadline;
  return [
    status,
    dueOn,
    dueAt,
    metOn,
    agreedOn,
    scheduledOn,
    calculatedOn,
    extensions.length,
    suspensions.map(({ resumes }) => resumes).join('+'),
  ].join(' ');
}

function placeOf({ key, occurrence }: Deadline): string {
  return `${key}:${occurrence}`;
}

function restoredEvent(before: WorkItem, after: WorkItem, facts: Facts, why: Restoring): EventDraft {
  const { what, key, title, reason } = why;
  const moved = movesOf(after.deadlines, before.deadlines);
  if (what !== 'workflow')
    return eventOf(facts, { type: 'deadline-recalculated', fields: { moved, [what]: { key, title } }, reason });
  return eventOf(facts, {
    type: 'definition-migrated',
    ...(before.state === after.state ? {} : { from: before.state, to: after.state }),
    fields: { version: { from: before.definitionVersion, to: after.definitionVersion }, moved },
    reason,
  });
}
