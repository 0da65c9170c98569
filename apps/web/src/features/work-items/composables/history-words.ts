import type { HistoryView, WorkflowView } from '@kept/contracts';
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
  'deadline-missed': 'Date passed',
  'reminder-fired': 'Reminder sent',
  'check-in-opened': 'Update asked for',
  'link-added': 'Item linked',
  'evidence-added': 'Evidence added',
  'record-added': 'Entry added',
};

/** What happened, in a few words: `Triaged → Accepted`, `Evidence added`. */
export function eventTitle(event: HistoryEvent, workflow: WorkflowView): string {
  const label = (state: string) => workflow.states.find((each) => each.key === state)?.label ?? state;
  if (event.type.endsWith('-transitioned') && event.from && event.to)
    return `${label(event.from)} → ${label(event.to)}`;
  return titles[event.type] ?? keyInWords(event.type);
}

/** What was set by it, with the words of the definition; anything that is no field of it is left out. */
export function eventDetails(event: HistoryEvent, workflow: WorkflowView): string[] {
  const known = [...workflow.fields, ...workflow.records.flatMap((record) => record.fields)];
  return Object.entries(event.fields ?? {}).flatMap(([key, value]) => {
    const field = known.find((each) => each.key === key);
    const words = field && isWireValue(value) ? valueInWords(field, value) : null;
    return field && words ? [`${field.label}: ${words}`] : [];
  });
}

/** A back-dated act says on which day it happened; one of its own day does not. */
export function eventDay(event: HistoryEvent): string | null {
  const day = dayInWords(event.occurredOn);
  return instantInWords(event.at).startsWith(`${day},`) ? null : `About ${day}`;
}

function isWireValue(value: unknown): value is WorkItemValue {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  return typeof value === 'object' && 'reference' in value && 'date' in value;
}
type WorkItemValue = Parameters<typeof valueInWords>[1];
