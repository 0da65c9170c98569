import type { PeopleView, PostListView } from '@kept/contracts';
import type { FormField } from '../../../forms/DefinitionForm.vue';

const nothing = { hint: null, plain: false, options: null, max: null, min: null };

type Given = Pick<FormField, 'key' | 'type' | 'label'> & Partial<Pick<FormField, 'hint' | 'max' | 'options'>>;

/** A field that has to be filled in; `whenEmpty` says so in the form's own words. */
export function neededField(field: Given & { whenEmpty: string }): FormField {
  return { ...nothing, required: true, needed: true, ...field };
}

export function freeField(field: Given): FormField {
  return { ...nothing, required: false, needed: false, ...field };
}

/** The two days, both counted. */
export const fromTo: FormField[] = [
  neededField({ key: 'from', type: 'date', label: 'First day', whenEmpty: 'Enter the first day' }),
  neededField({ key: 'to', type: 'date', label: 'Last day', whenEmpty: 'Enter the last day' }),
];

/** Whoever has not left, by name. */
export function personField({ people }: PeopleView, label: string): FormField {
  const options = people
    .filter(({ leaving }) => !leaving?.gone)
    .map(({ id, name }) => ({ value: id, label: name }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return neededField({ key: 'person', type: 'post', label, options, whenEmpty: 'Choose a person' });
}

export function postOptions({ posts }: PostListView, without?: string): { value: string; label: string }[] {
  return posts
    .filter(({ key }) => key !== without)
    .map(({ key, title }) => ({ value: key, label: title }))
    .sort((a, b) => a.label.localeCompare(b.label));
}
