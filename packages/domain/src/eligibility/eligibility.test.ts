import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths } from '../calendar/local-date.js';
import type { Fields } from '../work-item/work-item.js';
import { eligibilityRuleInForce, evaluateEligibility, type EligibilityRule } from './eligibility.js';

const on = '2018-05-01';

/** As Lifelong Links is built: criteria that all hold, and another way in for those over 18. */
const rule: EligibilityRule = {
  key: 'links',
  version: 2,
  title: 'Links',
  source: { document: 'Paper of the panel' },
  textSeen: 'packs',
  effective: { from: '2018-03-01', to: '2018-07-18' },
  criteria: [
    {
      key: 'time-in-care',
      text: 'In care for less than three years',
      test: { op: 'lessThanAgo', field: 'inCareSince', duration: { amount: 36, unit: 'months' } },
    },
    { key: 'age', text: 'Under 16', test: { op: 'atMost', field: 'ageYears', value: 15 } },
    { key: 'no-adoption', text: 'No plan for adoption', test: { op: 'is', field: 'planForAdoption', value: false } },
    { key: 'area', text: 'In East or South Kent', test: { op: 'isOneOf', field: 'area', values: ['east', 'south'] } },
    { key: 'group', text: 'In no named group', test: { op: 'is', field: 'group', value: 'none' }, doubtful: true },
  ],
  pilots: [
    {
      key: 'over-eighteen',
      title: 'Care leavers over 18',
      criteria: [{ key: 'age', text: 'At least 18', test: { op: 'atLeast', field: 'ageYears', value: 18 } }],
    },
  ],
};

const young: Fields = {
  inCareSince: '2016-06-10',
  ageYears: 12,
  planForAdoption: false,
  area: 'east',
  group: 'none',
};
const outcome = (changes: Fields) => evaluateEligibility(rule, { ...young, ...changes }, on).outcome;

describe('who is eligible', () => {
  it('is said with the rule, its version, the day and a sentence for each criterion', () => {
    expect(evaluateEligibility(rule, young, on)).toEqual({
      outcome: 'eligible',
      rule: 'links',
      version: 2,
      on,
      reasons: [
        { criterion: 'time-in-care', holds: true, text: 'In care for less than three years: met, since 10 June 2016.' },
        { criterion: 'age', holds: true, text: 'Under 16: met, 12.' },
        { criterion: 'no-adoption', holds: true, text: 'No plan for adoption: met.' },
        { criterion: 'area', holds: true, text: 'In East or South Kent: met, east.' },
        { criterion: 'group', holds: true, text: 'In no named group: met, none.' },
      ],
    });
  });

  it('does not stand on what nobody has entered', () => {
    const { outcome: found, reasons } = evaluateEligibility(rule, { ...young, planForAdoption: null }, on);
    expect(found).toBe('unknown');
    expect(reasons[2]).toEqual({
      criterion: 'no-adoption',
      holds: null,
      text: 'No plan for adoption: not known, nothing is entered.',
    });
    expect(outcome({ planForAdoption: null, ageYears: 16 })).toBe('not-eligible');
  });

  it('leaves open what the source leaves open', () => {
    const { outcome: found, reasons } = evaluateEligibility(rule, { ...young, group: 'in-custody' }, on);
    expect(found).toBe('unknown');
    expect(reasons[4]).toMatchObject({ holds: null, text: 'In no named group: not known, in custody.' });
  });

  it('looks at a pilot where the criteria do not hold', () => {
    expect(outcome({ ageYears: 19 })).toBe('eligible');
    expect(evaluateEligibility(rule, { ...young, ageYears: 16 }, on)).toMatchObject({
      outcome: 'not-eligible',
      reasons: [
        {},
        {},
        {},
        {},
        {},
        { criterion: 'over-eighteen/age', holds: false, text: 'At least 18: not met, 16.' },
      ],
    });
    expect(outcome({ ageYears: null, area: 'west' })).toBe('unknown');
  });

  it.each([
    ['2015-05-01', 'not-eligible'], // three years to the day are not less than three years
    ['2015-05-02', 'eligible'],
    ['2018-05-01', 'eligible'],
    ['2018-05-02', 'not-eligible'], // not in care yet
    ['soon', 'unknown'],
  ])('in care since %s: %s', (inCareSince, expected) => {
    expect(outcome({ inCareSince })).toBe(expected);
  });

  it.each([
    [{ op: 'isNot', field: 'area', value: 'west' }, true],
    [{ op: 'isSet', field: 'area' }, true],
    [{ op: 'isSet', field: 'nothing' }, false],
    [{ op: 'before', field: 'inCareSince', value: '2016-06-11' }, true],
    [{ op: 'after', field: 'inCareSince', value: '2016-06-10' }, false],
    [{ op: 'atLeast', field: 'area', value: 3 }, null],
    [{ op: 'lessThanAgo', field: 'inCareSince', duration: { amount: 100, unit: 'weeks' } }, true],
    [{ op: 'lessThanAgo', field: 'inCareSince', duration: { amount: 690, unit: 'days' } }, false],
  ] as const)('%j: %s', (test, holds) => {
    const only = { ...rule, criteria: [{ key: 'only', text: 'Only', test }], pilots: [] };
    expect(evaluateEligibility(only, young, on).reasons[0]?.holds).toBe(holds);
  });
});

const someFields = fc.record(
  {
    inCareSince: fc.integer({ min: -2000, max: 30 }).map((days) => addDays(on, days)),
    ageYears: fc.integer({ min: 0, max: 25 }),
    planForAdoption: fc.boolean(),
    area: fc.constantFrom('east', 'south', 'north', 'west'),
    group: fc.constantFrom('none', 'disabled'),
  },
  { requiredKeys: [] },
);

describe('whatever is known', () => {
  it('filling in what is missing only ever makes an open answer sure, and never turns a sure one', () => {
    fc.assert(
      fc.property(someFields, someFields, (known, more) => {
        const before = evaluateEligibility(rule, known, on);
        const after = evaluateEligibility(rule, { ...more, ...known }, on);
        if (before.outcome !== 'unknown') expect(after.outcome).toBe(before.outcome);
      }),
    );
  });

  it('the outcome follows from the reasons that are given, one for each criterion looked at', () => {
    fc.assert(
      fc.property(someFields, (fields) => {
        const { outcome: found, reasons } = evaluateEligibility(rule, fields, on);
        const ways = [reasons.slice(0, 5), reasons.slice(5)].filter((way) => way.length > 0);
        const taken = ways.some((way) => way.every(({ holds }) => holds === true));
        const shut = ways.every((way) => way.some(({ holds }) => holds === false));
        expect(found).toBe(taken ? 'eligible' : shut ? 'not-eligible' : 'unknown');
        expect(reasons.every(({ text }) => text.endsWith('.'))).toBe(true);
      }),
    );
  });

  it('less than three years holds on each day of the three years and on no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1500, max: 1500 }), (days) => {
        const asked = addDays(young['inCareSince'] as string, days);
        const within = days >= 0 && asked < addMonths(young['inCareSince'] as string, 36);
        expect(evaluateEligibility(rule, young, asked).reasons[0]?.holds).toBe(within);
      }),
    );
  });
});

describe('the version of the day', () => {
  const versions = [rule, { ...rule, version: 3, effective: { from: '2018-07-19', to: null } }];

  it.each([
    ['2018-03-01', 2],
    ['2018-07-18', 2],
    ['2018-07-19', 3],
  ])('on %s is version %i', (day, version) => {
    expect(eligibilityRuleInForce(versions, 'links', day)).toMatchObject({ ok: true, rule: { version } });
  });

  it('is refused where there is none, with the reason', () => {
    expect(eligibilityRuleInForce(versions, 'links', '2018-02-28')).toEqual({
      ok: false,
      error: 'No version of the rule links was in force on 28 February 2018.',
    });
    expect(eligibilityRuleInForce(versions, 'knots', on)).toEqual({
      ok: false,
      error: 'There is no rule of eligibility knots.',
    });
  });
});
