import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  aCreated,
  aDefinition,
  anActor,
  brokenInvariants,
  facts,
  passesTwiceAsOnce,
  walk,
} from '../../testing/index.js';

const step = fc.record({ command: fc.nat(17), pick: fc.nat(40), days: fc.nat(12) });
const steps = fc.array(step, { minLength: 1, maxLength: 25 });
const everybody = anActor(['officer', 'director'], ['lead', 'clerk', 'head-of-service', 'corporate-director']);
const known = facts({
  actor: everybody,
  // A review by oneself is allowed here, so that one walker can go the whole way.
  definition: aDefinition({
    transitions: { ...aDefinition().transitions, review: { ...reviewOf(aDefinition()), needs: [] } },
  }),
});

it('keeps every invariant whatever is asked in whatever order', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      for (const each of walk(aCreated(known), taken, known)) expect(brokenInvariants(each)).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

it('walks through every state', () => {
  const walks = fc.sample(steps, { seed: 7, numRuns: 300 }).flatMap((taken) => walk(aCreated(known), taken, known));
  const seen = new Set(
    walks.map(({ decision, before }) => (decision.allowed ? decision.change.item.state : before.state)),
  );
  expect([...seen].sort()).toEqual(Object.keys(known.definition.states).sort());
}, 30_000);

it('passes time twice as once', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      for (const each of walk(aCreated(known), taken, known)) expect(passesTwiceAsOnce(each)).toBe(true);
    }),
  );
}, 30_000);

it('decides the same way twice', () => {
  fc.assert(
    fc.property(steps, (taken) => {
      expect(walk(aCreated(known), taken, known)).toEqual(walk(aCreated(known), taken, known));
    }),
    { numRuns: 30 },
  );
}, 30_000);

function reviewOf(definition: ReturnType<typeof aDefinition>) {
  const review = definition.transitions['review'];
  if (!review) throw new Error('There is no review.');
  return review;
}
