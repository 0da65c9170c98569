import type { FieldsBody, SavedViewView, ViewDigestBody } from '@kept/contracts';
import type { FormField } from '../../../forms/DefinitionForm.vue';
import { neededField } from '../../../forms/needed-fields.js';

const rhythms: Readonly<Record<ViewDigestBody['every'], string>> = {
  day: 'Every working day',
  week: 'On the first working day of each week',
};

/** How often the list is sent; not at all is a choice like the others. */
export const digestField: FormField = {
  ...neededField({
    key: 'every',
    type: 'choice',
    label: 'Send me this list',
    whenEmpty: 'Choose how often the list is sent',
  }),
  options: [
    ...Object.entries(rhythms).map(([value, label]) => ({ value, label })),
    { value: 'no', label: 'Not at all' },
  ],
};

/** What was chosen; null for not at all. */
export function digestOf({ every }: FieldsBody): ViewDigestBody['every'] | null {
  return every === 'day' || every === 'week' ? every : null;
}

export function digestInWords({ digest }: Pick<SavedViewView, 'digest'>): string {
  return digest === null ? 'No' : rhythms[digest.every];
}
