import { describe, expect, it } from 'vitest';
import { aDefinition, anItem, aRule, changed, facts, later, limit, refused } from '../../testing/index.js';
import { recalculateItem } from '../work-item/recalculate-item.js';
import { suspendItem } from '../work-item/suspend-item.js';
import type { LocalValue } from '../work-item/work-item.js';
import { imageOf, restoreItem } from './restore-item.js';
import { recountItem, type NewVersion } from './recount-item.js';

const known = facts(); // Tuesday 10 July 2018
const value = (version: number, amount: number, effectiveFrom: string): LocalValue => ({
  key: 'request/begin',
  version,
  duration: { amount, unit: 'working-days' },
  effectiveFrom,
  agreedBy: 'the panel',
});
const why: NewVersion = { what: 'limit', key: 'request/begin', title: 'Begin', reason: 'Agreed in July' };
const withValues = (...localValues: LocalValue[]) => ({ ...known, localValues });

describe("a council's own length that is agreed anew", () => {
  const item = anItem();

  it('moves what started on or after the day from which it holds', () => {
    const decision = recountItem(item, withValues(value(1, 5, '2018-07-01')), why);
    expect(changed(decision).deadlines).toMatchObject([
      { dueOn: '2018-07-17', versions: { local: { key: 'request/begin', version: 1 } } },
    ]);
    expect(decision).toMatchObject({
      change: {
        event: {
          type: 'deadline-recalculated',
          reason: 'Agreed in July',
          fields: {
            limit: { key: 'request/begin', title: 'Begin' },
            moved: [{ deadline: 'begin', from: '2018-07-24', to: '2018-07-17' }],
          },
        },
        notices: [{ kind: 'date-moved' }],
      },
    });
  });

  it('does not reach what started before', () => {
    expect(refused(recountItem(item, withValues(value(1, 5, '2018-07-11')), why)).kind).toBe('state');
  });

  it('moves nothing that only a calendar or another limit would move', () => {
    const other = { ...value(1, 5, '2018-07-01'), key: 'request/do' };
    expect(refused(recountItem(item, withValues(other), { ...why, key: 'request/do' })).kind).toBe('state');
  });
});

describe('a date that stands', () => {
  const item = anItem();
  const moved = withValues(value(1, 5, '2018-07-01'));

  it('is counted again over a calendar or a meeting by the version that it was counted by', () => {
    expect(refused(recalculateItem(item, moved)).kind).toBe('state');
  });

  it('is counted again by a suspension by the version that it was counted by', () => {
    const span = { ground: 'Waiting for the family', from: '2018-07-12', resumes: '2018-07-16' };
    const waited = changed(suspendItem(item, span, { ...later(known, 2), localValues: moved.localValues }));
    expect(waited.deadlines[0]).toMatchObject({ dueOn: '2018-07-26', versions: { local: { version: 0 } } });
  });
});

describe('a rule of the library with a new version', () => {
  const first = aRule({ key: 'the-law', duration: { amount: 10, unit: 'working-days' } });
  const next = (effective: { from: string; applies?: 'started' | 'due' }) =>
    aRule({
      key: 'the-law',
      version: 2,
      duration: { amount: 15, unit: 'working-days' },
      effective: { to: null, ...effective },
    });
  const definition = aDefinition({
    states: {
      ...aDefinition().states,
      asked: { ...aDefinition().states['asked']!, limits: [limit({ rule: 'the-law' })] },
    },
  });
  const at = { ...known, definition, rules: [...known.rules, first] };
  const item = anItem({}, at);
  const law: NewVersion = { what: 'rule', key: 'the-law', title: 'The law', reason: 'In force since July' };

  it('moves a case that it reaches, and no other', () => {
    const reached = recountItem(item, { ...at, rules: [...at.rules, next({ from: '2018-07-01' })] }, law);
    // Fifteen working days from 10 July 2018.
    expect(changed(reached).deadlines).toMatchObject([{ dueOn: '2018-07-31', versions: { rule: { version: 2 } } }]);
    const later = recountItem(item, { ...at, rules: [...at.rules, next({ from: '2018-07-15' })] }, law);
    expect(refused(later).kind).toBe('state');
  });

  it('goes by the due date where the rule says so', () => {
    const rules = [...at.rules, next({ from: '2018-07-25', applies: 'due' })];
    expect(changed(recountItem(item, { ...at, rules }, law)).deadlines[0]?.dueOn).toBe('2018-07-31');
  });

  it('leaves a case with the version that it was counted by, also where that is ended before the case began', () => {
    const ended = { ...first, effective: { from: null, to: '2018-06-30' } };
    const now = { ...at, rules: [...known.rules, ended, next({ from: '2018-07-01' })] };
    expect(refused(recalculateItem(item, now)).kind).toBe('state');
    const span = { ground: 'Waiting', from: '2018-07-12', resumes: '2018-07-16' };
    const knows = (rule: typeof first) => ({ ...rule, suspensionGrounds: ['Waiting'] });
    const waited = changed(suspendItem(item, span, { ...later(now, 2), rules: now.rules.map(knows) }));
    expect(waited.deadlines[0]).toMatchObject({ dueOn: '2018-07-26', versions: { rule: { version: 1 } } });
  });

  it('is taken back to the very bytes', () => {
    const now = { ...at, rules: [...at.rules, next({ from: '2018-07-01' })] };
    const after = changed(recountItem(item, now, law));
    const restored = restoreItem(after, imageOf(item, after), now, { ...law, definition });
    expect(changed(restored)).toEqual({ ...item, version: 3 });
  });
});
