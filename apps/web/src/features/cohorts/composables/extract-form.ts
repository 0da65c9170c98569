import type { CohortImportView, FieldsBody } from '@kept/contracts';
import type { CohortExtract } from '../../../api/api.js';
import type { FormField } from '../../../forms/DefinitionForm.vue';

const blank = { hint: null, plain: false, options: null, max: null, min: null };

/** What is asked beside the file. */
export const extractFields: FormField[] = [
  {
    ...blank,
    key: 'asOn',
    type: 'date',
    label: 'Day on which the children were counted',
    hint: 'The last day of the month, as a rule. For example, 31 1 2020',
    required: true,
    needed: true,
    whenEmpty: 'Enter the day on which the children were counted',
  },
  {
    ...blank,
    key: 'whole',
    type: 'boolean',
    label: 'Does the file list every child of statutory school age?',
    hint: 'Then it is counted how many there are in all. If it lists only those with a reason, choose no.',
    required: true,
    needed: true,
    whenEmpty: 'Say whether the file lists every child',
  },
];

export function extractOf(file: File, values: FieldsBody, columns: Readonly<Record<string, string>>): CohortExtract {
  return { file, asOn: String(values['asOn'] ?? ''), whole: values['whole'] === true, columns };
}

/** The columns as the server read them: a header for each field, or none. */
export function columnsOf(preview: CohortImportView): Record<string, string> {
  return Object.fromEntries(preview.columns.map(({ field, header }) => [field, header ?? '']));
}
