import type { LocalDate } from '../calendar/calendar.js';
import { formatDay, formatWeekday } from '../calendar/local-date.js';
import { CalendarFault } from '../calendar/working-days.js';
import { londonDay } from '../calendar/zone.js';
import type { Facts } from '../work-item/work-item.js';
import { NothingAsked, Uncountable } from './calculation.js';
import type { Deadline } from './deadline.js';
import { planFirings } from './firing-plan.js';
import type { LimitDate } from './limit-date.js';
import type { ReceiptStep } from './rule.js';

/**
 * `field` is what of the command the sentence is about, where that is known. `nothingAsked`: there is no date because
 * none is asked, which is no fault: a check-in on an item that names no period.
 */
export type DeadlineOutcome =
  { ok: true; deadline: Deadline } | { ok: false; error: string; field?: string; nothingAsked?: true };

type Dates = Pick<
  Deadline,
  | 'startedOn'
  | 'startedAt'
  | 'basis'
  | 'versions'
  | 'statutoryOn'
  | 'calculatedOn'
  | 'dueOn'
  | 'dueAt'
  | 'exceptions'
  | 'receipt'
>;

/** dueOn is the statutory date, else the agreed one, and no earlier than the calculated one. */
export function datesOf({ startedAt, basis, versions, calculation }: LimitDate, agreedOn: LocalDate | null): Dates {
  const statutoryOn = basis === 'statutory' ? calculation.dueOn : null;
  const dueOn = statutoryOn ?? later(agreedOn, calculation.dueOn);
  const dueAt =
    calculation.dueAt === null || dueOn !== calculation.dueOn ? null : new Date(calculation.dueAt).toISOString();
  const { exceptions, receipt } = calculation;
  const started = { startedOn: londonDay(startedAt), startedAt };
  return {
    ...started,
    basis,
    versions,
    statutoryOn,
    calculatedOn: calculation.dueOn,
    dueOn,
    dueAt,
    exceptions,
    receipt,
  };
}

/** The date that an agreement puts off: the agreed one, where the calculated one has not come to lie after it. */
export function agreedOrCalculated({ agreedOn, calculatedOn, statutoryOn }: Deadline): LocalDate {
  return statutoryOn === null ? later(agreedOn, calculatedOn) : (agreedOn ?? calculatedOn);
}

function later(agreedOn: LocalDate | null, calculatedOn: LocalDate): LocalDate {
  return agreedOn !== null && agreedOn > calculatedOn ? agreedOn : calculatedOn;
}

const closing = ['agreed', 'carried', 'end'];

/** The steps of the calculation, then what was agreed and what suspensions made of it, then the date in force. */
export function withReceipt(deadline: Deadline, steps: readonly ReceiptStep[]): Deadline {
  const agreed = deadline.extensions.map(({ from, to, reason, by }): ReceiptStep => ({
    step: 'agreed',
    date: to,
    text: `${by} agreed ${formatDay(to)} instead of ${formatDay(from)}: ${reason}${deadline.statutoryOn === null ? '' : ' (the statutory date stays)'}`,
  }));
  const end: ReceiptStep = { step: 'end', date: deadline.dueOn, text: `Due on ${formatWeekday(deadline.dueOn)}.` };
  const counted = steps.filter(({ step }) => !closing.includes(step));
  return { ...deadline, receipt: [...counted, ...agreed, ...carriedSteps(deadline), end] };
}

function carriedSteps({ extensions, agreedOn, statutoryOn, dueOn }: Deadline): ReceiptStep[] {
  const asAgreed = extensions.at(-1)?.to;
  if (asAgreed === undefined || agreedOn === null) return [];
  const steps: ReceiptStep[] = [];
  if (agreedOn !== asAgreed) {
    const text = `The days out since ${formatDay(asAgreed)} was agreed are added to it: ${formatWeekday(agreedOn)}.`;
    steps.push({ step: 'carried', date: agreedOn, text });
  }
  if (statutoryOn === null && dueOn > agreedOn) {
    const text = `What was agreed lies before the date as it is counted now, ${formatWeekday(dueOn)}: the later one holds.`;
    steps.push({ step: 'carried', date: dueOn, text });
  }
  return steps;
}

/** Plans what is still to fire for a deadline that was `before` until now. */
export function replan(deadline: Deadline, facts: Facts, before: Deadline): Deadline {
  return { ...deadline, plan: planFirings(deadline, facts, before) };
}

/** Turns what cannot be counted into its plain sentence. */
export function attempt(make: () => Deadline): DeadlineOutcome {
  try {
    return { ok: true, deadline: make() };
  } catch (fault) {
    if (fault instanceof Uncountable) return refusal(fault);
    if (fault instanceof CalendarFault) return { ok: false, error: fault.message };
    throw fault;
  }
}

function refusal(fault: Uncountable): DeadlineOutcome {
  return {
    ok: false,
    error: fault.message,
    ...(fault.field === undefined ? {} : { field: fault.field }),
    ...(fault instanceof NothingAsked ? { nothingAsked: true } : {}),
  };
}
