import type { FieldsBody, LocalLimitListView } from '@kept/contracts';
import { neededField, reasonField } from '../../../forms/needed-fields.js';

type Limit = LocalLimitListView['limits'][number];

const units = [
  { value: 'wd', label: 'working days' },
  { value: 'd', label: 'days' },
  { value: 'w', label: 'weeks' },
  { value: 'm', label: 'months' },
  { value: 'h', label: 'hours' },
  { value: 'sd', label: 'school days' },
  { value: 'term', label: 'terms' },
  { value: 'meeting', label: 'meetings' },
];

/** What is asked where a council agrees another length for a limit. */
export const limitFields = [
  neededField({ key: 'length', type: 'integer', label: 'How long', whenEmpty: 'Enter how long' }),
  {
    ...neededField({ key: 'unit', type: 'choice', label: 'Counted in', whenEmpty: 'Choose what it is counted in' }),
    options: units,
  },
  neededField({
    key: 'effectiveFrom',
    type: 'date',
    label: 'Holds for what starts from',
    hint: 'What started before this day keeps its date.',
    whenEmpty: 'Enter the day from which it holds',
  }),
  neededField({
    key: 'agreedBy',
    type: 'text',
    label: 'Agreed by',
    hint: 'Receipts of dates name who agreed it. For example, Corporate Parenting Panel.',
    whenEmpty: 'Enter who agreed it',
    max: 200,
  }),
  reasonField,
];

/** The length that holds today, for the form to begin with. */
export function lengthOf({ today }: Limit): FieldsBody {
  const [, length = '', unit = ''] = /^-?(\d+)([a-z]+)$/.exec(today?.amount ?? '') ?? [];
  return length === '' ? {} : { length: Number(length), unit };
}

/** As the server takes it; a limit that counts back keeps its sign. */
export function limitBody({ inFile }: Limit, { length, unit, effectiveFrom, agreedBy, reason }: FieldsBody) {
  const sign = inFile?.amount.startsWith('-') ? '-' : '';
  return {
    amount: `${sign}${Math.abs(Number(length))}${String(unit)}`,
    effectiveFrom: String(effectiveFrom),
    agreedBy: String(agreedBy),
    reason: String(reason),
  };
}
