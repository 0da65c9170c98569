import type { FieldsBody, FieldView } from '@kept/contracts';
import type { LocationQuery } from 'vue-router';
import { isLocalDate } from '@kept/domain';
import { readTypedTime } from '../../../ui/times.js';

/**
 * What an address asks to be filled in (`?fields[caseReference]=EX-1042`), as far as the workflow has such a field and the
 * text can be its value. Anything else in it is left alone: an address is written by anybody.
 */
export function askedFields(query: LocationQuery, fields: readonly FieldView[]): FieldsBody {
  const asked = fields.flatMap((field) => {
    const text = query[`fields[${field.key}]`];
    const value = typeof text === 'string' ? valueOf(field, text.trim()) : null;
    return value === null ? [] : [[field.key, value] as const];
  });
  return Object.fromEntries(asked);
}

const longestText = 2000;

function valueOf(field: FieldView, text: string): FieldsBody[string] {
  if (text === '' || text.length > (field.max ?? longestText)) return null;
  const read = readers[field.type];
  if (read) return read(text);
  return field.options === null || field.options.some(({ value }) => value === text) ? text : null;
}

const readNumber = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null);

/** Types whose values have a form of their own; any other is text, or one of its choices. */
const readers: Partial<Record<FieldView['type'], (text: string) => FieldsBody[string]>> = {
  date: (text) => (isLocalDate(text) ? text : null),
  time: (text) => readTypedTime(text) ?? null,
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : null),
  integer: readNumber,
  number: readNumber,
  money: readNumber,
  decision: () => null,
};
