import type { RecordDefinition } from '../workflow/definition.js';
import { answerLevel } from '../escalation/acknowledge-level.js';
import { refuseChange } from './change-guard.js';
import { checkFields, mergeFields, missingRequired, withDefaults } from './check-fields.js';
import { accept, actorName, eventOf, refuse, refuseMissing } from './decision.js';
import { shownFields } from './event-fields.js';
import { isEngineRecord, recordOf } from './engine-records.js';
import { dateRecord } from './record-limits.js';
import { followRecord } from './state-deadlines.js';
import { followTransition } from './transition-work-item.js';
import type { Decision, Facts, Fields, RecordEntry, WorkItem } from './work-item.js';

/**
 * Adds a record of a kind that the definition names: an undertaking, an update. It meets the limits and the check-in
 * that are `metBy` its kind. Refused `state` where a transition alone adds it (a verdict).
 */
export function addRecord(item: WorkItem, kind: string, fields: Fields, facts: Facts): Decision {
  const record = findRecord(kind, facts);
  const refused = refuseChange(item, facts, { open: false });
  if (refused) return refused;
  if (!record || isEngineRecord(facts.definition, kind))
    return refuse('unknown', 'There are no such records on this item.');
  const adding = Object.values(facts.definition.transitions).find((transition) => transition.adds === kind);
  if (adding) return refuse('state', `This is added by “${adding.label}” alone.`);
  const checked = checkRecord(withDefaults(fields, record.fields, facts), record, facts);
  if (!checked.ok) return checked.refusal;
  const before = item.records[kind] ?? [];
  const entry: RecordEntry = {
    no: before.length + 1,
    fields: checked.values,
    addedAt: facts.now,
    addedBy: actorName(facts.actor),
  };
  const added = { ...item, records: { ...item.records, [kind]: [...before, entry] } };
  if (item.closed) return recordAdded(item, added, facts);
  const dated = dateRecord(added, kind, entry, facts);
  if (!dated.ok) return refuseMissing([{ field: dated.field, text: dated.error }]);
  const followed = { ...added, deadlines: followRecord({ ...added, deadlines: dated.deadlines }, kind, facts) };
  return followTransition(item, followed, { kind, entry }, facts) ?? recordAdded(item, followed, facts);
}

function recordAdded(before: WorkItem, after: WorkItem, facts: Facts): Decision {
  return accept(after, eventOf(facts, { type: 'record-added', fields: shownFields(before, after, facts.definition) }));
}

/**
 * Fills what a record still leaves empty, such as the answer to an undertaking. What was said stays as it was said:
 * a field that holds something is not written over (`state`).
 */
export function completeRecord(
  item: WorkItem,
  { kind, no }: { kind: string; no: number },
  fields: Fields,
  facts: Facts,
): Decision {
  const refused = refuseChange(item, facts, { open: false });
  if (refused) return refused;
  if (isEngineRecord(facts.definition, kind)) return completeEngineRecord(item, { kind, no }, fields, facts);
  const record = findRecord(kind, facts);
  const entry = item.records[kind]?.find((each) => each.no === no);
  if (!record || !entry) return refuse('unknown', 'There is no such record on this item.');
  const written = Object.keys(fields).filter((key) => entry.fields[key] !== undefined);
  if (written.length > 0) return refuse('state', 'What a record says is not written over. Add a new one.');
  const checked = checkRecord({ ...entry.fields, ...fields }, record, facts);
  if (!checked.ok) return checked.refusal;
  return complete(item, { kind, entry, completed: { ...entry, fields: checked.values }, given: fields }, facts);
}

/** Of the machine's own records only the answer of a level is for a person to give. */
function completeEngineRecord(
  item: WorkItem,
  { kind, no }: { kind: string; no: number },
  fields: Fields,
  facts: Facts,
): Decision {
  if (kind === 'escalations') return answerLevel(item, no, fields, facts);
  return refuse('unknown', 'There is no such record on this item.');
}

function complete(
  item: WorkItem,
  { kind, entry, completed, given }: { kind: string; entry: RecordEntry; completed: RecordEntry; given: Fields },
  facts: Facts,
): Decision {
  const entries = (item.records[kind] ?? []).map((each) => (each === entry ? completed : each));
  const filled = { ...item, records: { ...item.records, [kind]: entries } };
  const dated = item.closed
    ? { ok: true as const, deadlines: item.deadlines }
    : dateRecord(filled, kind, completed, facts);
  if (!dated.ok) return refuseMissing([{ field: dated.field, text: dated.error }]);
  const after = { ...filled, deadlines: dated.deadlines };
  return accept(after, eventOf(facts, { type: 'record-completed', fields: { [kind]: { no: entry.no, ...given } } }));
}

function findRecord(kind: string, facts: Facts): RecordDefinition | undefined {
  return recordOf(facts.definition, kind);
}

type CheckedRecord = { ok: true; values: Fields } | { ok: false; refusal: Decision };

function checkRecord(fields: Fields, record: RecordDefinition, facts: Facts): CheckedRecord {
  const { values, malformed, untrue } = checkFields(fields, record.fields, facts);
  if (malformed.length > 0)
    return {
      ok: false,
      refusal: refuse('malformed', 'Some of what was sent is not a field of this record.', malformed),
    };
  const known = untrue.map((each) => each.field);
  const missing = [...untrue, ...missingRequired(values, record.fields).filter((each) => !known.includes(each.field))];
  return missing.length > 0
    ? { ok: false, refusal: refuseMissing(missing) }
    : { ok: true, values: mergeFields({}, values) };
}
