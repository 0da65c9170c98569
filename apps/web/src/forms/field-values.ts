import type { FieldsBody, FieldView } from '@kept/contracts';
import { dayInWords, emptyDate, readTypedDate, typedDate } from '../ui/dates.js';
import type { TypedDate } from '../ui/dates.js';
import { readTypedTime } from '../ui/times.js';

/** Values as they stand in the controls of a form, before anything is made of them. */
export interface TypedDecision {
  body: string;
  date: TypedDate;
  reference: string;
}
export type TypedValue = string | TypedDate | TypedDecision;
export type TypedValues = Record<string, TypedValue>;
export interface FormError {
  /** A field's key, or `_` for the form as a whole. */
  field: string;
  text: string;
}
type WireValue = FieldsBody[string];

const isDecision = (value: unknown): value is { body: string; date: string; reference: string } =>
  typeof value === 'object' && value !== null && 'reference' in value;

/** How a field begins: as the item has it, or empty in the form that its type needs. */
function typedValue(field: FieldView, value: WireValue | undefined): TypedValue {
  if (field.type === 'date') return typedDate(typeof value === 'string' ? value : null);
  if (field.type === 'decision') {
    return isDecision(value)
      ? { ...value, date: typedDate(value.date) }
      : { body: '', date: emptyDate(), reference: '' };
  }
  if (value === null || value === undefined || typeof value === 'object') return '';
  return typedText(field, value);
}

function typedText({ type }: FieldView, value: string | number | boolean): string {
  if (type === 'boolean') return value ? 'yes' : 'no';
  return type === 'money' ? poundsOf(Number(value)).replace(/,/g, '') : String(value);
}

export function typedValues(fields: readonly FieldView[], values: FieldsBody = {}): TypedValues {
  return Object.fromEntries(fields.map((field) => [field.key, typedValue(field, values[field.key])]));
}

/**
 * What the server is sent. A field left empty is left out, so that the server can name what is missing in its own words;
 * only what cannot be written as a value at all (the 31st of February, a number in words) is an error here.
 */
export function readValues(
  fields: readonly FieldView[],
  typed: TypedValues,
): { values: FieldsBody; errors: FormError[] } {
  const values: FieldsBody = {};
  const errors: FormError[] = [];
  for (const field of fields) {
    const read = readValue(field, typed[field.key]);
    if (read.error) errors.push({ field: field.key, text: read.error });
    else if (read.value !== undefined) values[field.key] = read.value;
  }
  return { values, errors };
}

interface ReadValue {
  value?: WireValue;
  error?: string;
}

function readValue(field: FieldView, typed: TypedValue | undefined): ReadValue {
  if (typeof typed === 'object') return 'reference' in typed ? readDecision(field, typed) : readDate(field, typed);
  const text = typed?.trim();
  return text ? readText(field, text) : {};
}

function readText(field: FieldView, text: string): ReadValue {
  switch (field.type) {
    case 'boolean':
      return { value: text === 'yes' };
    case 'integer':
    case 'number':
      return readNumber({ ...field, type: field.type }, text);
    case 'money':
      return readMoney(field, text);
    case 'time':
      return readTime(field, text);
    case 'item':
      // References are written in capitals, and typed as it comes.
      return { value: text.toUpperCase() };
    default:
      return { value: text };
  }
}

const numbers = { integer: 'a whole number', number: 'a number, like 4.5' };

function readNumber({ label, type }: { label: string; type: keyof typeof numbers }, text: string): ReadValue {
  const digits = text.replace(/[£%,\s]/g, '');
  const fits = (type === 'integer' ? /^-?\d+$/ : /^-?\d*\.?\d+$/).test(digits);
  return fits ? { value: Number(digits) } : { error: `${label} must be ${numbers[type]}` };
}

/** People write pounds, with pence or without; the wire has whole pence. */
function readMoney({ label }: FieldView, text: string): ReadValue {
  const [, sign, pounds, pence = ''] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text.replace(/[£,\s]/g, '')) ?? [];
  if (pounds === undefined) return { error: `${label} must be an amount in pounds, like 650 or 650.50` };
  return { value: Number(`${sign}${pounds}${pence.padEnd(2, '0')}`) };
}

/** 120050 pence → `1,200.50`, 120000 pence → `1,200`. */
function poundsOf(pence: number): string {
  const digits = pence % 100 === 0 ? 0 : 2;
  return (pence / 100).toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function readTime({ label }: FieldView, text: string): ReadValue {
  const time = readTypedTime(text);
  return time === undefined ? { error: `${label} must be a time, like 14:30` } : { value: time };
}

function readDate(field: FieldView, typed: TypedDate): ReadValue {
  const date = readTypedDate(typed);
  if (date === undefined) return { error: `${field.label} must be a real date, like 18 2 2020` };
  return date === null ? {} : { value: date };
}

function readDecision(field: FieldView, typed: TypedDecision): ReadValue {
  const { value: date, error } = readDate({ ...field, label: 'The date of the decision' }, typed.date);
  if (error) return { error };
  if (!typed.body.trim() && !typed.reference.trim() && date === undefined) return {};
  if (typeof date !== 'string') return { error: 'Enter the date of the decision' };
  return { value: { body: typed.body.trim(), date, reference: typed.reference.trim() } };
}

/** The id of the control that a field's error leads to. */
export function controlId(field: Pick<FieldView, 'key' | 'type'>): string {
  if (field.type === 'date') return `field-${field.key}-day`;
  return field.type === 'decision' ? `field-${field.key}-body` : `field-${field.key}`;
}

/** A value as a page shows it, with the words of the definition; `null` when nothing was given. */
export function valueInWords(field: FieldView, value: WireValue | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  return wordsByType(field, value) ?? field.options?.find((option) => option.value === value)?.label ?? String(value);
}

function wordsByType(field: FieldView, value: NonNullable<WireValue>): string | null {
  if (isDecision(value)) return `${value.body}, ${dayInWords(value.date)}, reference ${value.reference}`;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (field.type === 'money') return `£${poundsOf(Number(value))}`;
  return field.type === 'date' && typeof value === 'string' ? dayInWords(value) : null;
}
