import type { FieldsBody, PublicationBody, PublicationView } from '@kept/contracts';
import type { FormField } from '../../../forms/DefinitionForm.vue';
import { neededField } from '../../../forms/needed-fields.js';

/** As the links of the public page call them. */
export const ages = [
  { key: '7-11', label: 'age 7 to 11' },
  { key: '11-16', label: 'age 11 to 16' },
  { key: '16-plus', label: 'age 16 and over' },
] as const;

const parts = [
  { key: 'asked', label: 'You asked' },
  { key: 'did', label: 'What we did' },
  { key: 'couldNot', label: 'What we could not do and why' },
] as const;

const most = 2000;

/** Nine texts: three for each reading age. */
export const textFields: readonly FormField[] = ages.flatMap((age) =>
  parts.map((part) => ({
    ...neededField({
      key: `${part.key}-${age.key}`,
      type: 'text',
      label: `${part.label}, for ${age.label}`,
      whenEmpty: `Enter “${part.label}” for ${age.label}`,
      max: most,
    }),
    plain: true,
  })),
);

/** Whether the young people's own words go with the verdict: they may tell who said them. */
export const verdictWordsField = neededField({
  key: 'verdictWords',
  type: 'boolean',
  label: 'Show the young people’s own words with their verdict',
  hint: 'Say no where the words would tell who said them.',
  whenEmpty: 'Choose whether their own words are shown',
});

/** What the form holds as the body that is sent. */
export function bodyOf(values: FieldsBody): PublicationBody {
  const words = (age: string) => ({
    asked: String(values[`asked-${age}`]),
    did: String(values[`did-${age}`]),
    couldNot: String(values[`couldNot-${age}`]),
  });
  const texts = { '7-11': words('7-11'), '11-16': words('11-16'), '16-plus': words('16-plus') };
  return { texts, verdictWords: values['verdictWords'] !== false };
}

export const statusWords: Readonly<Record<PublicationView['status'], string>> = {
  proposed: 'Proposed',
  published: 'Published',
  refused: 'Refused',
  replaced: 'Replaced',
  withdrawn: 'Taken off',
};

export const statusColours = {
  proposed: 'yellow',
  published: 'green',
  refused: 'red',
  replaced: 'grey',
  withdrawn: 'grey',
} as const;

export const verdictWords = {
  kept: 'Kept',
  partly: 'Partly kept',
  'not-yet': 'Not kept yet',
} as const;
