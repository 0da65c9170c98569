import { expect, test } from 'vitest';
import { inSentence } from './in-sentence.js';

test.each([
  ['Challenge card', 'challenge card'],
  ['Lifelong Links referral', 'Lifelong Links referral'],
  ['IRO dispute resolution', 'IRO dispute resolution'],
  ['Safety Pod stay', 'Safety Pod stay'],
  ['Post-16 destination', 'post-16 destination'],
])('%s is written %s', (title, written) => expect(inSentence(title)).toBe(written));
