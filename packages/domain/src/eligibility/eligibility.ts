import type { LocalDate } from '../calendar/calendar.js';
import { addDays, addMonths, formatDay, isLocalDate } from '../calendar/local-date.js';
import type { Duration, TextSeen } from '../deadline/rule.js';
import type { FieldValue, Fields } from '../work-item/work-item.js';
import { isSet, readField } from '../workflow/field-path.js';

/**
 * Who something is open to, as a dated rule of the library. The same key may have several versions whose ranges do not
 * overlap: a criterion that changes is a new version, and a young person is judged by the one of the day.
 */
export interface EligibilityRule {
  key: string;
  version: number;
  title: string;
  source: EligibilitySource;
  textSeen: TextSeen;
  /** First and last day on which it decides, both counted. `null`: the source states no start or end. */
  effective: { from: LocalDate | null; to: LocalDate | null };
  /** All of them must hold. */
  criteria: readonly EligibilityCriterion[];
  /** Other ways in, looked at where the criteria do not hold: all of a pilot's own criteria must. */
  pilots: readonly EligibilityPilot[];
}

export interface EligibilitySource {
  document: string;
  paragraph?: string;
  note?: string;
}

export interface EligibilityPilot {
  key: string;
  title: string;
  criteria: readonly EligibilityCriterion[];
}

export interface EligibilityCriterion {
  key: string;
  /** What must be so, as the start of a sentence: "In care for less than three years". */
  text: string;
  test: EligibilityTest;
  /** The source does not say that who fails this is left out: then nobody knows, and a person must ask. */
  doubtful?: boolean;
}

/** The whole list of tests; there is no expression language. Each looks at one field of the item. */
export type EligibilityTest =
  | { op: 'is' | 'isNot'; field: string; value: string | number | boolean }
  | { op: 'isOneOf'; field: string; values: readonly string[] }
  | { op: 'atLeast' | 'atMost'; field: string; value: number }
  | { op: 'before' | 'after'; field: string; value: LocalDate }
  | { op: 'isSet'; field: string }
  /** A date field: it is not after the day asked about, and with the duration (days, weeks, months) lies after it. */
  | { op: 'lessThanAgo'; field: string; duration: Duration };

/** `unknown`: what is known decides it neither way. */
export type EligibilityOutcome = 'eligible' | 'not-eligible' | 'unknown';

export interface EligibilityReason {
  /** `age`; in a pilot `care-leavers/age`. */
  criterion: string;
  /** Null where the field holds nothing, or the source leaves it open. */
  holds: boolean | null;
  /** A sentence: "Under 16: not met, 16." */
  text: string;
}

export interface EligibilityResult {
  outcome: EligibilityOutcome;
  rule: string;
  version: number;
  /** The day asked about. */
  on: LocalDate;
  reasons: readonly EligibilityReason[];
}

/**
 * Does the rule take in somebody with these fields on this day, and why? Each criterion holds, does not, or is not
 * known, and the outcome is never surer than they are: a field that is empty makes nobody eligible, and shuts nobody
 * out. Pilots are looked at, and give their reasons, only where nothing before them has decided for the young person.
 */
export function evaluateEligibility(rule: EligibilityRule, fields: Fields, on: LocalDate): EligibilityResult {
  const reasons: EligibilityReason[] = [];
  let decided: boolean | null = false;
  for (const { prefix, criteria } of waysIn(rule)) {
    const here = criteria.map((criterion) => reasonOf(criterion, prefix, fields, on));
    reasons.push(...here);
    const taken = allOf(here.map(({ holds }) => holds));
    if (taken !== false) decided = taken;
    if (taken === true) break;
  }
  return { outcome: outcomeOf(decided), rule: rule.key, version: rule.version, on, reasons };
}

export type EligibilityRuleFound = { ok: true; rule: EligibilityRule } | { ok: false; error: string };

/** The version of a rule that decides on a day, or why there is none. */
export function eligibilityRuleInForce(
  rules: readonly EligibilityRule[],
  key: string,
  on: LocalDate,
): EligibilityRuleFound {
  const versions = rules.filter((rule) => rule.key === key);
  if (versions.length === 0) return { ok: false, error: `There is no rule of eligibility ${key}.` };
  const rule = versions.find(
    ({ effective: { from, to } }) => (from === null || from <= on) && (to === null || on <= to),
  );
  if (rule) return { ok: true, rule };
  return { ok: false, error: `No version of the rule ${key} was in force on ${formatDay(on)}.` };
}

function waysIn({
  criteria,
  pilots,
}: EligibilityRule): { prefix: string; criteria: readonly EligibilityCriterion[] }[] {
  return [{ prefix: '', criteria }, ...pilots.map((pilot) => ({ prefix: `${pilot.key}/`, criteria: pilot.criteria }))];
}

/** One that does not hold decides; after that, one that is not known leaves it open. */
function allOf(holds: readonly (boolean | null)[]): boolean | null {
  if (holds.includes(false)) return false;
  return holds.includes(null) ? null : true;
}

function outcomeOf(decided: boolean | null): EligibilityOutcome {
  if (decided === null) return 'unknown';
  return decided ? 'eligible' : 'not-eligible';
}

function reasonOf(criterion: EligibilityCriterion, prefix: string, fields: Fields, on: LocalDate): EligibilityReason {
  const { key, text, test, doubtful = false } = criterion;
  const value = readField(fields, test.field);
  const passed = isSet(value) || test.op === 'isSet' ? passes(test, value, on) : null;
  const holds = passed === false && doubtful ? null : passed;
  return { criterion: `${prefix}${key}`, holds, text: `${text}: ${answerOf(holds, shown(value, test))}.` };
}

/** Null where the value is not of the kind that the test looks at. */
function passes(test: EligibilityTest, value: FieldValue, on: LocalDate): boolean | null {
  switch (test.op) {
    case 'is':
      return value === test.value;
    case 'isNot':
      return value !== test.value;
    case 'isOneOf':
      return typeof value === 'string' && test.values.includes(value);
    case 'isSet':
      return isSet(value);
    case 'atLeast':
    case 'atMost':
      return inOrder(test.op === 'atLeast' ? [test.value, value] : [value, test.value]);
    default:
      return passesDate(test, value, on);
  }
}

function passesDate(
  test: Extract<EligibilityTest, { op: 'before' | 'after' | 'lessThanAgo' }>,
  value: FieldValue,
  on: LocalDate,
): boolean | null {
  if (typeof value !== 'string' || !isLocalDate(value)) return null;
  if (test.op === 'lessThanAgo') return value <= on && on < addDuration(value, test.duration);
  return test.op === 'before' ? value < test.value : value > test.value;
}

function inOrder([small, great]: readonly FieldValue[]): boolean | null {
  return typeof small === 'number' && typeof great === 'number' ? small <= great : null;
}

/** Calendar days, weeks or months; a file with another unit is a fault of the file. */
function addDuration(date: LocalDate, { amount, unit }: Duration): LocalDate {
  if (unit === 'months') return addMonths(date, amount);
  return addDays(date, unit === 'weeks' ? amount * 7 : amount);
}

/** @param value what was entered, as the page shows it; null where nothing is */
function answerOf(holds: boolean | null, value: string | null): string {
  if (holds === null && value === null) return 'not known, nothing is entered';
  const answer = holds === null ? 'not known' : holds ? 'met' : 'not met';
  return value === null || value === '' ? answer : `${answer}, ${value}`;
}

/** What was entered, where the answer does not say it already. */
function shown(value: FieldValue, test: EligibilityTest): string | null {
  if (!isSet(value)) return null;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return '';
  if (!isLocalDate(value)) return value.replaceAll('-', ' ');
  return test.op === 'lessThanAgo' ? `since ${formatDay(value)}` : formatDay(value);
}
