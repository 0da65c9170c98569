import { recordOf } from '../work-item/engine-records.js';
import { checkFields } from '../work-item/check-fields.js';
import type { Facts, Fields, Missing, WorkItem } from '../work-item/work-item.js';
import type { FieldDefinition, WorkflowDefinition } from '../workflow/definition.js';
import { isSet } from '../workflow/field-path.js';

type Definitions = Readonly<Record<string, FieldDefinition>>;

/**
 * Fields whose values another version of the item's workflow has no room for: the field is gone, its choice is none any
 * more, it is of another type. What was untrue before (a post that went) is no fault of the version.
 */
export function unfitFields({ fields }: WorkItem, to: WorkflowDefinition, facts: Facts): Missing[] {
  return unfit(fields, facts.definition.fields, to.fields, facts);
}

/** As `unfitFields`, of the item's records: what they hold is never given up. */
export function unfitRecords({ records }: WorkItem, to: WorkflowDefinition, facts: Facts): Missing[] {
  const found = Object.entries(records).flatMap(([kind, entries]) => {
    const [before, after] = [recordOf(facts.definition, kind), recordOf(to, kind)];
    if (after === undefined && entries.length > 0)
      return [{ field: kind, text: `“${before?.label ?? kind}” are gone, and what they hold would be lost.` }];
    return entries.flatMap(({ fields }) => unfit(fields, before?.fields ?? {}, after?.fields ?? {}, facts));
  });
  return oncePerText(found);
}

function unfit(fields: Fields, before: Definitions, after: Definitions, facts: Facts): Missing[] {
  const held = Object.fromEntries(Object.entries(fields).filter(([, value]) => isSet(value)));
  const gone = Object.keys(held).filter((key) => !Object.hasOwn(after, key));
  const there = Object.fromEntries(Object.entries(held).filter(([key]) => !gone.includes(key)));
  const faults = faultsOf(there, after, facts);
  const known = new Set(faultsOf(there, before, facts).map(({ field }) => field));
  return [
    ...gone.map((key) => ({
      field: key,
      text: `“${before[key]?.label ?? key}” is gone, and what it holds would be lost.`,
    })),
    ...faults.filter(({ field }) => !known.has(field)),
  ];
}

function faultsOf(fields: Fields, definitions: Definitions, facts: Facts): readonly Missing[] {
  const { malformed, untrue } = checkFields(fields, definitions, facts);
  return [...malformed, ...untrue];
}

function oncePerText(all: readonly Missing[]): Missing[] {
  return all.filter((each, place) => all.findIndex(({ text }) => text === each.text) === place);
}
