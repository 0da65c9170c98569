import { aCreated, brokenInvariants, passesTwiceAsOnce, walk } from '@kept/domain/testing';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cardFacts } from '../testing/card-facts.js';

const step = fc.record({ command: fc.nat(17), pick: fc.nat(40), days: fc.nat(10) });
const steps = fc.array(step, { minLength: 5, maxLength: 30 });

/** One person in every role and post, so that a walk may go anywhere. */
const known = cardFacts('2018-05-11', {
  kind: 'person',
  personId: 'person-everybody',
  name: 'everybody',
  roles: ['officer', 'participation', 'director'],
  posts: cardFacts('2018-05-11').organisation.posts.map((post) => post.key),
});

it('keeps every invariant whatever is asked of a card in whatever order', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      for (const each of walk(aCreated(known), taken, known)) {
        expect(brokenInvariants(each)).toEqual([]);
        expect(passesTwiceAsOnce(each)).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});

it('walks through every state of the card', () => {
  const walks = fc.sample(steps, { seed: 1, numRuns: 1500 }).flatMap((taken) => walk(aCreated(known), taken, known));
  const seen = new Set(
    walks.map(({ decision, before }) => (decision.allowed ? decision.change.item.state : before.state)),
  );
  expect([...seen].sort()).toEqual(Object.keys(known.definition.states).sort());
}, 30_000);
