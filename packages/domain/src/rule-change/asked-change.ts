import type { Calendar, LocalDate } from '../calendar/calendar.js';
import { addMonths, formatDay } from '../calendar/local-date.js';
import { calculateByKey } from '../deadline/calculate-by-key.js';
import type { DeadlineRule, Duration } from '../deadline/rule.js';
import { isPeriodic } from '../deadline/rules.js';
import type { Organisation } from '../organisation/organisation.js';
import type { LocalValue, Missing } from '../work-item/work-item.js';
import type { LocalLimit, WorkflowDefinition } from '../workflow/definition.js';
import type { Migration } from './migrate-item.js';

/** Open items are taken over into another version of their workflow. */
export interface AskedMigration extends Omit<Migration, 'to'> {
  kind: 'workflow';
  key: string;
  /** Only those of this version; of every older one, where it is left out. */
  from?: number | undefined;
  to: number;
}

/** Open dates are counted by the version of a library rule that is in force for them now. */
export interface AskedRule {
  kind: 'rule';
  key: string;
  reason: string;
}

/** A council agrees a length of its own for a limit of a workflow, from a day on. */
export interface AskedLimit {
  kind: 'limit';
  workflow: string;
  limit: string;
  duration: Duration;
  effectiveFrom: LocalDate;
  agreedBy: string;
  reason: string;
}

export type AskedRuleChange = AskedMigration | AskedRule | AskedLimit;

/** All that was published, every version, and what dates are counted over. */
export interface PublishedRules {
  definitions: readonly WorkflowDefinition[];
  rules: readonly DeadlineRule[];
  localValues: readonly LocalValue[];
  calendars: readonly Calendar[];
  organisation: Pick<Organisation, 'meetings'>;
}

/** What the change is of, and what a page calls it; or why it cannot be made, in words. */
export type CheckedRuleChange =
  { ok: true; subject: string; title: string } | { ok: false; missing: readonly Missing[] | 'unknown' };

/** Is there such a thing to change, and can it be changed so? Whether items have a place in it is asked of each of them. */
export function checkRuleChange(
  asked: AskedRuleChange,
  published: PublishedRules,
  today: LocalDate,
): CheckedRuleChange {
  if (asked.kind === 'workflow') return checkMigration(asked, published.definitions);
  return asked.kind === 'rule' ? checkRule(asked, published.rules) : checkLimit(asked, published, today);
}

function checkMigration(asked: AskedMigration, definitions: readonly WorkflowDefinition[]): CheckedRuleChange {
  const versions = definitions.filter(({ key }) => key === asked.key);
  const newest = versions.at(-1);
  if (newest === undefined) return { ok: false, missing: 'unknown' };
  const title = newest.title.officer;
  const to = versions.find(({ version }) => version === asked.to);
  if (to === undefined) return fault('to', `There is no version ${asked.to} of “${title}”.`);
  const older = versions.filter(({ version }) => version < to.version);
  const { from } = asked;
  if (from !== undefined && !older.some(({ version }) => version === from))
    return fault('from', `There is no version ${from} of “${title}” before version ${to.version}.`);
  const missing = [...stateFaults(asked, older, to), ...dropFaults(asked, older)];
  return missing.length > 0 ? { ok: false, missing } : { ok: true, subject: asked.key, title };
}

function stateFaults(
  { states }: AskedMigration,
  older: readonly WorkflowDefinition[],
  to: WorkflowDefinition,
): Missing[] {
  return Object.entries(states).flatMap(([before, after]) => {
    const field = `states.${before}`;
    if (!older.some((each) => Object.hasOwn(each.states, before)))
      return [{ field, text: `No earlier version has a state “${before}”.` }];
    if (Object.hasOwn(to.states, before))
      return [{ field, text: `Version ${to.version} has the state “${before}” itself: nothing takes its place.` }];
    if (!Object.hasOwn(to.states, after)) return [{ field, text: `Version ${to.version} has no state “${after}”.` }];
    return to.states[after]?.final ? [{ field, text: `“${after}” is the end: a migration closes nothing.` }] : [];
  });
}

function dropFaults({ drops }: AskedMigration, older: readonly WorkflowDefinition[]): Missing[] {
  return drops
    .filter((key) => !older.some(({ fields }) => Object.hasOwn(fields, key)))
    .map((key) => ({ field: 'drops', text: `No earlier version has a field “${key}”.` }));
}

function checkRule({ key }: AskedRule, rules: readonly DeadlineRule[]): CheckedRuleChange {
  const rule = rules.findLast((each) => each.key === key);
  if (rule === undefined) return { ok: false, missing: 'unknown' };
  if (rule.kind === 'exception') return fault('_', `${rule.title} is an exception: it gives no date, and moves none.`);
  return { ok: true, subject: key, title: rule.title };
}

function checkLimit(asked: AskedLimit, published: PublishedRules, today: LocalDate): CheckedRuleChange {
  const { definitions, localValues } = published;
  const definition = definitions.findLast(({ key }) => key === asked.workflow);
  const limit = definition && Object.hasOwn(definition.local, asked.limit) ? definition.local[asked.limit] : undefined;
  if (definition === undefined || limit === undefined) return { ok: false, missing: 'unknown' };
  const subject = `${asked.workflow}/${asked.limit}`;
  const text =
    lengthFault(limit, asked.duration) ?? countFault(asked, { ...published, definitions: [definition] }, today);
  if (text !== null) return fault('amount', text);
  if (localValues.some((value) => value.key === subject && isSameValue(value, asked)))
    return fault('_', 'This holds already from that day on.');
  return { ok: true, subject, title: limit.label ?? asked.limit };
}

/** What of a limit is a council's to set: its length, and not which way it counts or by which periods it comes. */
function lengthFault(limit: LocalLimit, { amount }: Duration): string | null {
  if (isPeriodic(limit)) return 'It comes once in each period, which its workflow says: it has no length to set.';
  const length = limit.amount ?? limit.else;
  if (length === undefined) return 'It goes by a date of the item, and has no length to set.';
  if (amount < 0 === length.amount < 0) return null;
  return length.amount < 0
    ? 'It counts back: write the length with a minus, as in -5wd.'
    : 'It counts forward: write the length without a minus.';
}

/** No promise of a council runs longer: beyond that a number or its unit is a slip of the pen. */
const longestMonths = 5 * 12;

/**
 * Can a date be counted by the length, if the limit began today? One that cannot would stand in the way of every item that
 * comes into the state, and nobody could open one.
 */
function countFault({ workflow, limit, ...asked }: AskedLimit, published: PublishedRules, today: LocalDate) {
  const { duration, agreedBy } = asked;
  const rule = `${workflow}/${limit}`;
  const localValues = [{ key: rule, version: 1, duration, effectiveFrom: today, agreedBy }];
  const { meetings } = published.organisation;
  const counted = calculateByKey({ rule, from: today }, { ...published, localValues, meetings });
  if (!counted.ok) return `No date can be counted by this length. ${counted.error}`;
  const { dueOn } = counted.value;
  const isNear = dueOn <= addMonths(today, longestMonths) && dueOn >= addMonths(today, -longestMonths);
  return isNear ? null : `From today it would lead to ${formatDay(dueOn)}: more than five years are too long.`;
}

function isSameValue({ duration, effectiveFrom, agreedBy }: LocalValue, asked: AskedLimit): boolean {
  const { amount, unit } = asked.duration;
  return (
    duration.amount === amount &&
    duration.unit === unit &&
    effectiveFrom === asked.effectiveFrom &&
    agreedBy === asked.agreedBy
  );
}

function fault(field: string, text: string): CheckedRuleChange {
  return { ok: false, missing: [{ field, text }] };
}
