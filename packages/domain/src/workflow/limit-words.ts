import { describeDuration } from '../deadline/duration.js';
import type { DeadlineRule, Duration } from '../deadline/rule.js';
import { fieldLabel, keyInWords, recordLabel } from './condition-words.js';
import type { LimitOrigin, LimitUse, LocalLimit, WorkflowDefinition } from './definition.js';
import { deadlineOfOrigin } from './field-path.js';
import { deadlineTitle } from './form.js';

/** How long a limit of the library is, with where it stands: "20 working days (Care Planning Regulations 2010, regulation 7)". */
export function ruleInWords({ duration, source, kind }: DeadlineRule): string {
  const paragraph = source.paragraph === undefined ? '' : `, ${source.paragraph}`;
  const length = kind === 'exception' ? 'no date of its own' : signed(duration);
  return `${length} (${source.law}${paragraph})`;
}

/** What a council's own limit says in the file, as lines: its length, and what takes the length's place. */
export function localInWords(limit: LocalLimit, definition: WorkflowDefinition): string[] {
  const { orAt, orOn, each, eachOf } = limit;
  return [
    ...lengthInWords(limit, definition),
    ...(orAt === undefined ? [] : [`Or the meeting in “${fieldLabel(orAt, definition)}”, where it is given`]),
    ...(orOn === undefined ? [] : [`Or the day in “${fieldLabel(orOn, definition)}”, where it is given`]),
    ...(each === undefined ? [] : [`One in each ${keyInWords(each)}`]),
    ...(eachOf === undefined ? [] : [`One in each period that “${fieldLabel(eachOf, definition)}” names`]),
  ];
}

function lengthInWords(limit: LocalLimit, definition: WorkflowDefinition): string[] {
  const { amount, nextMeetingOf, else: otherwise, before } = limit;
  return [
    ...(amount === undefined ? [] : [signed(amount)]),
    ...(before === undefined ? [] : [`Counted from “${before}”`]),
    ...(nextMeetingOf === undefined ? [] : [`The next meeting of ${bodyWords(nextMeetingOf, definition)}`]),
    ...(otherwise === undefined ? [] : [`${signed(otherwise)} where no meeting is known`]),
  ];
}

/** How a state uses a limit, as lines: what it counts from, what meets it, who is told and when it climbs. */
export function useInWords(use: LimitUse, definition: WorkflowDefinition, rules: readonly DeadlineRule[]): string[] {
  return [...countedInWords(use, definition, rules), ...toldInWords(use)];
}

function countedInWords(use: LimitUse, definition: WorkflowDefinition, rules: readonly DeadlineRule[]): string[] {
  const { on, metBy, doneOn, continues, origin, renewedBy, noLaterThan } = use;
  const stateNames = continues.map((key) => `“${definition.states[key]?.label ?? key}”`);
  return [
    ...(on === undefined ? [] : [`Due on the day in “${fieldLabel(on, definition)}”`]),
    ...(origin === undefined ? [] : [`Counts from ${originInWords(origin, definition, rules)}`]),
    ...(metBy === undefined ? [] : [`Met by “${thingLabel(metBy, definition)}”`]),
    ...(doneOn === undefined ? [] : [`Counts as done on the day in “${fieldLabel(doneOn, definition)}”`]),
    ...(renewedBy === undefined ? [] : [`Begins anew with each entry in “${thingLabel(renewedBy, definition)}”`]),
    ...(noLaterThan === undefined ? [] : [`No later than “${deadlineTitle(noLaterThan, definition, rules)}”`]),
    ...(stateNames.length === 0 ? [] : [`Runs on when it comes from ${stateNames.join(' or ')}`]),
  ];
}

function toldInWords({ reminders, escalation, tells, lists, ignoresQuietHours }: LimitUse): string[] {
  return [
    ...(reminders.length === 0 ? [] : [`Reminders: ${reminders.map(offsetInWords).join(', ')}`]),
    ...(escalation === undefined ? [] : [`Climbs by the path “${keyInWords(escalation)}”`]),
    ...(tells === undefined ? [] : [`Tells ${keyInWords(tells)} beside the owner`]),
    ...(lists === undefined ? [] : ['What is late goes onto a weekly list']),
    ...(ignoresQuietHours ? ['Told at any hour'] : []),
  ];
}

function originInWords(origin: LimitOrigin, definition: WorkflowDefinition, rules: readonly DeadlineRule[]): string {
  const name = (path: string) => {
    const deadline = deadlineOfOrigin(path);
    return deadline === null ? `“${fieldLabel(path, definition)}”` : `“${deadlineTitle(deadline, definition, rules)}”`;
  };
  if ('from' in origin)
    return origin.time === undefined ? name(origin.from) : `${name(origin.from)} at ${name(origin.time)}`;
  return 'earliestOf' in origin
    ? `the earliest of ${origin.earliestOf.map(name).join(', ')}`
    : `the latest of ${origin.latestOf.map(name).join(', ')}`;
}

/** `5 working days before`, `1 working day after`, of a date. */
function offsetInWords(offset: Duration): string {
  if (offset.amount === 0) return 'on the day';
  return `${describeDuration(offset)} ${offset.amount < 0 ? 'before' : 'after'}`;
}

function signed(duration: Duration): string {
  if (duration.amount === 0) return 'the same day';
  return `${describeDuration(duration)}${duration.amount < 0 ? ' before' : ''}`;
}

function bodyWords(body: string, definition: WorkflowDefinition): string {
  return body in definition.fields ? `“${fieldLabel(body, definition)}”` : keyInWords(body);
}

/** A field, a record kind, or evidence. */
function thingLabel(key: string, definition: WorkflowDefinition): string {
  if (key === 'evidence') return 'evidence';
  return key in definition.records ? recordLabel(key, definition) : fieldLabel(key, definition);
}
