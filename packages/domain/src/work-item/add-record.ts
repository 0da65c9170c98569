import type { RecordDefinition } from '../workflow/definition.js';
import { refuseChange } from './change-guard.js';
import { checkFields, mergeFields, missingRequired, withDefaults } from './check-fields.js';
import { accept, actorName, eventOf, refuse, refuseMissing } from './decision.js';
import { shownFields } from './event-fields.js';
import { followRecord } from './state-deadlines.js';
import type { Decision, Facts, Fields, RecordEntry, WorkItem } from './work-item.js';

/**
 * Adds a record of a kind that the definition names: an undertaking, an update. It meets the limits and the check-in
 * that are `metBy` its kind. Refused `state` where a transition alone adds it (a verdict).
 */
export function addRecord(item: WorkItem, kind: string, fields: Fields, facts: Facts): Decision {
  const record = findRecord(kind, facts);
  const refused = refuseChange(item, facts, { open: false });
  if (refused) return refused;
  if (!record) return refuse('unknown', 'There are no such records on this item.');
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
  const after = item.closed ? added : { ...added, deadlines: followRecord(added, kind, facts) };
  return accept(after, eventOf(facts, { type: 'record-added', fields: shownFields(item, after, facts.definition) }));
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
  const record = findRecord(kind, facts);
  const entry = item.records[kind]?.find((each) => each.no === no);
  if (!record || !entry) return refuse('unknown', 'There is no such record on this item.');
  const written = Object.keys(fields).filter((key) => entry.fields[key] !== undefined);
  if (written.length > 0) return refuse('state', 'What a record says is not written over. Add a new one.');
  const checked = checkRecord({ ...entry.fields, ...fields }, record, facts);
  if (!checked.ok) return checked.refusal;
  const entries = (item.records[kind] ?? []).map((each) =>
    each === entry ? { ...each, fields: checked.values } : each,
  );
  const after = { ...item, records: { ...item.records, [kind]: entries } };
  return accept(after, eventOf(facts, { type: 'record-completed', fields: { [kind]: { no, ...fields } } }));
}

function findRecord(kind: string, facts: Facts): RecordDefinition | undefined {
  return Object.hasOwn(facts.definition.records, kind) ? facts.definition.records[kind] : undefined;
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
