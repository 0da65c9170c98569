import { expect, test } from 'vitest';
import { commentParts, withMention } from './mention-words.js';

const mentions = [{ key: 'head-of-fostering', kind: 'post' as const, name: 'Head of Fostering' }];

test('a mention stands apart from the words before it', () => {
  expect(withMention('', 'lead')).toBe('@lead ');
  expect(withMention('Please', 'lead')).toBe('Please @lead ');
  expect(withMention('Please ', 'lead')).toBe('Please @lead ');
});

test('those mentioned stand by name, and everything else as it was typed', () => {
  const text = 'To @Head-of-Fostering: write to a@head-of-fostering.example, <b>@nobody</b>';
  expect(commentParts({ text, mentions })).toEqual([
    { text: 'To ', mention: null },
    { text: '@Head-of-Fostering', mention: 'Head of Fostering' },
    { text: ': write to a@head-of-fostering.example, <b>', mention: null },
    { text: '@nobody', mention: null },
    { text: '</b>', mention: null },
  ]);
});
