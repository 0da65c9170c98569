import type { FieldsBody, FieldView } from '@kept/contracts';
import type { LocationQuery } from 'vue-router';

/**
 * What an address says of a new item, `?caseReference=E2011&yearGroup=10`: only fields that the form has, and only what each
 * can hold. The officer sees and changes it like anything typed.
 */
export function prefilled(fields: readonly FieldView[], query: LocationQuery): FieldsBody {
  const values = fields.flatMap((field) => {
    const text = query[field.key];
    const value = typeof text === 'string' ? valueOf(field, text) : undefined;
    return value === undefined ? [] : [[field.key, value] as const];
  });
  return Object.fromEntries(values);
}

function valueOf(field: FieldView, text: string): FieldsBody[string] | undefined {
  if (field.type === 'text') return text.slice(0, field.max ?? undefined);
  if (field.type === 'integer') return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
  if (field.type === 'boolean') return text === 'true';
  return field.options?.some(({ value }) => value === text) ? text : undefined;
}
