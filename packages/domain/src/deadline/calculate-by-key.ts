import type { Calendar, LocalDate } from '../calendar/calendar.js';
import { calendarAsOf } from '../calendar/calendar-as-of.js';
import { isLocalDate } from '../calendar/local-date.js';
import type { Meeting } from '../organisation/organisation.js';
import type { LocalValue } from '../work-item/work-item.js';
import type { WorkflowDefinition } from '../workflow/definition.js';
import { calculateDate, notADate } from './calculate.js';
import {
  Uncountable,
  type Calculation,
  type CalculationFault,
  type CalculationInput,
  type SuspendedDays,
} from './calculation.js';
import type { ExceptionMark } from './deadline.js';
import { assertClosure } from './exceptions.js';
import { chain } from './limit-date.js';
import { localRule, ruleInForce } from './rules.js';
import type { DeadlineRule, ReceiptStep } from './rule.js';

/** A question as `kept deadline` and `POST /deadlines/calculate` put it. Days are local days in Europe/London. */
export interface CalculateRequest {
  /** A key of the rule library, or `WORKFLOW/LIMIT`. */
  rule: string;
  from: LocalDate;
  time?: string | undefined;
  /**
   * Leaves out what was not known by the end of this day: rules and local values in force only later, and bank holidays
   * announced later. Without it nothing is left out.
   */
  asOf?: LocalDate | undefined;
  suspend?: readonly SuspendedDays[] | undefined;
  closure?: { from: LocalDate; reopens: LocalDate } | undefined;
  adviceAsked?: LocalDate | undefined;
}

export interface CalculateContext {
  rules: readonly DeadlineRule[];
  definitions: readonly WorkflowDefinition[];
  localValues: readonly LocalValue[];
  calendars: readonly Calendar[];
  meetings: readonly Meeting[];
}

/** The answer as it goes out: `dueAt` only for limits in hours. */
export interface CalculatedDeadline {
  rule: string;
  from: LocalDate;
  dueOn: LocalDate;
  dueAt?: string;
  exceptions: ExceptionMark[];
  receipt: ReceiptStep[];
}

/** One date by the key of its rule, for everybody who asks: the command line and the service answer the same. */
export function calculateByKey(
  request: CalculateRequest,
  everything: CalculateContext,
): { ok: true; value: CalculatedDeadline } | CalculationFault {
  if (!isLocalDate(request.from)) return { ok: false, error: notADate(request.from) };
  const context = { ...everything, calendars: knownCalendars(everything.calendars, request.asOf) };
  try {
    const calculation = request.rule.includes('/') ? byLocalLimit(request, context) : byRule(request, context);
    if (!calculation.ok) return calculation;
    const { dueOn, dueAt, exceptions, receipt } = calculation;
    const value = {
      rule: request.rule,
      from: request.from,
      dueOn,
      ...(dueAt === null ? {} : { dueAt }),
      exceptions,
      receipt,
    };
    return { ok: true, value };
  } catch (fault) {
    if (fault instanceof Uncountable) return { ok: false, error: fault.message };
    throw fault;
  }
}

function byRule(
  request: CalculateRequest,
  { rules, calendars, meetings }: CalculateContext,
): Calculation | CalculationFault {
  const dated = (rule: DeadlineRule) => calculateDate(inputFor(rule, request, calendars, meetings));
  const dueBy = (rule: DeadlineRule) => dueOnOf(dated(rule));
  const found = ruleInForce(known(rules, request.asOf), request.rule, request.from, dueBy);
  return found.ok ? dated(found.rule) : found;
}

/** @throws {Uncountable} */
function dueOnOf(calculation: Calculation | CalculationFault): LocalDate {
  if (!calculation.ok) throw new Uncountable(calculation.error);
  return calculation.dueOn;
}

/**
 * A council's own limit. One that counts back from what a library rule gives is asked with the day of the meeting; one
 * that goes by a date of the item is counted by its length, since there is no item here.
 */
function byLocalLimit(request: CalculateRequest, context: CalculateContext): Calculation | CalculationFault {
  const [workflow = '', limit = ''] = request.rule.split('/');
  const definition = context.definitions.find(({ key }) => key === workflow);
  if (definition === undefined) throw new Uncountable(`There is no workflow ${workflow}.`);
  const localValues = context.localValues.filter(
    ({ effectiveFrom }) => effectiveFrom <= (request.asOf ?? effectiveFrom),
  );
  const local = localRule(definition, limit, { on: request.from, localValues });
  const before = definition.local[limit]?.before;
  if (before === undefined) return calculateDate(inputFor(local, request, context.calendars, context.meetings));
  assertClosure(inputFor(local, request, context.calendars, context.meetings));
  if (request.suspend?.length)
    throw new Uncountable(`${request.rule} counts back from a meeting, so nothing can suspend it.`);
  const found = ruleInForce(known(context.rules, request.asOf), before, request.from);
  return found.ok ? chain(found.rule, local, request.from, context.calendars) : found;
}

/** A rule that starts after the day asked about is not known on it. */
function known(rules: readonly DeadlineRule[], asOf: LocalDate | undefined): readonly DeadlineRule[] {
  return asOf === undefined
    ? rules
    : rules.filter(({ effective }) => effective.from === null || effective.from <= asOf);
}

function knownCalendars(calendars: readonly Calendar[], asOf: LocalDate | undefined): readonly Calendar[] {
  return asOf === undefined ? calendars : calendars.map((calendar) => calendarAsOf(calendar, asOf));
}

function inputFor(
  rule: DeadlineRule,
  { from, time, suspend, closure, adviceAsked }: CalculateRequest,
  calendars: readonly Calendar[],
  meetings: readonly Meeting[],
): CalculationInput {
  return {
    rule,
    from,
    calendars,
    meetings,
    ...(time === undefined ? {} : { time }),
    ...(suspend === undefined ? {} : { suspensions: suspend }),
    ...(closure === undefined ? {} : { closure }),
    ...(adviceAsked === undefined ? {} : { adviceAsked }),
  };
}
