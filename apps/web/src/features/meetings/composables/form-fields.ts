import type { PostListView } from '@kept/contracts';
import type { FormField } from '../../../forms/DefinitionForm.vue';

const nothing = { hint: null, plain: false, options: null, max: null, min: null };
type Given = Pick<FormField, 'key' | 'type' | 'label'> & Partial<Pick<FormField, 'hint' | 'max' | 'min' | 'options'>>;

/** A field that has to be filled in; `whenEmpty` says so in the form's own words. */
export function neededField(field: Given & { whenEmpty: string }): FormField {
  return { ...nothing, required: true, needed: true, ...field };
}

export function freeField(field: Given): FormField {
  return { ...nothing, required: false, needed: false, ...field };
}

export function postChoices({ posts }: PostListView): { value: string; label: string }[] {
  return posts.map(({ key, title }) => ({ value: key, label: title })).sort((a, b) => a.label.localeCompare(b.label));
}
