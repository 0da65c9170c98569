import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, answersFor, lengthOf, unownedItems, unownedSpans, type Organisation } from '../index.js';
import { anOrganisation } from '../../testing/index.js';

const first = '2020-02-01';
const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays(first, days));
const span = fc.tuple(day, day).map(([a, b]) => (a <= b ? { from: a, to: b } : { from: b, to: a }));
const postKey = fc.constantFrom('corporate-director', 'head-of-service', 'lead');
const personId = fc.constantFrom('person-ada', 'person-ben', 'person-cyd');
const filled = fc.record({ post: postKey, personId, span }).map(({ span: days, ...rest }) => ({ ...rest, ...days }));
const gone = fc.option(day, { nil: null });

/** A chain of three posts, filled now and then, by people of whom some go. */
const organisations: fc.Arbitrary<Organisation> = fc
  .record({ holders: fc.array(filled, { maxLength: 5 }), covers: fc.array(filled, { maxLength: 3 }), gone })
  .map(({ holders, covers, gone: goneFrom }) => {
    const { people, ...rest } = anOrganisation({ holders, covers });
    const leaving =
      goneFrom === null ? null : { lastDay: addDays(goneFrom, -1), endsAt: `${goneFrom}T00:00:00.000Z`, goneFrom };
    return { ...rest, people: people.map((each) => (each.id === 'person-ben' ? { ...each, leaving } : each)) };
  });

function daysOf({ from, to }: { from: string; to: string }): string[] {
  const days: string[] = [];
  for (let on = from; on <= to; on = addDays(on, 1)) days.push(on);
  return days;
}

describe('days that nobody owned', () => {
  it('are the very days on which nobody answers for the post, asked day by day', () => {
    fc.assert(
      fc.property(organisations, postKey, span, (organisation, post, period) => {
        const asked = daysOf(period).filter((on) => answersFor(post, organisation, on) === null);
        expect(unownedSpans(post, organisation, period).flatMap(daysOf)).toEqual(asked);
      }),
    );
  });

  it('come in spans that never touch, in order', () => {
    fc.assert(
      fc.property(organisations, postKey, span, (organisation, post, period) => {
        const spans = unownedSpans(post, organisation, period);
        spans.slice(1).forEach(({ from }, index) => expect(from > addDays(spans[index]!.to, 1)).toBe(true));
      }),
    );
  });

  it('are counted for an item only while such a post owned it', () => {
    fc.assert(
      fc.property(organisations, postKey, fc.tuple(span, span), (organisation, post, [owned, period]) => {
        const found = unownedItems([{ item: 'CC-2020-001', post, ...owned }], organisation, period);
        const asked = daysOf(owned).filter(
          (on) => period.from <= on && on <= period.to && answersFor(post, organisation, on) === null,
        );
        expect(found[0]?.days ?? 0).toBe(asked.length);
        expect(found[0]?.spans.flatMap(daysOf) ?? []).toEqual(asked);
      }),
    );
  });

  it('a fortnight between two holders of the top post, shared by what hands over in it', () => {
    const organisation = anOrganisation({
      holders: [
        { post: 'corporate-director', personId: 'person-ada', from: '2016-01-01', to: '2020-02-14' },
        { post: 'corporate-director', personId: 'person-ben', from: '2020-03-02', to: null },
        { post: 'lead', personId: 'person-cyd', from: '2016-01-01', to: null },
      ],
    });
    const february = { from: '2020-02-01', to: '2020-02-29' };
    const unowned = { from: '2020-02-15', to: '2020-02-29' };
    expect(unownedSpans('corporate-director', organisation, february)).toEqual([unowned]);
    expect(unownedSpans('head-of-service', organisation, february)).toEqual([unowned]);
    expect(unownedSpans('lead', organisation, february)).toEqual([]);
    expect(lengthOf([unowned])).toBe(15);
    const ownerships = [
      { item: 'CC-2020-001', post: 'corporate-director', from: '2018-05-01', to: '2020-02-18' },
      { item: 'CC-2020-001', post: 'lead', from: '2020-02-19', to: null },
      { item: 'CC-2020-002', post: 'lead', from: '2018-05-01', to: null },
    ];
    expect(unownedItems(ownerships, organisation, february)).toEqual([
      { item: 'CC-2020-001', spans: [{ from: '2020-02-15', to: '2020-02-18', post: 'corporate-director' }], days: 4 },
    ]);
  });
});
