import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/local-date.js';
import { assessMeasure } from './assess-measure.js';
import { assessTarget } from './assess-target.js';
import { forecast } from './forecast.js';
import type { Actual, Measure } from './measure.js';

const starts = '2018-04-01';
const ends = '2019-03-31';
const figure = fc.integer({ min: -50, max: 400 });
const measure = fc
  .record({
    target: fc.integer({ min: 1, max: 300 }),
    baseline: fc.integer({ min: 0, max: 20 }),
    polarity: fc.constantFrom('H' as const, 'L' as const),
    kind: fc.constantFrom('cumulative' as const, 'snapshot' as const),
  })
  .map((given): Measure => ({
    no: 1,
    name: 'A figure',
    unit: '',
    baselineOn: starts,
    targetOn: ends,
    endedOn: null,
    ...given,
  }));
const actuals = fc
  .uniqueArray(fc.record({ day: fc.integer({ min: 1, max: 380 }), value: figure }), {
    maxLength: 9,
    selector: ({ day }) => day,
  })
  .map((all) => all.map(({ day, value }): Actual => ({ measure: 1, on: addDays(starts, day), value, note: null })));
const today = fc.integer({ min: 0, max: 400 }).map((days) => addDays(starts, days));
const good = ['off-track', 'at-risk', 'on-track'];

/** What was reached from one actual on made better by so much, and kept: more, or less where lower is better. */
function better(all: readonly Actual[], index: number, by: number, { polarity, kind }: Measure): Actual[] {
  const day = all[index]?.on ?? '';
  const counts = ({ on }: Actual) => (kind === 'snapshot' ? on === day : on >= day);
  return all.map((each) => (counts(each) ? { ...each, value: each.value + (polarity === 'L' ? -by : by) } : each));
}

describe('a measure, whatever was counted', () => {
  it('is never assessed worse for a better actual: for more reached at any time and kept, or for one better snapshot', () => {
    fc.assert(
      fc.property(measure, actuals, today, fc.tuple(fc.nat(8), fc.nat(200)), (asked, all, day, [index, by]) => {
        const [before, after] = [all, better(all, index, by, asked)].map((each) => assessMeasure(asked, each, day));
        if (before === 'unknown' || after === 'unknown') return;
        expect(good.indexOf(after ?? '')).toBeGreaterThanOrEqual(good.indexOf(before ?? ''));
      }),
      { numRuns: 2000 },
    );
  });

  it('is unknown as long as it was, whatever its actuals say, unless they decide it', () => {
    fc.assert(
      fc.property(measure, actuals, today, (asked, all, day) => {
        if (assessMeasure(asked, all, day) !== 'unknown') return;
        const outlook = forecast(asked, all, day);
        expect(outlook.kind === 'none' || (outlook.kind === 'over' && outlook.value === null)).toBe(true);
      }),
    );
  });

  it('has a range around what is expected, and never takes back what was counted', () => {
    fc.assert(
      fc.property(measure, actuals, today, (asked, all, day) => {
        const outlook = forecast(asked, all, day);
        if (outlook.kind !== 'running') return;
        expect(outlook.low).toBeLessThanOrEqual(outlook.expected);
        expect(outlook.expected).toBeLessThanOrEqual(outlook.high);
        if (asked.kind === 'cumulative') expect(outlook.low).toBeGreaterThanOrEqual(outlook.latest?.value ?? 0);
      }),
    );
  });

  it('does not depend on the order in which actuals were entered, nor on those of the future', () => {
    fc.assert(
      fc.property(measure, actuals, today, (asked, all, day) => {
        expect(forecast(asked, [...all].reverse(), day)).toEqual(forecast(asked, all, day));
        expect(
          forecast(
            asked,
            all.filter(({ on }) => on <= day),
            day,
          ),
        ).toEqual(forecast(asked, all, day));
      }),
    );
  });

  it('at one steady pace is expected exactly where that pace leads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 3, max: 9 }), (tenths, count) => {
        const pace = tenths / 10;
        const steady = Array.from({ length: count }, (_, index): Actual => {
          const days = 30 * (index + 1);
          return { measure: 1, on: addDays(starts, days), value: pace * days, note: null };
        });
        const asked: Measure = {
          no: 1,
          name: '',
          unit: '',
          baseline: 0,
          baselineOn: starts,
          target: pace * 364,
          targetOn: ends,
          polarity: 'H',
          kind: 'cumulative',
          endedOn: null,
        };
        const outlook = forecast(asked, steady, addDays(starts, 30 * count));
        if (outlook.kind !== 'running') throw new Error('It runs.');
        expect(outlook.low).toBeCloseTo(pace * 364);
        expect(outlook.high).toBeCloseTo(pace * 364);
        expect(assessMeasure(asked, steady, addDays(starts, 30 * count))).toBe('on-track');
      }),
    );
  });

  it('always has a sentence that ends', () => {
    fc.assert(
      fc.property(measure, actuals, today, (asked, all, day) => {
        const { sentence } = forecast(asked, all, day);
        expect(sentence).toMatch(/^[A-Z0-9-].*\.$/);
        expect(sentence).not.toMatch(/NaN|undefined|Infinity|null/);
      }),
    );
  });
});

describe('a target', () => {
  const part = fc.record({
    state: fc.constantFrom('not-started', 'in-progress', 'evidence-submitted', 'achieved', 'carried-over', 'cancelled'),
    closed: fc.boolean(),
    overdue: fc.boolean(),
  });

  it('is never assessed worse when one of its late actions is done', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.nat(11), (parts, index) => {
        const done = parts.map((each, at) =>
          at === index ? { state: 'achieved', closed: true, overdue: false } : each,
        );
        if (parts[index]?.state === 'cancelled') return;
        const [before, after] = [parts, done].map((each) => assessTarget({ records: {} }, each, '2018-10-01'));
        if (before === 'unknown') return;
        expect(good.indexOf(after ?? '')).toBeGreaterThanOrEqual(good.indexOf(before ?? ''));
      }),
    );
  });
});
