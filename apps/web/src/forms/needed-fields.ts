import type { FormField } from './DefinitionForm.vue';

const nothing = { hint: null, plain: false, options: null, max: null, min: null };

/** A field that has to be filled in; `whenEmpty` says so in the form's own words. */
export function neededField(
  field: Pick<FormField, 'key' | 'type' | 'label'> & { whenEmpty: string; hint?: string; max?: number },
): FormField {
  return { ...nothing, required: true, needed: true, ...field };
}

/** Asked of every change that moves dates: it stands in the history of each item that moves. */
export const reasonField = neededField({
  key: 'reason',
  type: 'text',
  label: 'Reason',
  hint: 'It stands in the history of every item that moves. For example, announced on 6 November 2022.',
  whenEmpty: 'Enter the reason',
  max: 300,
});
