import type { FieldView } from '@kept/contracts';
import { readValues, valueInWords, type TypedValue, type TypedValues } from './field-values.js';

export type Side = 'yours' | 'theirs';

/** One field as it was when the form was opened, as it is now saved, and as it was typed here. */
export interface FieldVersions {
  key: string;
  label: string;
  was: string;
  theirs: string;
  yours: string;
  /** Who alone changed it, whose words then stand unless the officer says otherwise; null where both did. */
  changedBy: Side | null;
}

interface Three {
  was: TypedValues;
  theirs: TypedValues;
  yours: TypedValues;
}

/**
 * Both versions of a form, field by field. A field that is the same in both is left out: there is nothing to choose.
 * Where one side alone touched a field its words are not in doubt; where both did, only the officer can say.
 */
export function compareVersions(fields: readonly FieldView[], { was, theirs, yours }: Three): FieldVersions[] {
  return fields.flatMap((field) => {
    const { key, label } = field;
    const words = {
      was: inWords(field, was[key]),
      theirs: inWords(field, theirs[key]),
      yours: inWords(field, yours[key]),
    };
    if (same(theirs[key], yours[key])) return [];
    return [{ key, label, ...words, changedBy: changedBy(was[key], theirs[key], yours[key]) }];
  });
}

function changedBy(was?: TypedValue, theirs?: TypedValue, yours?: TypedValue): Side | null {
  if (same(was, yours)) return 'theirs';
  return same(was, theirs) ? 'yours' : null;
}

/** Did somebody else change any of these? What the officer alone changed is no conflict. */
export const othersChanged = (versions: readonly FieldVersions[]): boolean =>
  versions.some((each) => each.changedBy !== 'yours');

const same = (one?: TypedValue, other?: TypedValue) => JSON.stringify(one) === JSON.stringify(other);

/** As a page would show it; what cannot be read as a value yet is shown as it was typed. */
function inWords(field: FieldView, typed: TypedValue | undefined): string {
  if (typed === undefined) return 'Nothing';
  const { values, errors } = readValues([field], { [field.key]: typed });
  const words = errors.length > 0 ? asTyped(typed) : valueInWords(field, values[field.key]);
  return words ?? 'Nothing';
}

const asTyped = (typed: TypedValue): string =>
  typeof typed === 'string' ? typed : Object.values(typed).join(' ').trim();
