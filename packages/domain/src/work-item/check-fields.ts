import { isLocalDate } from '../calendar/local-date.js';
import type { FieldDefinition } from '../workflow/definition.js';
import { isSet } from '../workflow/field-path.js';
import type { DecisionValue, Facts, FieldValue, Fields, Missing } from './work-item.js';

/** Longest text where the definition names no `max`, in characters. */
const longestText = 20_000;

/** What came of checking: the values to keep, or what is of the wrong shape (400), or what is untrue (422). */
export interface CheckedFields {
  values: Fields;
  malformed: readonly Missing[];
  untrue: readonly Missing[];
}

type Definitions = Readonly<Record<string, FieldDefinition>>;

/**
 * Checks values against their definitions. Money is in whole pence; a date is a real day; posts, bodies and meetings
 * exist. Blank text and null mean that nothing is entered. A key that is not defined is malformed.
 */
export function checkFields(given: Fields, definitions: Definitions, facts: Facts): CheckedFields {
  const values: Record<string, FieldValue> = {};
  const malformed: Missing[] = [];
  const untrue: Missing[] = [];
  for (const [key, value] of Object.entries(given)) {
    const field = Object.hasOwn(definitions, key) ? definitions[key] : undefined;
    if (!field) malformed.push({ field: key, text: `There is no field “${key}” here.` });
    else if (!isSet(value)) values[key] = null;
    else if (!hasShape(value, field))
      malformed.push({ field: key, text: `“${field.label}” ${shapeWords[field.type]}.` });
    else {
      const fault = findFault(value, field, facts);
      if (fault) untrue.push({ field: key, text: `“${field.label}” ${fault}.` });
      else values[key] = value;
    }
  }
  return { values, malformed, untrue };
}

/** Fields with the defaults of the definition where nothing is given: `default: today`. */
export function withDefaults(fields: Fields, definitions: Definitions, facts: Facts): Fields {
  const defaults = Object.entries(definitions)
    .filter(([key, field]) => field.default === 'today' && !isSet(fields[key]))
    .map(([key]) => [key, facts.today]);
  return { ...fields, ...Object.fromEntries(defaults) };
}

/** Required fields that hold nothing. */
export function missingRequired(fields: Fields, definitions: Definitions): Missing[] {
  return Object.entries(definitions)
    .filter(([key, field]) => field.required && !isSet(fields[key]))
    .map(([key, field]) => missingField(key, field));
}

/** What to say of a field that must hold something. */
export function missingField(key: string, field: FieldDefinition): Missing {
  return { field: key, text: `${askWords[field.type]} “${field.label}”.` };
}

/** Merges new values into old ones; a null takes the value away. */
export function mergeFields(before: Fields, values: Fields): Fields {
  return Object.fromEntries(Object.entries({ ...before, ...values }).filter(([, value]) => value !== null));
}

const askWords: Record<FieldDefinition['type'], string> = {
  text: 'Fill in',
  date: 'Enter the date for',
  time: 'Enter the time for',
  integer: 'Enter a number for',
  number: 'Enter a number for',
  money: 'Enter an amount for',
  boolean: 'Answer yes or no for',
  choice: 'Choose an answer for',
  body: 'Choose a council or committee for',
  post: 'Choose a post for',
  meeting: 'Choose a meeting for',
  decision: 'Enter who decides, the date and the reference for',
  item: 'Enter the reference for',
};

const shapeWords: Record<FieldDefinition['type'], string> = {
  text: 'must be text',
  date: 'must be a date as text, YYYY-MM-DD',
  time: 'must be a time as text, HH:MM',
  integer: 'must be a whole number',
  number: 'must be a number',
  money: 'must be a whole number of pence',
  boolean: 'must be true or false',
  choice: 'must be one of its choices as text',
  body: 'must be the key of a council or committee',
  post: 'must be the key of a post',
  meeting: 'must be the id of a meeting',
  decision: 'must be a body, a date and a reference',
  item: 'must be a reference as text',
};

function hasShape(value: FieldValue | undefined, field: FieldDefinition): boolean {
  if (field.type === 'integer' || field.type === 'money') return Number.isSafeInteger(value);
  if (field.type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (field.type === 'boolean') return typeof value === 'boolean';
  if (field.type === 'decision') return isDecision(value);
  return typeof value === 'string';
}

function isDecision(value: FieldValue | undefined): value is DecisionValue {
  if (typeof value !== 'object' || value === null) return false;
  const keys = Object.keys(value).sort().join();
  return keys === 'body,date,reference' && Object.values(value).every((part) => typeof part === 'string');
}

/** What is untrue of a value of the right shape, as the end of a sentence; null when nothing is. */
function findFault(value: FieldValue | undefined, field: FieldDefinition, facts: Facts): string | null {
  if (typeof value === 'number') return rangeFault(value, field);
  if (isDecision(value)) return decisionFault(value);
  if (typeof value !== 'string') return null;
  const { organisation } = facts;
  switch (field.type) {
    case 'date':
      return dateFault(value, field, facts);
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? null : 'must be a real time, HH:MM';
    case 'item':
      return itemFault(value, field, facts);
    case 'choice':
      return field.of?.includes(value) ? null : 'is not one of the choices';
    case 'body':
      return bodyFault(value, field, facts);
    case 'post':
      return organisation.posts.some((post) => post.key === value) ? null : 'names a post that does not exist';
    case 'meeting':
      return organisation.meetings.some((meeting) => meeting.id === value)
        ? null
        : 'names a meeting that does not exist';
    default:
      return textFault(value, field);
  }
}

function dateFault(value: string, field: FieldDefinition, facts: Facts): string | null {
  if (!isLocalDate(value)) return 'must be a real date from 1900 to 2199';
  return field.notAfter === 'today' && value > facts.today ? 'must be today or earlier' : null;
}

/**
 * Whether it exists is for the page to show: a reference must never be a way to learn that something does. Of which
 * workflow it is, the letters before the year say.
 */
function itemFault(value: string, field: FieldDefinition, { definitions = [] }: Facts): string | null {
  const allowed = definitions.filter(({ key }) => field.of?.includes(key)).map(({ reference }) => reference);
  const letters = value.split('-')[0] ?? '';
  const isOfOne = allowed.length === 0 || allowed.some((one) => letters === one || letters === `${one}X`);
  if (isOfOne && /^[A-Z]{2,5}-\d{4}-\d{3,9}$/.test(value) && value.length <= (field.max ?? 30)) return null;
  const like = [...new Set(allowed)].map((one) => `${one}-2018-001`);
  return `must be a reference such as ${like.join(' or ') || 'BT-2018-001'}`;
}

function bodyFault(value: string, field: FieldDefinition, facts: Facts): string | null {
  const allowed = field.of?.includes(value) ?? true;
  const exists = facts.organisation.bodies.some((body) => body.key === value);
  return allowed && exists ? null : 'names a council or committee that is not one of the choices';
}

function decisionFault(value: DecisionValue): string | null {
  if (!isLocalDate(value.date)) return 'must have a real date from 1900 to 2199';
  return isSet(value.body) && isSet(value.reference) ? null : 'must name who decides, the date and the reference';
}

function rangeFault(value: number, field: FieldDefinition): string | null {
  const least = field.min ?? (field.type === 'money' ? 0 : undefined);
  if (least !== undefined && value < least) return `must be ${least} or more`;
  return field.max !== undefined && value > field.max ? `must be ${field.max} or less` : null;
}

function textFault(value: string, field: FieldDefinition): string | null {
  const longest = field.max ?? longestText;
  return value.length > longest ? `must be ${longest} characters or fewer` : null;
}
