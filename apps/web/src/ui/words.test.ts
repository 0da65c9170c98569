import { expect, test } from 'vitest';
import { plural } from './words.js';

test.each([
  ['Challenge card', 'Challenge cards'],
  ['Enquiry', 'Enquiries'],
  ['Safety Pod stay', 'Safety Pod stays'],
  ['Process', 'Processes'],
  ['Missing over 48 hours', 'Missing over 48 hours'],
])('more than one %s are %s', (noun, nouns) => {
  expect(plural(noun)).toBe(nouns);
});
