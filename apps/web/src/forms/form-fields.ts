import type { PostView, TransitionFormView } from '@kept/contracts';
import type { FormField } from './DefinitionForm.vue';
import { lowerFirst } from '../ui/words.js';

const blank = { hint: null, plain: false, options: null, max: null, min: null };

/** A field that every workflow has, in the same shape as those of a definition. */
export function formField(field: Pick<FormField, 'key' | 'type' | 'label' | 'needed'> & Partial<FormField>): FormField {
  const verb = field.type === 'post' || field.type === 'choice' ? 'Choose' : 'Enter';
  const whenEmpty = field.needed ? { whenEmpty: `${verb} the ${lowerFirst(field.label)}` } : {};
  return { ...blank, required: field.needed, ...whenEmpty, ...field };
}

export function ownerPostField(posts: readonly PostView[], needed: boolean, hint: string): FormField {
  const options = posts.map((post) => ({
    value: post.key,
    label: `${post.title} (${post.holder?.person.name ?? 'vacant'})`,
  }));
  return formField({ key: 'ownerPost', type: 'post', label: 'Owner post', needed, hint, options });
}

export const reasonField = (hint: string): FormField =>
  formField({ key: 'reason', type: 'text', label: 'Reason', needed: true, hint, max: 4000 });

/** A transition's form: its own fields, then the owner and the reason where it needs them. */
export function transitionFields(form: TransitionFormView, posts: readonly PostView[]): FormField[] {
  const own = form.fields.filter((field) => field.key !== 'ownerPost' && field.key !== 'reason');
  const owner = ownerPostField(posts, true, 'The post that answers for this. The holder may change, the post stays.');
  return [
    ...own,
    ...(form.needsOwnerPost ? [serversToName(owner)] : []),
    ...(form.needsReason ? [serversToName(reasonField('Kept in the history.'))] : []),
  ];
}

/** So that one answer names everything that is missing, not the page's part first and the server's after. */
function serversToName({ whenEmpty: _, ...field }: FormField): FormField {
  return field;
}
