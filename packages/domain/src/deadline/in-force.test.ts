import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aRule, englandAndWales, facts, limit } from '../../testing/index.js';
import { dayNumber, fromDayNumber } from '../calendar/local-date.js';
import { calculateByKey } from './calculate-by-key.js';
import { isInForce } from './in-force.js';
import { startDeadline } from './limits.js';
import type { Applies, DeadlineRule } from './rule.js';
import { ruleInForce } from './rules.js';

const day = fc.integer({ min: dayNumber('2019-01-01'), max: dayNumber('2021-01-01') }).map(fromDayNumber);

function rule(version: number, effective: DeadlineRule['effective'], amount = 20): DeadlineRule {
  return aRule({ key: 'reply', version, effective, duration: { amount, unit: 'working-days' } });
}

describe('a range holds', () => {
  it('by the start of a case, by its due date, or by any of its days', () => {
    fc.assert(
      fc.property(day, day, day, day, (one, two, three, four) => {
        const [from = one, to = two] = [one, two].sort();
        const [started = three, due = four] = [three, four].sort();
        const by = (applies?: Applies) => isInForce({ from, to, ...(applies ? { applies } : {}) }, started, () => due);
        const inside = (date: string) => from <= date && date <= to;
        expect(by()).toBe(inside(started));
        expect(by('started')).toBe(inside(started));
        expect(by('due')).toBe(inside(due));
        expect(by('any-day')).toBe(started <= to && due >= from);
      }),
    );
  });

  it('for a count back as well, whose date comes before its start', () => {
    const window = { from: '2020-05-01', to: '2020-05-10', applies: 'any-day' as const };
    expect(isInForce(window, '2020-05-12', () => '2020-05-05')).toBe(true);
    expect(isInForce(window, '2020-05-22', () => '2020-05-12')).toBe(false);
  });
});

describe('a new version of a rule', () => {
  // Twenty working days until 2 March 2020, ten from then on: 3 February and 20 days are 2 March.
  const versions = (applies: Applies) => [
    rule(1, { from: null, to: '2020-03-01' }),
    rule(2, { from: '2020-03-02', to: null, applies }, 10),
  ];
  const context = { definitions: [], localValues: [], calendars: [englandAndWales], meetings: [] };
  const due = (applies: Applies, from: string) => {
    const answer = calculateByKey({ rule: 'reply', from }, { ...context, rules: versions(applies) });
    return answer.ok ? answer.value.dueOn : answer.error;
  };

  it('counts for cases that start in its range, unless it says otherwise', () => {
    expect(due('started', '2020-02-28')).toBe('2020-03-27');
    expect(due('started', '2020-03-02')).toBe('2020-03-16');
  });

  it('catches up with a running case where its range goes by the due date', () => {
    expect(due('due', '2020-02-14')).toBe('2020-03-13');
    expect(due('due', '2020-02-17')).toBe('2020-03-02');
    expect(due('any-day', '2020-02-17')).toBe('2020-03-02');
  });

  it('is what an item starts on too', () => {
    const known = facts({ rules: versions('due'), on: '2020-02-17' });
    const { definition, now: startedAt } = known;
    const use = limit({ rule: 'reply' });
    expect(startDeadline({ definition, use, occurrence: 1, startedAt, fields: {}, facts: known })).toMatchObject({
      ok: true,
      deadline: { dueOn: '2020-03-02', versions: { rule: { version: 2 } } },
    });
  });

  it('is refused with the reason where none holds', () => {
    const only = [rule(1, { from: '2020-03-02', to: null, applies: 'due' })];
    expect(ruleInForce(only, 'reply', '2020-02-03', () => '2020-02-28')).toMatchObject({ ok: false });
    expect(ruleInForce(only, 'reply', '2020-02-03', () => '2020-03-02')).toMatchObject({ ok: true });
  });
});
