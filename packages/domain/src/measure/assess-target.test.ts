import { describe, expect, it } from 'vitest';
import type { PartState } from '../work-item/work-item.js';
import { assessTarget, explainAssessment } from './assess-target.js';

type Values = Record<string, string | number>;

function recordsOf(measures: readonly Values[], actuals: readonly Values[]) {
  const entries = (all: readonly Values[]) =>
    all.map((fields, index) => ({ no: index + 1, fields, addedAt: '2018-04-03T09:00:00.000Z', addedBy: 'A lead' }));
  return { records: { measures: entries(measures), actuals: entries(actuals) } };
}

const carers = {
  name: 'New foster carers',
  unit: 'foster carers',
  baseline: 0,
  baselineOn: '2018-04-01',
  target: 150,
  targetOn: '2019-03-31',
  polarity: 'H',
  kind: 'cumulative',
};
const beds = { ...carers, name: 'Assessment-bed carers', unit: 'carers', target: 7 };
const actual = (measure: number, on: string, value: number) => ({ measure, on, value, note: 'Made up.' });
const done: PartState = { state: 'achieved', closed: true, overdue: false };
const running: PartState = { state: 'in-progress', closed: false, overdue: false };
const late: PartState = { ...running, overdue: true };

describe('a target of the plan', () => {
  const two = recordsOf(
    [carers, beds],
    [
      actual(1, '2018-06-30', 38),
      actual(1, '2018-09-30', 77),
      actual(1, '2018-12-31', 116),
      actual(2, '2018-06-30', 1),
      actual(2, '2018-09-30', 3),
      actual(2, '2018-12-31', 4),
    ],
  );

  it('stands as the worst of its measures and its actions do, and says why', () => {
    expect(explainAssessment(two, [done, running, late], '2019-01-04')).toEqual({
      assessment: 'off-track',
      reasons: [
        {
          about: 'measure',
          no: 1,
          assessment: 'on-track',
          text: 'New foster carers: on track. At this pace 154 of 150 by 31 March 2019. 150 is reached about 22 March 2019. Last counted on 31 December 2018.',
        },
        {
          about: 'measure',
          no: 2,
          assessment: 'off-track',
          text: 'Assessment-bed carers: off track. At this pace 5 to 6 of 7 by 31 March 2019. 7 is reached about 25 July 2019. Last counted on 31 December 2018.',
        },
        { about: 'actions', assessment: 'at-risk', text: 'Actions: at risk. 1 of 3 actions done; 1 late.' },
      ],
    });
  });

  it('goes by what is known, and is unknown where nothing is', () => {
    expect(assessTarget(recordsOf([], []), [], '2018-05-01')).toBe('unknown');
    expect(assessTarget(recordsOf([carers], []), [], '2018-05-01')).toBe('unknown');
    expect(assessTarget(recordsOf([carers], []), [running], '2018-05-01')).toBe('on-track');
    expect(assessTarget({ records: {} }, [late], '2018-05-01')).toBe('at-risk');
  });

  it('is off track when half of its actions are late, and at risk with one carried over', () => {
    expect(assessTarget({ records: {} }, [late, late, done, running], '2018-10-01')).toBe('off-track');
    expect(assessTarget({ records: {} }, [late, late, done, running, running], '2018-10-01')).toBe('at-risk');
    expect(assessTarget({ records: {} }, [done, { ...done, state: 'carried-over' }], '2019-05-01')).toBe('at-risk');
    expect(assessTarget({ records: {} }, [done, { ...done, state: 'cancelled' }], '2019-05-01')).toBe('on-track');
    expect(assessTarget({ records: {} }, [{ ...done, state: 'cancelled' }], '2019-05-01')).toBe('unknown');
  });

  it('is not assessed by a measure that has ended', () => {
    const ended = recordsOf([{ ...beds, endedOn: '2019-04-30' }], [actual(1, '2018-06-30', 1)]);
    expect(assessTarget(ended, [done], '2019-04-29')).toBe('off-track');
    expect(assessTarget(ended, [done], '2019-04-30')).toBe('on-track');
  });
});
