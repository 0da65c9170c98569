import { formatWeekday } from '../calendar/local-date.js';
import { londonOffsetTime } from '../calendar/zone.js';
import type { LimitUse, WorkflowDefinition } from '../workflow/definition.js';
import { deadlineTitle } from '../workflow/form.js';
import { isLive } from '../work-item/limits-of-item.js';
import type { Facts } from '../work-item/work-item.js';
import type { Calculation } from './calculation.js';
import type { Deadline } from './deadline.js';

interface BudgetContext {
  definition: WorkflowDefinition;
  use: Pick<LimitUse, 'noLaterThan'> | undefined;
  facts: Pick<Facts, 'rules'>;
  deadlines?: readonly Deadline[] | undefined;
}

/**
 * Several stages share one budget of time: a limit is due no later than the running one that it names (twenty working
 * days in all, IRO Handbook 6.2). The receipt says which of the two dates is the earlier. Where the other does not run,
 * the limit's own date stands.
 */
export function withinBudget(own: Calculation, context: BudgetContext): Calculation {
  const { use, definition, facts, deadlines = [] } = context;
  const budget = deadlines.find((each) => each.key === use?.noLaterThan && isLive(each));
  if (budget === undefined) return own;
  const title = deadlineTitle(budget.key, definition, facts.rules);
  const shared = `No later than ${title}, due on ${formatWeekday(budget.dueOn)}`;
  const steps = own.receipt.filter(({ step }) => step !== 'end');
  if (!isEarlier(budget, own)) {
    const text = `${shared}: the own date, ${formatWeekday(own.dueOn)}, is no later.`;
    const end = own.receipt.filter(({ step }) => step === 'end');
    return { ...own, receipt: [...steps, { step: 'budget', date: own.dueOn, text }, ...end] };
  }
  const text = `${shared}: that is earlier than ${formatWeekday(own.dueOn)}, and holds.`;
  return {
    ...own,
    dueOn: budget.dueOn,
    dueAt: budget.dueAt === null ? null : londonOffsetTime(budget.dueAt),
    receipt: [
      ...steps,
      { step: 'budget', date: budget.dueOn, text },
      { step: 'end', date: budget.dueOn, text: `Due on ${formatWeekday(budget.dueOn)}.` },
    ],
  };
}

/** By the day, and on the same day by the instant: a limit without one has the whole day. */
function isEarlier(budget: Deadline, own: Calculation): boolean {
  if (budget.dueOn !== own.dueOn || budget.dueAt === null) return budget.dueOn < own.dueOn;
  return own.dueAt === null || Date.parse(budget.dueAt) < Date.parse(own.dueAt);
}
