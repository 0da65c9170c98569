import { expect, test } from 'vitest';
import { isNewsOf } from './updates.js';
import { editorsInWords } from './use-editing.js';

const event = { reference: 'CC-2020-001', workflow: 'challenge-card', type: 'owner-changed', version: 3, own: false };
const shown = { version: 3, readAt: 100 };

test.each([
  ['a higher version than the one shown', { ...event, version: 4 }, 50, true],
  ['one of the reader’s own, from another tab', { ...event, version: 4, own: true }, 50, true],
  ['the version shown, heard before the page was read', event, 50, false],
  ['a date that fired after the page was read', event, 150, true],
  ['the reader’s own comment', { ...event, own: true }, 150, false],
  ['what was before the version shown', { ...event, version: 2 }, 150, false],
])('%s', (_what, heard, at, isNews) => {
  expect(isNewsOf({ event: heard, at }, shown)).toBe(isNews);
});

test('who is changing an item is said by name and since when', () => {
  const [ann, lee] = [
    { name: 'Ann Lee', since: '2020-02-17T10:42:00.000Z' },
    { name: 'Lee Ray', since: '2020-02-17T10:50:00.000Z' },
  ];
  expect(editorsInWords([])).toBe('');
  expect(editorsInWords([ann])).toBe('Ann Lee is changing this now, since 10:42.');
  expect(editorsInWords([ann, lee])).toBe('Ann Lee (since 10:42) and Lee Ray (since 10:50) are changing this now.');
});
