import { keyInWords, listInWords } from '../../../ui/words.js';

const people: Readonly<Record<string, string>> = {
  owner: 'the owner',
  contributor: 'a contributor',
  officer: 'an officer',
  director: 'the director',
  participation: 'the participation worker',
  chair: 'the chair',
};

/** Whose a step is, from the `by` of its definition: `the owner or the director`. */
export function byInWords(by: readonly string[]): string {
  return listInWords(
    by.map((one) => people[one] ?? keyInWords(one)),
    'or',
  );
}
