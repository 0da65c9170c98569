import { expect, test } from 'vitest';
import { shortcutOf } from './shortcuts.js';

const pressed = { key: 'k', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const reading = { writing: false, single: true };

test.each([
  [{ ctrlKey: true }, reading, 'go-to'],
  [{ metaKey: true }, reading, 'go-to'],
  [{ ctrlKey: true, key: 'K' }, { writing: true, single: false }, 'go-to'],
  [{}, reading, null],
  [{ ctrlKey: true, shiftKey: true }, reading, null],
  [{ ctrlKey: true, metaKey: true }, reading, null],
  [{ ctrlKey: true, altKey: true }, reading, null],
  [{ key: '?', shiftKey: true }, reading, 'keyboard'],
  [{ key: '?', ctrlKey: true }, reading, null],
  [{ key: '?', shiftKey: true }, { writing: true, single: true }, null],
  [{ key: '?', shiftKey: true }, { writing: false, single: false }, null],
])('a key asks for something, or is a letter: %j %j', (keys, where, asked) => {
  expect(shortcutOf({ ...pressed, ...keys }, where)).toBe(asked);
});
