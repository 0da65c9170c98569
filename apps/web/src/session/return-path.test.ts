import { expect, test } from 'vitest';
import { returnPath } from './return-path.js';

test('sign-in goes back to a page of this service', () => {
  expect(returnPath('/work-items/challenge-card/CC-2019-002?x=1')).toBe('/work-items/challenge-card/CC-2019-002?x=1');
});

test.each(['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example', undefined, ['/a']])(
  'and never to another site: %s',
  (wanted) => {
    expect(returnPath(wanted)).toBe('/');
  },
);
