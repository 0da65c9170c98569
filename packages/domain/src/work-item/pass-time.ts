import type { Deadline, Firing } from '../deadline/deadline.js';
import { fireDue, missDeadline } from '../deadline/limits.js';
import { openCheckIn, openedEvents } from './check-ins.js';
import { accept, eventOf, refuse } from './decision.js';
import { firingNotices } from './notices.js';
import { isCheckIn, isLive, replaceDeadline, useOf } from './limits-of-item.js';
import type { Decision, EventDraft, Facts, NoticeDraft, WorkItem } from './work-item.js';

/** More periods than any outage passes over; a definition cannot make the sweep spin. */
const mostPeriods = 60;

interface Passed {
  deadlines: readonly Deadline[];
  events: EventDraft[];
  notices: NoticeDraft[];
}

/**
 * Lets time act on an item: every firing that is due leaves the plan and becomes an event and its notices; a check-in
 * that lapsed is missed and the next one opens. Adds no version step. Doing it twice is doing it once: where nothing is
 * due it is refused with `state` and there is nothing to write.
 */
export function passTime(item: WorkItem, facts: Facts): Decision {
  let passed: Passed = { deadlines: item.deadlines, events: [], notices: [] };
  for (let period = 0; period < mostPeriods; period += 1) {
    const next = passOnce({ ...item, deadlines: passed.deadlines }, facts);
    if (next.events.length === 0) break;
    passed = {
      deadlines: next.deadlines,
      events: [...passed.events, ...next.events],
      notices: [...passed.notices, ...next.notices],
    };
  }
  const [first, ...further] = passed.events;
  if (!first) return refuse('state', 'Nothing is due.');
  return accept({ ...item, deadlines: passed.deadlines }, first, passed.notices, further);
}

function passOnce(item: WorkItem, facts: Facts): Passed {
  let { deadlines } = item;
  const events: EventDraft[] = [];
  const notices: NoticeDraft[] = [];
  for (const deadline of item.deadlines.filter(isLive)) {
    const { deadline: after, fired } = fireDue(deadline, facts);
    const lapsed = fired.some((firing) => firing.kind === 'due') && isCheckIn(deadline, facts.definition);
    if (fired.length > 0) deadlines = replaceDeadline(deadlines, lapsed ? missDeadline(after) : after);
    const tells = useOf(deadline, item.state, facts.definition)?.tells;
    const told = tells === undefined ? facts : { ...facts, tells };
    events.push(...fired.map((firing) => firingEvent(deadline, firing, facts)));
    notices.push(...fired.flatMap((firing) => firingNotices(item, deadline, firing, told)));
  }
  const opened = item.closed ? deadlines : openCheckIn(item.state, deadlines, item.fields, facts);
  return { deadlines: opened, events: [...events, ...openedEvents(deadlines, opened, facts)], notices };
}

function firingEvent(deadline: Deadline, firing: Firing, facts: Facts): EventDraft {
  const type = { reminder: 'reminder-fired', due: 'deadline-missed', level: 'level-reached' }[firing.kind];
  const { key, occurrence } = deadline;
  const fields = {
    deadline: key,
    occurrence,
    dueOn: firing.dueOn,
    ...(firing.mark === '' ? {} : { mark: firing.mark }),
  };
  return {
    ...eventOf(facts, { type, fields }),
    stepsVersion: false,
    firing: { ...firing, deadline: { key, occurrence } },
  };
}
