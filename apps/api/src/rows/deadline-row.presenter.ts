import { answerKey, asUse, daysBetween, deadlineTitle, isOverdue, limitKey } from '@kept/domain';
import type { Deadline, Facts, LocalDate, WorkflowDefinition } from '@kept/domain';
import type { DeadlineSummaryView } from '@kept/contracts';

/** What a deadline is shown against. */
export type DeadlineSetting = Pick<Facts, 'definition' | 'rules' | 'today' | 'now'>;

/** A deadline as lists show it: without its receipt. */
export function presentDeadlineSummary(deadline: Deadline, setting: DeadlineSetting): DeadlineSummaryView {
  const { key, occurrence, rule, basis, statutoryOn, agreedOn, scheduledOn, dueOn, dueAt, metOn, status } = deadline;
  return {
    key,
    occurrence,
    title: deadlineTitle(key, setting.definition, setting.rules),
    rule,
    basis,
    statutoryOn,
    agreedOn,
    scheduledOn,
    dueOn,
    dueAt,
    metOn,
    status,
    overdue: isOverdue(deadline, setting.today, setting.now),
    daysLeft: daysLeft(deadline, setting.today),
    record: recordOf(key, setting.definition),
    extensions: deadline.extensions.map(({ from, to, reason, by, at }) => ({ from, to, reason, by, at })),
    suspensions: deadline.suspensions.map(({ from, resumes, ground, by, at }) => ({ from, resumes, ground, by, at })),
    exceptions: deadline.exceptions.map(({ regulation, holdsFrom, holdsTo }) => ({ regulation, holdsFrom, holdsTo })),
  };
}

/** To its day, from today while it runs, from the day on which it was met after that. */
function daysLeft({ status, dueOn, metOn }: Deadline, today: LocalDate): number | null {
  if (status === 'running') return daysBetween(today, dueOn);
  return status === 'met' && metOn !== null ? daysBetween(metOn, dueOn) : null;
}

/** The kind of record whose entries have such a limit; a level of escalation has its answer. */
function recordOf(key: string, { records }: WorkflowDefinition): string | null {
  if (key === answerKey) return 'escalations';
  const kind = Object.entries(records).find(([, { limit }]) => limit !== undefined && limitKey(asUse(limit)) === key);
  return kind?.[0] ?? null;
}
