import type { Deadline } from '../deadline/deadline.js';
import { standsIn } from './authority.js';
import { accept, eventOf, refuse, refuseUnknown } from './decision.js';
import { shownFields } from './event-fields.js';
import { isLive } from './limits-of-item.js';
import { recalculateItem } from './recalculate-item.js';
import { maySee } from './visibility.js';
import type { Change, Decision, Facts, Fields, WorkItem } from './work-item.js';

/** Of an item that a step moved on, what was otherwise before it: all that is kept so that the step can be taken back. */
export interface StepImage {
  before: Pick<WorkItem, 'state' | 'enteredAt' | 'returnsTo' | 'ownerPost' | 'doneBy'>;
  /** Fields that the step changed, as they were. */
  fields: Fields;
  /** Fields that had no value. */
  given: readonly string[];
  /** Deadlines that came out otherwise, as they were. */
  deadlines: readonly Deadline[];
  /** Deadlines that were not there: `key:occurrence`. */
  began: readonly string[];
}

/** What has to be kept of a step so that it can be taken back. */
export function imageOfStep(before: WorkItem, after: WorkItem): StepImage {
  const { state, enteredAt, returnsTo, ownerPost, doneBy } = before;
  const known = new Map(before.deadlines.map((each) => [placeOf(each), each]));
  const stands = new Map(after.deadlines.map((each) => [placeOf(each), each]));
  const entries = Object.entries(before.fields);
  return {
    before: { state, enteredAt, returnsTo, ownerPost, doneBy },
    fields: Object.fromEntries(entries.filter(([key, value]) => !isSame(value, after.fields[key]))),
    given: Object.keys(after.fields).filter((key) => !Object.hasOwn(before.fields, key)),
    deadlines: before.deadlines.filter((each) => !isSame(each, stands.get(placeOf(each)))),
    began: [...stands.keys()].filter((place) => !known.has(place)),
  };
}

/**
 * Why a step cannot be taken back once it is made, as a sentence; null where it can. What somebody saw by it they have seen,
 * what it wrote down beside the item stays written, and an end is an end.
 */
export function whyLasting(before: WorkItem, { item: after, opens }: Change): string | null {
  if (after.closed) return 'This cannot be taken back: it closes the item.';
  if (opens !== undefined && opens.length > 0) return 'This cannot be taken back: it opens another item.';
  const written = ({ records, evidence, links }: WorkItem) => ({ records, evidence, links });
  if (!isSame(written(before), written(after))) return 'This cannot be taken back: it adds an entry to the item.';
  const sight = ({ exempt, restrictedTo, hiddenFrom }: WorkItem) => ({ exempt, restrictedTo, hiddenFrom });
  return isSame(sight(before), sight(after)) ? null : 'This cannot be taken back: by it others may see the item.';
}

/**
 * Puts an item back where it stood before a step, for whoever may take that step where it then stands: state, owner, fields
 * and each deadline are what they were, and what began by the step is gone. Nobody is told, since nobody was told of the
 * step. That nothing came in between, no firing either, is the caller's to ask. What the step ended did not follow a meeting
 * or a calendar since: what runs again is counted again, the owner is told of a date that moved by that, and it is refused
 * where something goes by a meeting that was taken away.
 */
export function takeBackTransition(
  item: WorkItem,
  image: StepImage,
  { transition, reason }: { transition: string; reason: string },
  facts: Facts,
): Decision {
  const { definition, actor } = facts;
  const back = backIn(item, image);
  if (!maySee(back, definition, actor)) return refuseUnknown();
  const by = definition.transitions[transition]?.by ?? [];
  if (!standsIn(by, back, definition, actor)) return refuse('forbidden', 'You may read this item, not change it.');
  if (item.closed) return refuse('state', 'The item is closed.');
  const event = eventOf(facts, {
    type: 'step-taken-back',
    from: item.state,
    to: back.state,
    fields: shownFields(item, back, definition),
    reason,
  });
  const { after, events, notices } = caughtUp(back, facts);
  if (goesByMeetingGone(after, image, facts)) {
    return refuse('state', 'A meeting that it went by was taken away since, so it stays as it is.');
  }
  return accept(after, event, notices, events);
}

/** With its dates as meetings and calendars now have them, and what is to be said where one is another than it was. */
function caughtUp(back: WorkItem, facts: Facts): Caught {
  const decision = recalculateItem(back, facts);
  if (!decision.allowed) return { after: back, events: [], notices: [] };
  const { item, event, furtherEvents, notices } = decision.change;
  const after = { ...back, deadlines: item.deadlines };
  return { after, events: [{ ...event, stepsVersion: false }, ...furtherEvents], notices };
}

interface Caught extends Pick<Change, 'notices'> {
  after: WorkItem;
  events: Change['furtherEvents'];
}

function goesByMeetingGone({ deadlines }: WorkItem, image: StepImage, { definition, organisation }: Facts): boolean {
  const known = new Set(organisation.meetings.map(({ id }) => id));
  const named = Object.entries(image.fields).flatMap(([key, value]) =>
    definition.fields[key]?.type === 'meeting' && typeof value === 'string' ? [value] : [],
  );
  const hungOn = deadlines.filter(isLive).flatMap(({ versions }) => versions.meeting?.id ?? []);
  return [...named, ...hungOn].some((id) => !known.has(id));
}

function backIn(item: WorkItem, image: StepImage): WorkItem {
  const old = new Map(image.deadlines.map((each) => [placeOf(each), each]));
  const stays = Object.entries(item.fields).filter(([key]) => !image.given.includes(key));
  return {
    ...item,
    ...image.before,
    fields: { ...Object.fromEntries(stays), ...image.fields },
    deadlines: item.deadlines
      .filter((each) => !image.began.includes(placeOf(each)))
      .map((each) => old.get(placeOf(each)) ?? each),
  };
}

function placeOf({ key, occurrence }: Pick<Deadline, 'key' | 'occurrence'>): string {
  return `${key}:${occurrence}`;
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
