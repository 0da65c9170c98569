import { describe, expect, it } from 'vitest';
import { readJson } from './read-json.js';

const read = (text: string): unknown => readJson(Buffer.from(text));

describe('reading a body', () => {
  it('reads JSON as it stands, with brackets and quotation marks inside text', () => {
    expect(read('{"title":"A \\"[{\\" in text","fields":{"a":1,"b":[1,{"a":2}]}}')).toEqual({
      title: 'A "[{" in text',
      fields: { a: 1, b: [1, { a: 2 }] },
    });
  });

  it('takes an empty body for none', () => {
    expect(read('')).toBeUndefined();
  });

  it('stands 32 levels, and refuses one more before anything walks into them', () => {
    expect(() => read('['.repeat(32) + ']'.repeat(32))).not.toThrow();
    expect(() => read('['.repeat(33) + ']'.repeat(33))).toThrow('32 levels');
    expect(() => read('{"a":'.repeat(20_000) + '1' + '}'.repeat(20_000))).toThrow('32 levels');
  });

  it.each([
    ['the same property twice', '{"a":1,"a":2}'],
    ['the same property in two spellings', '{"a":1,"\\u0061":2}'],
    ['a way to the prototype', '{"fields":{"__proto__":{"admin":true}}}'],
    ['a trailing comma', '{"a":1,}'],
    ['an open string', '{"a":"'],
    ['a byte order mark', '\uFEFF{}'],
  ])('refuses %s', (_what, text) => {
    expect(() => read(text)).toThrow();
  });

  it('refuses bytes that are not UTF-8 instead of replacing them', () => {
    expect(() => readJson(Buffer.from([0x22, 0xff, 0x22]))).toThrow('UTF-8');
  });
});
