import { refuse } from '../work-item/decision.js';
import { recalculateItem } from '../work-item/recalculate-item.js';
import type { Decision, EventDraft, Facts, WorkItem } from '../work-item/work-item.js';
import type { Calendar } from './calendar.js';

/** Why dates are worked out again: a calendar that is another than it was. */
export interface ChangedCalendar {
  /** As the facts have it now. */
  calendar: Calendar;
  /** As it was until now. */
  before: Calendar;
  reason: string;
}

/**
 * Works an item's open dates out again because a calendar changed, and says in its history which and why. Only what hangs
 * on the change is moved: an item of which no date comes out otherwise over the two images is refused with `state`, also
 * where something else than the calendar has changed since its dates were last worked out.
 */
export function recalculateOverCalendar(item: WorkItem, facts: Facts, why: ChangedCalendar): Decision {
  const now = recalculateItem(item, facts);
  if (!now.allowed) return now;
  const calendars = facts.calendars.map((each) => (each.key === why.before.key ? why.before : each));
  const then = recalculateItem(item, { ...facts, calendars });
  const without = then.allowed ? then.change.item : item;
  if (!differInDates(now.change.item, without)) return refuse('state', 'No date hangs on what changed.');
  const { change } = now;
  const further = change.furtherEvents.map((event) => explained(event, why));
  return { allowed: true, change: { ...change, event: explained(change.event, why), furtherEvents: further } };
}

/** Does a date come out otherwise, or does a check-in open that had no term to go by? */
function differInDates({ deadlines }: WorkItem, other: WorkItem): boolean {
  if (deadlines.length !== other.deadlines.length) return true;
  return deadlines.some(({ key, occurrence, dueOn }) =>
    other.deadlines.some((each) => each.key === key && each.occurrence === occurrence && each.dueOn !== dueOn),
  );
}

function explained(event: EventDraft, { calendar: { key, title, revision }, reason }: ChangedCalendar): EventDraft {
  if (event.type !== 'deadline-recalculated') return event;
  return { ...event, fields: { ...event.fields, calendar: { key, title, revision } }, reason };
}
