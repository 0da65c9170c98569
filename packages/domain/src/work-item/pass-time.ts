import { londonDay } from '../calendar/zone.js';
import type { Deadline, Firing } from '../deadline/deadline.js';
import { fireDue, missDeadline, nextFiringAt } from '../deadline/limits.js';
import { answerKey } from '../escalation/answer-key.js';
import { climbUnanswered, reachLevel, type Climbed } from '../escalation/climb.js';
import { openCheckIn, openedEvents } from './check-ins.js';
import { accept, eventOf, refuse } from './decision.js';
import { firingNotices, isLate } from './notices.js';
import { isCheckIn, isLive, replaceDeadline } from './limits-of-item.js';
import type { Decision, EventDraft, Facts, NoticeDraft, WorkItem } from './work-item.js';

/** More instants than any outage passes over; a definition cannot make the sweep spin. */
const mostInstants = 1000;

interface Passed {
  item: WorkItem;
  events: readonly EventDraft[];
  notices: readonly NoticeDraft[];
}

/** What is known now, and what was the case at the instant at which something fires: they differ after an outage. */
interface Moment {
  known: Facts;
  then: Facts;
}

/**
 * Lets time act on an item, instant by instant, each as if the sweep had come at once: whatever fires leaves the plan and
 * becomes an event and its notices; a check-in that lapsed is missed and the next one opens; a level that is reached, or
 * an answer that was not given, raises the item. So one sweep after a year comes to the same as one a day. Adds no version
 * step. Doing it twice is doing it once: where nothing is due it is refused with `state` and there is nothing to write.
 */
export function passTime(item: WorkItem, facts: Facts): Decision {
  let passed: Passed = { item, events: [], notices: [] };
  for (let count = 0; count < mostInstants; count += 1) {
    const next = passInstant(passed, momentAfter(passed.item, facts));
    if (next.events.length === passed.events.length) break;
    passed = next;
  }
  const [first, ...further] = passed.events;
  if (!first) return refuse('state', 'Nothing is due.');
  return accept(passed.item, first, passed.notices, further);
}

/** The next instant at which something fires, or now where nothing does until then. */
function momentAfter({ deadlines }: WorkItem, known: Facts): Moment {
  const at = deadlines.flatMap((each) => nextFiringAt(each) ?? []).sort()[0];
  if (at === undefined || at >= known.now) return { known, then: known };
  return { known, then: { ...known, now: at, today: londonDay(at) } };
}

function passInstant(before: Passed, moment: Moment): Passed {
  let passed = before;
  for (const deadline of before.item.deadlines.filter(isLive)) passed = fireDeadline(passed, deadline, moment);
  const { item } = passed;
  if (item.closed) return passed;
  const deadlines = openCheckIn(item.state, item.deadlines, item.fields, moment.then);
  const opened = openedEvents(item.deadlines, deadlines, moment.then).map((event) => written(event, moment));
  return { ...passed, item: { ...item, deadlines }, events: [...passed.events, ...opened] };
}

function fireDeadline(before: Passed, deadline: Deadline, moment: Moment): Passed {
  const { deadline: after, fired } = fireDue(deadline, moment.then);
  if (fired.length === 0) return before;
  const lapsed = fired.some((firing) => firing.kind === 'due') && isCheckIn(deadline, moment.known.definition);
  const deadlines = replaceDeadline(before.item.deadlines, lapsed ? missDeadline(after) : after);
  let passed: Passed = { ...before, item: { ...before.item, deadlines } };
  for (const firing of fired) passed = act(passed, { deadline, firing }, moment);
  return passed;
}

interface Acting {
  deadline: Deadline;
  firing: Firing;
}

function act(passed: Passed, acting: Acting, moment: Moment): Passed {
  if (acting.firing.kind === 'level') return actOnLevel(passed, acting, moment);
  const { item } = passed;
  const { deadline, firing } = acting;
  const told = firingNotices(item, deadline, firing, moment.known);
  const fired = { ...passed, notices: [...passed.notices, ...told] };
  if (firing.kind === 'due' && deadline.key === answerKey) return actOnAnswer(fired, acting, moment);
  return { ...fired, events: [...fired.events, firingEvent(acting, moment, {})] };
}

function actOnLevel(passed: Passed, acting: Acting, moment: Moment): Passed {
  const climbed = reachLevel(passed.item, occasionOf(acting, moment), moment.then);
  const event = firingEvent(acting, moment, climbed);
  return {
    item: asWritten(climbed, passed.item, moment),
    events: [...passed.events, event],
    notices: [...passed.notices, ...climbed.notices],
  };
}

/** The answer's being late is the firing; that the item climbs by it is an event beside it. */
function actOnAnswer(passed: Passed, acting: Acting, moment: Moment): Passed {
  const climbed = climbUnanswered(passed.item, occasionOf(acting, moment), moment.then);
  const { fields, reason } = climbed;
  const rises = climbed.item !== passed.item;
  const missed = firingEvent(acting, moment, rises ? {} : { reason });
  const detail = { type: 'level-raised', fields, ...(reason === undefined ? {} : { reason }) };
  const raised = rises ? [{ ...written(eventOf(moment.then, detail), moment), stepsVersion: false }] : [];
  return {
    item: asWritten(climbed, passed.item, moment),
    events: [...passed.events, missed, ...raised],
    notices: [...passed.notices, ...climbed.notices],
  };
}

function occasionOf({ deadline, firing }: Acting, { known }: Moment) {
  return { deadline, firing, late: isLate(firing, known) };
}

/** The escalation is written now, whenever it was reached. */
function asWritten({ item }: Climbed, before: WorkItem, { known }: Moment): WorkItem {
  const entries = item.records['escalations'];
  if (item === before || entries === undefined) return item;
  const escalations = [...entries.slice(0, -1), ...entries.slice(-1).map((last) => ({ ...last, addedAt: known.now }))];
  return { ...item, records: { ...item.records, escalations } };
}

function firingEvent(
  { deadline, firing }: Acting,
  moment: Moment,
  { fields = {}, reason }: Partial<Pick<Climbed, 'fields' | 'reason'>>,
): EventDraft {
  const type = { reminder: 'reminder-fired', due: 'deadline-missed', level: 'level-reached' }[firing.kind];
  const { key, occurrence } = deadline;
  const mark = firing.mark === '' ? {} : { mark: firing.mark };
  const about = { deadline: key, occurrence, dueOn: firing.dueOn, ...mark, ...fields };
  const detail = { type, fields: about, ...(reason === undefined ? {} : { reason }) };
  return {
    ...written(eventOf(moment.then, detail), moment),
    stepsVersion: false,
    firing: { ...firing, deadline: { key, occurrence } },
  };
}

/** It is about the day on which it fell due, and was written now. */
function written(event: EventDraft, { known }: Moment): EventDraft {
  return { ...event, at: known.now };
}
