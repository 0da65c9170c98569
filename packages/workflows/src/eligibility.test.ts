import { readFileSync } from 'node:fs';
import { eligibilityRuleInForce, evaluateEligibility, type Fields } from '@kept/domain';
import { describe, expect, it } from 'vitest';
import { loadEligibilityRules, readEligibilityRules } from './eligibility.js';
import { loadLibrary } from './index.js';

const rules = loadEligibilityRules();

function on(day: string, fields: Fields) {
  const found = eligibilityRuleInForce(rules, 'lifelong-links', day);
  if (!found.ok) throw new Error(found.error);
  const { outcome, version, reasons } = evaluateEligibility(found.rule, fields, day);
  return [outcome, version, reasons.filter(({ holds }) => holds !== true).map(({ text }) => text)];
}

const young: Fields = {
  inCareSince: '2015-11-02',
  ageYears: 11,
  planToReturnHome: false,
  planForAdoption: false,
  area: 'south',
  group: 'none',
};

describe('who Lifelong Links is open to', () => {
  it('is part of the library, with its source and whether it was seen', () => {
    expect(loadLibrary().eligibility).toEqual(rules);
    expect(rules.map(({ version, effective, textSeen }) => [version, effective.from, effective.to, textSeen])).toEqual([
      [1, '2017-03-01', '2018-02-28', 'yes'],
      [2, '2018-03-01', '2018-07-18', 'packs'],
      [3, '2018-07-19', null, 'packs'],
    ]);
  });

  it('goes by the criteria of the day: two years became three', () => {
    expect(on('2018-02-28', young)).toEqual([
      'not-eligible',
      1,
      ['In care for less than two years: not met, since 2 November 2015.'],
    ]);
    expect(on('2018-03-01', young)).toEqual(['eligible', 2, []]);
    expect(on('2018-11-02', young)[0]).toBe('not-eligible');
  });

  it('opened to North and West Kent and to the groups that the paper names', () => {
    const north: Fields = { ...young, area: 'north' };
    expect(on('2018-07-18', north)).toEqual(['not-eligible', 2, ['In East or South Kent: not met, north.']]);
    expect(on('2018-07-19', north)).toEqual(['eligible', 3, []]);
    for (const group of ['disabled', 'unaccompanied-asylum-seeking', 'in-custody']) {
      expect(on('2018-07-18', { ...young, group })[0]).toBe('unknown');
      expect(on('2018-07-19', { ...young, group })).toEqual(['eligible', 3, []]);
    }
  });

  it('takes in care leavers over 18 by the pilot, and nobody of 16 or 17', () => {
    const leaver: Fields = { group: 'care-leaver', ageYears: 18, area: 'east', inCareSince: '2009-01-05' };
    expect(on('2018-07-19', leaver)[0]).toBe('eligible');
    expect(on('2018-07-18', leaver)[0]).toBe('not-eligible');
    expect(on('2018-07-19', { ...young, ageYears: 17 })[0]).toBe('not-eligible');
    expect(on('2018-07-19', { ...leaver, ageYears: 17 })[0]).toBe('not-eligible');
  });

  it('began with the pilot', () => {
    expect(eligibilityRuleInForce(rules, 'lifelong-links', '2017-02-28')).toMatchObject({ ok: false });
  });
});

describe('a file of rules of eligibility', () => {
  const text = readFileSync(new URL('../eligibility/lifelong-links.yaml', import.meta.url), 'utf8');

  it.each([
    ['an unknown word', 'atMost: 15', 'under: 16', 'unknown-key'],
    ['two tests in one', 'is: false', 'is: false, isNot: true', 'wrong-shape'],
    ['a duration that is none', '24m', '2 years', 'wrong-shape'],
    ['hours, which a date has none of', '24m', '24h', 'wrong-shape'],
    [
      'no criteria',
      '    criteria:\n      - { key: time-in-care, text: In care for less than two',
      '    x:\n      - { key: x, text: Two',
      'wrong-shape',
    ],
    ['a day that is none', '2018-02-28', '2018-02-29', 'no-such-day'],
    ['an end before its start', 'to: 2018-02-28', 'to: 2017-02-28', 'range-reversed'],
    ['ranges that meet', 'to: 2018-02-28', 'to: 2018-03-01', 'version-clash'],
    ['a version twice', 'version: 2', 'version: 1', 'version-clash'],
    ['text that is not YAML', 'rules:', 'rules: [', 'not-yaml'],
  ])('with %s has a fault', (_, from, to, fault) => {
    const { rules: read, faults } = readEligibilityRules([{ file: 'e.yaml', text: text.replace(from, to) }]);
    expect(read).toEqual([]);
    expect(faults.map((each) => each.fault)).toContain(fault);
    expect(faults[0]?.line).toBeGreaterThan(0);
  });
});
