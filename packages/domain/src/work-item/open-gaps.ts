import type { WorkflowDefinition } from '../workflow/definition.js';
import { isSet } from '../workflow/field-path.js';
import type { Missing, RecordEntry, WorkItem } from './work-item.js';

/**
 * What an item shows as missing without being refused for it: what a transition asked and was not told (a date that
 * nobody gave), records that wait for an answer (an undertaking), and contradictions between papers.
 */
export function openGaps(item: WorkItem, definition: WorkflowDefinition): Missing[] {
  return [...unansweredAsks(item, definition), ...unansweredRecords(item, definition), ...contradictions(item)];
}

function unansweredAsks(item: WorkItem, definition: WorkflowDefinition): Missing[] {
  const done = Object.entries(definition.transitions).filter(([key]) => key in item.doneBy);
  const asked = new Set(done.flatMap(([, transition]) => transition.asks));
  return [...asked]
    .filter((key) => !isSet(item.fields[key]))
    .map((key) => ({ field: key, text: `“${definition.fields[key]?.label ?? key}” was never given.` }));
}

/** A record kind with a field `answer` or `answeredOn` waits for its answer until one of them is filled. */
function unansweredRecords(item: WorkItem, definition: WorkflowDefinition): Missing[] {
  return Object.entries(item.records).flatMap(([kind, entries]) => {
    const fields = definition.records[kind]?.fields ?? {};
    const answers = ['answer', 'answeredOn'].filter((key) => key in fields);
    if (answers.length === 0) return [];
    return entries
      .filter((entry) => !answers.some((key) => isSet(entry.fields[key])))
      .map((entry) => ({ field: `${kind}.${entry.no}`, text: `Still open: ${textOf(entry)}` }));
  });
}

function contradictions(item: WorkItem): Missing[] {
  return (item.records['contradictions'] ?? []).map((entry) => ({
    field: `contradictions.${entry.no}`,
    text: `The papers contradict each other: ${textOf(entry)}`,
  }));
}

function textOf(entry: RecordEntry): string {
  const text = entry.fields['text'];
  return typeof text === 'string' ? text : `number ${entry.no}`;
}
