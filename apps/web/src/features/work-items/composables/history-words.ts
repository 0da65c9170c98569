import type { FieldView, HistoryView, WorkflowView, WorkItemView } from '@kept/contracts';
import { valueInWords } from '../../../forms/field-values.js';
import { dayInWords, instantInWords } from '../../../ui/dates.js';
import { keyInWords } from '../../../ui/words.js';

type HistoryEvent = HistoryView['events'][number];

const titles: Readonly<Record<string, string>> = {
  'work-item-created': 'Created',
  'fields-edited': 'Details changed',
  'owner-changed': 'Owner changed',
  'deadline-extended': 'Date extended',
  'deadlines-suspended': 'Clock stopped',
  'deadlines-resumed': 'Clock started again',
  'deadline-scheduled': 'Day planned',
  'deadline-recalculated': 'Date worked out again',
  'definition-migrated': 'Taken over into another version of the workflow',
  'deadline-missed': 'Date passed',
  'reminder-fired': 'Reminder sent',
  'check-in-opened': 'Update asked for',
  'link-added': 'Item linked',
  'fanned-out': 'Copied to several posts',
  'evidence-added': 'Evidence added',
  'comment-added': 'Comment added',
  'record-added': 'Entry added',
};

/** An event as the item's page tells it; `at` for the machine, `when` and `day` in words. */
export interface HistoryEntry {
  title: string;
  by: string;
  at: string;
  when: string;
  day: string | null;
  reason: string | undefined;
  details: string[];
}

export function historyEntry(event: HistoryEvent, workflow: WorkflowView, item: WorkItemView): HistoryEntry {
  return {
    title: eventTitle(event, workflow),
    by: event.actor,
    at: event.at,
    when: instantInWords(event.at),
    day: eventDay(event),
    reason: event.reason,
    details: eventDetails(event, workflow, item),
  };
}

/** What happened, in a few words: `Triaged → Accepted`, `Evidence added`, `Added to: Undertakings`. */
export function eventTitle(event: HistoryEvent, workflow: WorkflowView): string {
  const moved = movedTitle(event, workflow);
  if (moved) return moved;
  const level = levelTitle(event);
  if (level) return level;
  const record = event.type.startsWith('record-') && workflow.records.find(({ key }) => key in (event.fields ?? {}));
  if (record) return `${event.type === 'record-added' ? 'Added to' : 'Completed'}: ${record.label}`;
  return titles[event.type] ?? keyInWords(event.type);
}

/** `Triaged → Accepted`, `Taken back: Accepted → Triaged`; null of what moved nothing. */
function movedTitle({ type, from, to }: HistoryEvent, workflow: WorkflowView): string | null {
  if (!from || !to) return null;
  const label = (state: string) => workflow.states.find((each) => each.key === state)?.label ?? state;
  if (type === 'step-taken-back') return `Taken back: ${label(from)} → ${label(to)}`;
  if (!type.endsWith('-transitioned')) return null;
  return from === to ? `Still: ${label(to)}` : `${label(from)} → ${label(to)}`;
}

/** `Raised to level 2`, by somebody or because its day came; `Level 2 acknowledged`, `A level answered`. */
function levelTitle({ type, fields = {} }: HistoryEvent): string | null {
  const level = typeof fields['level'] === 'number' ? ` ${fields['level']}` : '';
  if (type === 'level-raised') return `Raised to level${level}`;
  if (type === 'level-reached')
    return level ? `Raised to level${level}` : `The day of level ${String(fields['mark'])} came`;
  if (type === 'level-acknowledged') return `Level${level} acknowledged`;
  return type === 'record-completed' && 'escalations' in fields ? 'A level answered' : null;
}

/** What was set by it and which date it is about, in the words of the definition; anything else is left out. */
export function eventDetails(event: HistoryEvent, workflow: WorkflowView, item: WorkItemView): string[] {
  const fields = event.fields ?? {};
  if (event.type === 'level-raised' || event.type === 'level-acknowledged') return levelDetails(fields, workflow);
  if (event.type === 'level-reached') return [...levelDetails(fields, workflow), ...dateLine(fields, item)];
  const given = Object.entries(fields).flatMap(([key, value]) => {
    const record = workflow.records.find((each) => each.key === key);
    if (record && isObject(value)) return lines(record.fields, value);
    if (key === 'evidence' && isObject(value)) return [String(value['title'])];
    return lines([...workflow.fields, ownerField(workflow)], { [key]: value });
  });
  return [...given, ...dateLine(fields, item), ...movedLines(fields, item)];
}

/** The level stands in the title, the reason beside it, and the meeting in the words of its agenda. */
function levelDetails(
  { level: _, reason: __, meeting: ___, ...fields }: Record<string, unknown>,
  workflow: WorkflowView,
): string[] {
  return lines(workflow.records.find(({ key }) => key === 'escalations')?.fields ?? [], fields);
}

/** A back-dated act says on which day it happened; one of its own day does not. */
function eventDay(event: HistoryEvent): string | null {
  const day = dayInWords(event.occurredOn);
  return instantInWords(event.at).startsWith(`${day},`) ? null : `About ${day}`;
}

function lines(known: readonly FieldView[], values: object): string[] {
  return Object.entries(values).flatMap(([key, value]: [string, unknown]) => {
    const field = known.find((each) => each.key === key);
    const words = field && isWireValue(value) ? valueInWords(field, value) : null;
    return field && words ? [`${field.label}: ${words}`] : [];
  });
}

/** `Answer to the young people, 18 February 2020`, of a reminder or of a date that passed. */
function dateLine({ deadline, dueOn }: Record<string, unknown>, item: WorkItemView): string[] {
  const title = item.deadlines.find(({ key }) => key === deadline)?.title;
  return title && typeof dueOn === 'string' ? [`${title}, ${dayInWords(dueOn)}`] : [];
}

/** `Answer to the young people: 2 March 2020, now 3 March 2020`, and what changed that it was counted by. */
function movedLines({ moved, calendar, rule, limit, version }: Record<string, unknown>, item: WorkItemView): string[] {
  const moves = (Array.isArray(moved) ? (moved as unknown[]) : []).filter(isObject).map(({ deadline, from, to }) => {
    const title = item.deadlines.find(({ key }) => key === deadline)?.title ?? keyInWords(String(deadline));
    return `${title}: ${dayInWords(String(from))}, now ${dayInWords(String(to))}`;
  });
  const because = [
    isObject(calendar) && `Because a calendar changed: ${String(calendar['title'])}`,
    isObject(rule) && `Because a rule changed: ${String(rule['title'])}`,
    isObject(limit) && `Because this council's time limit changed: ${String(limit['title'])}`,
    isObject(version) && `From version ${String(version['from'])} to version ${String(version['to'])}`,
  ];
  return [...moves, ...because.filter((line) => line !== false)];
}

/** The owner is no field of a definition; the titles of posts stand with any field that names one. */
function ownerField({ fields }: WorkflowView): FieldView {
  const options = fields.find(({ type }) => type === 'post')?.options ?? null;
  const none = { hint: null, required: true, plain: false, max: null, min: null };
  return { ...none, key: 'ownerPost', type: 'post', label: 'Owner', options };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isWireValue(value: unknown): value is WorkItemValue {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  return typeof value === 'object' && 'reference' in value && 'date' in value;
}
type WorkItemValue = Parameters<typeof valueInWords>[1];
