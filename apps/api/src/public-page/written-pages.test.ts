import { expect, test } from 'vitest';
import { WrittenPages } from './written-pages.js';

const page = (html: string) => ({ html, tag: `"${html}"` });

test('a page is found by the name of what stands on it, and by no other', () => {
  const pages = new WrittenPages();
  pages.keep('one', page('1'));
  expect(pages.find('one')).toEqual(page('1'));
  expect(pages.find('two')).toBeUndefined();
});

test('no more than sixty are kept, those that are asked for before the others', () => {
  const pages = new WrittenPages();
  for (let made = 0; made < 60; made += 1) pages.keep(`${made}`, page(`${made}`));
  pages.find('0');
  pages.keep('another', page('another'));
  expect([pages.find('0'), pages.find('1'), pages.find('another')].map((each) => each?.html)).toEqual([
    ...['0', undefined, 'another'],
  ]);
});
