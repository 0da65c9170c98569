import { describe, expect, it } from 'vitest';
import { assessMeasure } from './assess-measure.js';
import { forecast } from './forecast.js';
import { readActuals, readMeasures, type Actual, type Measure } from './measure.js';

/** 150 new foster carers between 1 April 2018 and 31 March 2019, as the fostering plan prints it. */
const carers: Measure = {
  no: 1,
  name: 'New foster carers',
  unit: 'foster carers',
  baseline: 0,
  baselineOn: '2018-04-01',
  target: 150,
  targetOn: '2019-03-31',
  polarity: 'H',
  kind: 'cumulative',
  endedOn: null,
};
/** A placement planning meeting within 5 working days: the longest wait of the quarter. */
const planning: Measure = {
  ...carers,
  name: 'Wait for the placement planning meeting',
  unit: 'working days',
  baseline: null,
  baselineOn: null,
  target: 5,
  polarity: 'L',
  kind: 'snapshot',
};

function counted(...values: [on: string, value: number][]): Actual[] {
  return values.map(([on, value]) => ({ measure: 1, on, value, note: null }));
}

describe('150 new foster carers', () => {
  const year = counted(['2018-06-30', 20], ['2018-09-30', 60], ['2018-12-31', 93]);

  it('is forecast by the pace since April, from the slowest stretch to the fastest', () => {
    // 20 in 90 days, then 40 in 92, then 33 in 92; at those paces the 90 days that are left bring 20.0, 39.1 and 32.3.
    const outlook = forecast(carers, year, '2019-01-04');
    expect(outlook).toMatchObject({ kind: 'running', latest: { value: 93 } });
    if (outlook.kind !== 'running') return;
    expect(outlook.low).toBeCloseTo(113, 1);
    expect(outlook.high).toBeCloseTo(132.13, 2);
    // The three stretches together: 93 in 274 days, so 30.5 in 90.
    expect(outlook.expected).toBeCloseTo(123.55, 2);
    expect(outlook.reachedOn).toEqual({ earliest: '2019-05-12', expected: '2019-06-17', latest: '2019-09-14' });
    expect(outlook.sentence).toBe(
      'At this pace 113 to 132 of 150 by 31 March 2019. 150 is reached about 17 June 2019.',
    );
    expect(assessMeasure(carers, year, '2019-01-04')).toBe('off-track');
  });

  it('says nothing before the third actual', () => {
    expect(forecast(carers, [], '2018-05-01').sentence).toBe('Nothing has been counted yet.');
    expect(forecast(carers, year, '2018-10-01')).toEqual({
      kind: 'none',
      latest: year[1],
      sentence: 'Too few actuals for a forecast: 2 of at least 3.',
    });
    expect(assessMeasure(carers, year, '2018-10-01')).toBe('unknown');
  });

  it('is on track where the mean pace reaches it, and at risk where it misses by a tenth at most', () => {
    const good = counted(['2018-06-30', 36], ['2018-09-30', 76], ['2018-12-31', 115]);
    expect(assessMeasure(carers, good, '2019-01-04')).toBe('on-track');
    expect(forecast(carers, good, '2019-01-04').sentence).toBe(
      'At this pace 151 to 154 of 150 by 31 March 2019. 150 is reached about 25 March 2019.',
    );
    const near = counted(['2018-06-30', 34], ['2018-09-30', 68], ['2018-12-31', 104]);
    expect(assessMeasure(carers, near, '2019-01-04')).toBe('at-risk');
  });

  it('is forecast by the pace of late, and the range remembers what was faster', () => {
    const slower = [...year, ...counted(['2019-01-31', 94], ['2019-02-14', 95], ['2019-02-28', 96])];
    expect(forecast(carers, slower, '2019-03-01')).toMatchObject({
      kind: 'running',
      low: expect.closeTo(97.0, 1),
      expected: expect.closeTo(97.6, 1),
      high: expect.closeTo(109.5, 1),
    });
  });

  it('does not take a good week for a good year', () => {
    const weekly = [...year.slice(0, 2), ...counted(['2018-12-24', 82], ['2018-12-31', 93])];
    expect(forecast(carers, weekly, '2019-01-04')).toMatchObject({ high: expect.closeTo(132.1, 1) });
  });

  it('is reached as soon as it is counted, with however few actuals, and cannot be lost again', () => {
    expect(assessMeasure(carers, counted(['2018-12-31', 151]), '2019-01-04')).toBe('on-track');
    const early = counted(['2018-06-30', 30], ['2018-09-30', 80], ['2018-12-31', 151], ['2019-01-31', 152]);
    expect(forecast(carers, early, '2019-02-04').sentence).toContain('150 was reached by 31 December 2018.');
    expect(assessMeasure(carers, early, '2019-02-04')).toBe('on-track');
  });

  it('is over when its day is: what counts is what was counted by then', () => {
    const whole = [...year, ...counted(['2019-02-28', 118], ['2019-04-30', 152])];
    expect(forecast(carers, whole, '2019-04-01')).toMatchObject({
      kind: 'over',
      value: 118,
      reached: false,
      sentence: '118 of 150 by 31 March 2019, last counted on 28 February 2019: 32 short.',
    });
    expect(assessMeasure(carers, whole, '2020-02-17')).toBe('off-track');
    expect(forecast(carers, [...whole, ...counted(['2019-03-31', 150])], '2019-04-01').sentence).toBe(
      '150 of 150 by 31 March 2019: reached.',
    );
    expect(forecast(carers, [], '2019-04-01').sentence).toBe('Nothing was counted by 31 March 2019.');
    expect(assessMeasure(carers, [], '2019-04-01')).toBe('unknown');
  });

  it('takes the last word on a day, and leaves out the future and other measures', () => {
    const corrected = [...year, ...counted(['2018-12-31', 120], ['2019-02-28', 5])];
    expect(
      forecast(carers, [...corrected, { measure: 2, on: '2019-01-01', value: 900, note: null }], '2019-01-04'),
    ).toMatchObject({
      latest: { on: '2018-12-31', value: 120 },
    });
  });

  it('has no pace without a day to count from', () => {
    expect(forecast({ ...carers, baselineOn: null }, year, '2019-01-04')).toMatchObject({
      kind: 'none',
      sentence: 'There is no pace: it is not said from where and from which day it counts.',
    });
  });

  it('that stands still is never reached', () => {
    const still = counted(['2018-06-30', 0], ['2018-09-30', 0], ['2018-12-31', 0]);
    expect(forecast(carers, still, '2019-01-04')).toMatchObject({
      reachedOn: { earliest: null, expected: null, latest: null },
      sentence: 'At this pace 0 of 150 by 31 March 2019. 150 is not reached at this pace.',
    });
  });
});

describe('placement planning meetings within 5 working days', () => {
  const quarters = counted(['2018-06-30', 9], ['2018-09-30', 7], ['2018-12-31', 5]);

  it('is a level that is not carried on, and lower is better', () => {
    expect(forecast(planning, quarters, '2019-01-04')).toMatchObject({
      low: 5,
      expected: 7,
      high: 9,
      reachedOn: null,
      sentence: 'If it stays as it was, 5 to 9 by 31 March 2019. The target is 5 or less.',
    });
    expect(assessMeasure(planning, quarters, '2019-01-04')).toBe('at-risk');
    expect(
      assessMeasure(planning, counted(['2018-06-30', 5], ['2018-09-30', 4], ['2018-12-31', 5]), '2019-01-04'),
    ).toBe('on-track');
    expect(assessMeasure({ ...planning, polarity: 'H' }, quarters, '2019-01-04')).toBe('on-track');
  });

  it('is not reached where the last quarter missed it', () => {
    const whole = [...quarters, ...counted(['2019-03-31', 6])];
    expect(forecast(planning, whole, '2019-04-01').sentence).toBe(
      '6 by 31 March 2019: not reached. The target is 5 or less.',
    );
    expect(assessMeasure(planning, whole, '2019-04-01')).toBe('off-track');
  });
});

it('a ceiling that is passed is passed, whatever follows', () => {
  const complaints: Measure = { ...carers, target: 12, polarity: 'L' };
  expect(assessMeasure(complaints, counted(['2018-06-30', 13]), '2018-07-01')).toBe('off-track');
  expect(assessMeasure(complaints, counted(['2018-06-30', 3]), '2018-07-01')).toBe('unknown');
  const passed = counted(['2018-06-30', 3], ['2018-09-30', 8], ['2018-10-31', 13]);
  expect(assessMeasure(complaints, passed, '2018-11-01')).toBe('off-track');
});

it('a target to be hit is hit within a tenth, from either side', () => {
  const ratio: Measure = { ...planning, target: 20, polarity: 'T' };
  const last = (value: number) => counted(['2018-06-30', value], ['2018-09-30', value], ['2018-12-31', value]);
  expect([17, 18, 20, 22, 23, 40].map((value) => assessMeasure(ratio, last(value), '2019-01-04'))).toEqual([
    'at-risk',
    'on-track',
    'on-track',
    'on-track',
    'at-risk',
    'off-track',
  ]);
});

it('is read out of an item’s records, and what is not whole is left out', () => {
  const entry = (no: number, fields: Record<string, string | number>) => ({ no, fields, addedAt: '', addedBy: '' });
  const records = {
    measures: [
      entry(1, {
        name: 'Carers',
        unit: 'carers',
        baseline: 0,
        baselineOn: '2018-04-01',
        target: 150,
        targetOn: '2019-03-31',
        polarity: 'H',
        kind: 'cumulative',
      }),
      entry(2, { name: 'Without a target', targetOn: '2019-03-31' }),
      entry(3, {
        name: 'Level',
        target: 5,
        targetOn: '2019-03-31',
        polarity: 'L',
        kind: 'snapshot',
        endedOn: '2018-09-30',
      }),
    ],
    actuals: [
      entry(1, { measure: 1, on: '2018-06-30', value: 28, note: 'Panel' }),
      entry(2, { measure: 1, on: 'soon', value: 1 }),
    ],
  };
  expect(readMeasures({ records })).toMatchObject([
    { no: 1, baseline: 0, kind: 'cumulative', endedOn: null },
    { no: 3, unit: '', baseline: null, polarity: 'L', kind: 'snapshot', endedOn: '2018-09-30' },
  ]);
  expect(readActuals({ records })).toEqual([{ measure: 1, on: '2018-06-30', value: 28, note: 'Panel' }]);
});
