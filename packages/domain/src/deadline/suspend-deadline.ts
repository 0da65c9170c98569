import type { LocalDate } from '../calendar/calendar.js';
import { formatDay } from '../calendar/local-date.js';
import { answerKey } from '../escalation/answer-key.js';
import { answerRuleOf } from '../escalation/answer-deadline.js';
import type { Facts, WorkItem } from '../work-item/work-item.js';
import { limitKey } from '../workflow/field-path.js';
import { limitsOf } from '../workflow/walk.js';
import { carriedAgreedOn } from './agreed-date.js';
import { Uncountable } from './calculation.js';
import type { Deadline, Suspension } from './deadline.js';
import { attempt, datesOf, replan, withReceipt, type DeadlineOutcome } from './deadline-dates.js';
import { exceptionGround } from './exceptions.js';
import { countLimit } from './count-limit.js';
import { asCounted } from './as-counted.js';
import { calendarRevisions } from './limit-date.js';
import type { DeadlineRule } from './rule.js';
import { isPeriodic, localRule } from './rules.js';
import { endsOnSetDay } from './set-day.js';
import { withinBudget } from './shared-budget.js';
import { suspends } from './suspended-days.js';

/**
 * The facts, and of the item its deadlines, as a limit that shares its time with another is due no later than that one;
 * and its records, which say to what level an answer belongs.
 */
type FactsOfItem = Facts & { deadlines?: readonly Deadline[]; records?: WorkItem['records'] };

/**
 * Stops the count on a ground that the rule knows, or marks a legal exception where the ground is one. While no day of
 * return is given the date stands still and nothing fires. Refused: a suspension that begins when the limit was over
 * already, which would hide that it was; and one without an end that begins on a day to come.
 */
export function suspendDeadline(deadline: Deadline, suspension: Suspension, facts: FactsOfItem): DeadlineOutcome {
  return attempt(() => {
    const rule = countedRule(deadline, facts);
    if (!isException(suspension, rule)) assertStops(deadline, suspension, rule, facts.today);
    return withSuspensions(deadline, [...deadline.suspensions, suspension], rule, facts);
  });
}

/**
 * Ends one suspension, named by its ground and first day out: `on` is the first day back. The days out are added to
 * what was left. While another one is open the limit stands still.
 */
export function resumeDeadline(
  deadline: Deadline,
  { ground, from, on }: { ground: string; from: LocalDate; on: LocalDate },
  facts: FactsOfItem,
): DeadlineOutcome {
  return attempt(() => {
    const ends = (each: Suspension) => each.resumes === null && each.ground === ground && each.from === from;
    const suspensions = deadline.suspensions.map((each) => (ends(each) ? { ...each, resumes: on } : each));
    return withSuspensions(deadline, suspensions, countedRule(deadline, facts), facts);
  });
}

/** Takes back a suspension, named by its ground and first day out, that ended on the day it began: nothing was out. */
export function liftSuspension(
  deadline: Deadline,
  { ground, from }: { ground: string; from: LocalDate },
  facts: FactsOfItem,
): DeadlineOutcome {
  return attempt(() => {
    const suspensions = deadline.suspensions.filter(
      (each) => each.resumes !== null || each.ground !== ground || each.from !== from,
    );
    return withSuspensions(deadline, suspensions, countedRule(deadline, facts), facts);
  });
}

/** What may be given as the ground of a suspension of this deadline: each that its rule knows; null where any words do. */
export function suspensionGroundsOf(
  deadline: Deadline,
  facts: FactsOfItem,
): readonly { key: string; title: string }[] | null {
  const rule = countedRule(deadline, facts);
  if (rule === null || rule.suspensionGrounds.includes('*')) return null;
  const exceptions = rule.exceptionGrounds.filter(({ computed }) => computed === 'none');
  return [
    ...rule.suspensionGrounds.map((key) => ({ key, title: key })),
    ...exceptions.map(({ key, title }) => ({ key, title })),
  ];
}

function assertStops(deadline: Deadline, suspension: Suspension, rule: DeadlineRule | null, today: LocalDate): void {
  const { ground, from, resumes } = suspension;
  if (rule !== null && !suspends(rule, ground))
    throw new Uncountable(`The rule ${deadline.rule} does not know the ground "${ground}".`);
  // While it stands still already, its day may lie behind without being over.
  if (from > deadline.dueOn && deadline.status !== 'suspended') {
    const due = formatDay(deadline.dueOn);
    throw new Uncountable(`It was due on ${due}. A suspension that begins after that day changes nothing.`, 'from');
  }
  if (resumes === null && from > today) {
    throw new Uncountable(`${formatDay(from)} is still to come. Give the first day back too, or wait for it.`, 'from');
  }
}

/** The deadline with these suspensions: counted anew, standing still while one of them is open. */
function withSuspensions(
  before: Deadline,
  suspensions: readonly Suspension[],
  rule: DeadlineRule | null,
  facts: FactsOfItem,
): Deadline {
  const open = suspensions.some((each) => each.resumes === null && !isException(each, rule));
  const running = before.status === 'suspended' ? 'running' : before.status;
  const after: Deadline = { ...before, status: open ? 'suspended' : running, suspensions };
  const moves = rule !== null && !endsOnSetDay(rule);
  return replan(moves ? recount(after, before, rule, facts) : after, facts, before);
}

/** Counts again from where it counted before; why it counts from there does not change. */
function recount(deadline: Deadline, before: Deadline, rule: DeadlineRule, facts: FactsOfItem): Deadline {
  const { startedAt, suspensions } = deadline;
  const again = countLimit(rule, { startedAt, suspensions, facts });
  const origin = before.receipt.filter(({ step }) => step === 'origin');
  const { definition, deadlines } = facts;
  const use = limitsOf(definition).find((each) => limitKey(each.use) === deadline.key)?.use;
  const explained = { ...again, receipt: [...origin, ...again.receipt] };
  const calculation = withinBudget(explained, { definition, use, facts, deadlines });
  const versions = { ...deadline.versions, calendars: calendarRevisions(rule.calendars, facts) };
  const agreedOn = carriedAgreedOn(deadline, before, rule, facts.calendars);
  const limit = { startedAt, basis: deadline.basis, versions, calculation };
  const recounted = { ...deadline, agreedOn, ...datesOf(limit, agreedOn) };
  return withReceipt(recounted, calculation.receipt);
}

function isException({ ground }: Suspension, rule: DeadlineRule | null): boolean {
  return rule !== null && exceptionGround(rule, ground) !== undefined;
}

/** The rule that the date was counted by; null for a date that was given or set, which no suspension moves. */
function countedRule(deadline: Deadline, facts: FactsOfItem): DeadlineRule | null {
  const { key: ofDeadline, rule, startedOn, versions } = deadline;
  if (ofDeadline === answerKey) return answerRuleOf(deadline, facts);
  if (versions.meeting !== null) return null;
  if (versions.local !== null) {
    const { definition, localValues } = asCounted(facts, deadline);
    const key = rule.split('/')[1] ?? '';
    const limit = definition.local[key];
    return limit && isPeriodic(limit) ? null : localRule(definition, key, { on: startedOn, localValues });
  }
  if (versions.rule === null) return null;
  const { key, version } = versions.rule;
  const found = facts.rules.find((each) => each.key === key && each.version === version);
  if (found === undefined) throw new Uncountable(`Version ${version} of the rule ${key} is not loaded.`);
  return found;
}
