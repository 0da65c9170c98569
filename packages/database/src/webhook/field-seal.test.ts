import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openField, readFieldKey, sealField } from './field-seal.js';

const key = readFieldKey('a'.repeat(64))!;
const other = readFieldKey('b'.repeat(64))!;

describe('a sealed field', () => {
  it('opens under its key and in its place, and is not there to be read', () => {
    const byChance = Array.from({ length: 200 }, (_, length) => randomBytes(length).toString('base64'));
    for (const text of ['', 'é 👩‍👧 \u0000', ...byChance]) {
      const sealed = sealField(text, 'here', key);
      expect(openField(sealed, 'here', key)).toBe(text);
      if (text.length > 3) expect(sealed.includes(Buffer.from(text, 'utf8'))).toBe(false);
    }
  });

  it('is never sealed the same way twice', () => {
    expect(sealField('x', 'here', key).equals(sealField('x', 'here', key))).toBe(false);
  });

  it('stays closed under another key, in another place, and after a change', () => {
    const sealed = sealField('https://example.org', 'here', key);
    expect(openField(sealed, 'here', other)).toBeNull();
    expect(openField(sealed, 'there', key)).toBeNull();
    for (const at of sealed.keys()) {
      const changed = Buffer.from(sealed);
      changed[at]! ^= 1;
      expect(openField(changed, 'here', key)).toBeNull();
    }
    expect(openField(Buffer.alloc(0), 'here', key)).toBeNull();
  });
});

describe('a field key', () => {
  it('is 32 bytes in hexadecimal or base64, and is named without being told', () => {
    const text = Buffer.alloc(32, 7).toString('base64');
    expect(readFieldKey(text)?.secret).toEqual(Buffer.alloc(32, 7));
    expect(readFieldKey(Buffer.alloc(32, 7).toString('hex'))?.id).toBe(readFieldKey(text)?.id);
    expect(readFieldKey(text)?.id).not.toBe(key.id);
    for (const wrong of ['', 'short', 'g'.repeat(64), 'a'.repeat(63)]) expect(readFieldKey(wrong)).toBeNull();
  });
});
