import type { FieldsBody, SavedViewBody, SavedViewChangeBody, SavedViewListView, SavedViewView } from '@kept/contracts';
import type { FormField } from '../../../forms/DefinitionForm.vue';
import { neededField } from '../../../forms/needed-fields.js';
import { lowerFirst } from '../../../ui/words.js';

type Sharing = Pick<SavedViewListView, 'mayShare' | 'roles'>;
type AudienceBody = Pick<SavedViewBody, 'audience' | 'role'>;

const forRole = 'role ';

/** What is asked of a view; who finds it only of those who may share one. */
export function viewFields({ mayShare, roles }: Sharing): FormField[] {
  const name = neededField({
    key: 'name',
    type: 'text',
    label: 'Name of the view',
    hint: 'For example, Late in my team. Name no child: others may come to read it.',
    whenEmpty: 'Enter a name for the view',
    max: 100,
  });
  if (!mayShare) return [name];
  const audience = neededField({
    key: 'audience',
    type: 'choice',
    label: 'Who finds it',
    hint: 'Each sees in it only what they may see.',
    whenEmpty: 'Choose who finds the view',
  });
  const options = [
    { value: 'private', label: 'Only me' },
    { value: 'all', label: 'Everybody' },
    ...roles.map(({ key, label }) => ({
      value: `${forRole}${key}`,
      label: `Everybody with the role: ${lowerFirst(label)}`,
    })),
  ];
  return [name, { ...audience, options }];
}

/** Who finds it, as the server takes it; for oneself where nothing else was chosen. */
export function audienceOf({ audience }: FieldsBody): AudienceBody {
  const chosen = String(audience ?? 'private');
  if (chosen.startsWith(forRole)) return { audience: 'role', role: chosen.slice(forRole.length) };
  return { audience: chosen === 'all' ? 'all' : 'private' };
}

/** A view as its form begins. */
export function valuesOf({ name, audience, role }: SavedViewView): FieldsBody {
  return { name, audience: audience === 'role' ? `${forRole}${role}` : audience };
}

/**
 * What is to be changed of a view: who finds it only where that was chosen anew, so that a name does not share again what was
 * taken back meanwhile.
 */
export function changesOf(values: FieldsBody, opened: FieldsBody): SavedViewChangeBody {
  const isChosen = values['audience'] !== undefined && values['audience'] !== opened['audience'];
  return { name: String(values['name']), ...(isChosen && audienceOf(values)) };
}

export function audienceInWords({ audience, role, mine }: SavedViewView, roles: SavedViewListView['roles']): string {
  if (audience === 'all') return 'Everybody';
  if (audience === 'private') return mine ? 'Only me' : 'Its maker';
  return `Everybody with the role: ${lowerFirst(roles.find(({ key }) => key === role)?.label ?? String(role))}`;
}
