import { formatDay } from '@kept/domain';
import type { FieldDefinition, Organisation } from '@kept/domain';
import type { FieldView } from '@kept/contracts';
import { wordsOf } from '../http/words.js';

/** A field as a form shows it, with its choices as they stand today. */
export function presentField(key: string, field: FieldDefinition, organisation: Organisation): FieldView {
  const { type, label, hint, required, plain, ownWords, max, min } = field;
  return {
    key,
    type,
    label,
    hint: hint ?? null,
    required,
    plain,
    ...(ownWords && { ownWords }),
    options: optionsOf(field, organisation),
    max: max ?? null,
    min: min ?? null,
  };
}

export function presentFields(
  fields: Readonly<Record<string, FieldDefinition>>,
  organisation: Organisation,
): FieldView[] {
  return Object.entries(fields).map(([key, field]) => presentField(key, field, organisation));
}

function optionsOf({ type, of }: FieldDefinition, organisation: Organisation): FieldView['options'] {
  switch (type) {
    case 'choice':
      return (of ?? []).map((value) => ({ value, label: wordsOf(value) }));
    case 'boolean':
      return null;
    case 'body':
      return organisation.bodies
        .filter(({ key }) => of?.includes(key) ?? true)
        .map(({ key, title }) => ({ value: key, label: title }));
    case 'post':
      return organisation.posts.map(({ key, title }) => ({ value: key, label: title }));
    case 'meeting':
      return [...organisation.meetings]
        .sort((a, b) => a.heldOn.localeCompare(b.heldOn))
        .map(({ id, title, heldOn }) => ({ value: id, label: `${title}, ${formatDay(heldOn)}` }));
    default:
      return null;
  }
}
