import { expect, test } from 'vitest';
import { typedBy } from './typed-ahead.js';

const key = (text: string, more = {}) => ({ key: text, ctrlKey: false, metaKey: false, altKey: false, ...more });

test.each([
  ['pas', key('s'), 'pass'],
  ['pas', key(' '), 'pas '],
  ['p🚌', key('Backspace'), 'p'],
  ['', key('Backspace'), ''],
  ['p', key('é', { ctrlKey: true, altKey: true }), 'pé'],
])('after “%s” a key types', (before, pressed, after) => expect(typedBy(before, pressed)).toBe(after));

test.each([key('Tab'), key('Dead'), key('Enter'), key('k', { ctrlKey: true }), key('a', { metaKey: true })])(
  '%o types nothing',
  (pressed) => expect(typedBy('p', pressed)).toBeNull(),
);
