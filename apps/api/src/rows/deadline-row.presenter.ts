import { deadlineTitle, isOverdue } from '@kept/domain';
import type { Deadline, Facts } from '@kept/domain';
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
    extensions: deadline.extensions.map(({ from, to, reason, by, at }) => ({ from, to, reason, by, at })),
    suspensions: deadline.suspensions.map(({ from, resumes, ground, by, at }) => ({ from, resumes, ground, by, at })),
    exceptions: deadline.exceptions.map(({ regulation, holdsFrom, holdsTo }) => ({ regulation, holdsFrom, holdsTo })),
  };
}
