import { daysBetween, deadlineTitle, isOverdue, listTransitions } from '@kept/domain';
import type { Deadline, Facts, Fields, WorkItem } from '@kept/domain';
import type { ReportStepView, ReportView } from '@kept/contracts';
import { wordsOf } from '../http/words.js';
import { postTitle, presentPost } from '../reference/present-post.js';

/** A report on the work programme, with what is done of it and what is late. */
export function presentReport(item: WorkItem, facts: Facts): ReportView {
  const { definition, organisation, today, now } = facts;
  const { id, reference, title, state, closed, fields, nextDueOn } = item;
  const director = textOf(fields, 'director');
  return {
    id,
    reference,
    title,
    state,
    stateLabel: definition.states[state]?.label ?? wordsOf(state),
    closed,
    author: presentPost(item.ownerPost, organisation, today),
    authorAsPrinted: textOf(fields, 'authorAsPrinted'),
    director: director === null ? null : { key: director, name: postTitle(director, organisation) },
    recurrence: textOf(fields, 'recurrence'),
    agendaItem: textOf(fields, 'agendaItem'),
    pages: textOf(fields, 'pages'),
    commissioned: commissionedAt(item, facts),
    dueWords: textOf(fields, 'dueWords'),
    steps: stepsOf(item, facts),
    nextDueOn,
    daysLeft: nextDueOn === null ? null : daysBetween(today, nextDueOn),
    overdue: item.deadlines.some((deadline) => isOverdue(deadline, today, now)),
    maySchedule: listTransitions(item, facts).some(({ key, allowed }) => key === 'schedule' && allowed),
  };
}

/** The steps in the order of their days. Once it has a meeting, nobody asks any longer by when it was to have one. */
function stepsOf(item: WorkItem, facts: Facts): ReportStepView[] {
  const { definition, rules, today, now } = facts;
  return latestOfEach(item.deadlines)
    .filter(({ key }) => item.state === 'unscheduled' || key !== 'schedule')
    .sort((a, b) => a.dueOn.localeCompare(b.dueOn) || a.key.localeCompare(b.key))
    .map((deadline) => ({
      key: deadline.key,
      title: deadlineTitle(deadline.key, definition, rules),
      dueOn: deadline.dueOn,
      doneOn: deadline.metOn,
      overdue: isOverdue(deadline, today, now),
    }));
}

/** A step that was begun anew counts as it stands now. */
function latestOfEach(deadlines: readonly Deadline[]): Deadline[] {
  return deadlines.filter(
    ({ key, occurrence }) => !deadlines.some((other) => other.key === key && other.occurrence > occurrence),
  );
}

function commissionedAt({ fields }: WorkItem, { organisation }: Facts): ReportView['commissioned'] {
  const meeting = organisation.meetings.find(({ id }) => id === fields['commissionedAt']);
  const minute = fields['minuteNumber'];
  if (!meeting && typeof minute !== 'number') return null;
  return {
    on: meeting?.heldOn ?? null,
    minute: typeof minute === 'number' ? minute : null,
    paragraph: textOf(fields, 'paragraph'),
  };
}

function textOf(fields: Fields, key: string): string | null {
  const value = fields[key];
  return typeof value === 'string' && value !== '' ? value : null;
}
