import { describe, expect, it } from 'vitest';
import { londonDay, londonInstant, londonOffsetTime, playItem, stepsForAnybody } from '../index.js';
import type { BenchEntry, BenchRun, BenchStep, FactsAt, Instant } from '../index.js';
import { facts } from '../../testing/index.js';

const factsAt: FactsAt = (now) => ({ ...facts({ now }), actor: { kind: 'system', name: 'sweep' } });
const at = (text: string): Instant => londonInstant(text.slice(0, 10), text.slice(11) || '09:00');
const play = (steps: readonly BenchStep[], rest: Partial<BenchRun> = {}) =>
  playItem(
    { begins: at('2018-07-10'), fields: { question: 'Why?' }, steps, until: at('2018-09-28'), ...rest },
    factsAt,
  );
const begin: BenchStep = {
  at: at('2018-07-11'),
  act: { transition: 'begin' },
  fields: { director: 'corporate-director' },
};
const days = (entries: readonly BenchEntry[], kind: BenchEntry['kind']) =>
  entries.filter((each) => each.kind === kind).map((each) => londonDay(each.at));

describe('an imaginary item', () => {
  it('begins with its limits, and each is late the day after it was due', () => {
    const { entries, item, refused } = play([]);
    expect(refused).toBeNull();
    expect(entries.slice(0, 2)).toMatchObject([
      { kind: 'created' },
      { kind: 'limit-started', deadline: { key: 'begin', dueOn: '2018-07-24' } },
    ]);
    expect(entries.filter(({ kind }) => kind === 'fired').map((each) => londonOffsetTime(each.at))).toEqual([
      '2018-07-25T00:00:00+01:00',
    ]);
    expect(item).toMatchObject({ state: 'asked', id: 'imaginary' });
  });

  it('is taken through its steps by whoever may take them, time running between', () => {
    const answer: BenchStep = { at: at('2018-08-20'), act: { transition: 'submit' }, fields: { answer: 'Done' } };
    const { entries, item, refused } = play([
      begin,
      { at: at('2018-08-20'), act: { evidence: 'A letter' }, fields: {} },
      answer,
      { at: at('2018-08-21'), act: { transition: 'review' }, fields: { outcome: 'good' } },
    ]);
    expect(refused).toBeNull();
    expect(item).toMatchObject({ state: 'done', closed: true });
    expect(days(entries, 'moved')).toEqual(['2018-07-11', '2018-08-20', '2018-08-21']);
    expect(entries.filter(({ kind }) => kind === 'told').length).toBeGreaterThan(2);
    expect(entries.map((each) => each.at)).toEqual(entries.map((each) => each.at).sort());
  });

  it('stops at the first step that is refused, and says what it lacks', () => {
    const lacking = play([begin, { at: at('2018-08-20'), act: { transition: 'submit' }, fields: {} }]);
    expect(lacking.refused).toMatchObject({ step: 1, kind: 'missing' });
    expect(lacking.refused?.missing.map(({ field }) => field)).toEqual(['answer', 'evidence']);
    expect(lacking.item?.state).toBe('doing');
    expect(days(lacking.entries, 'fired').at(-1)).toBe('2018-08-17');
    expect(play([{ ...begin, act: { transition: 'resume' } }]).refused).toMatchObject({ step: 0, kind: 'state' });
    expect(play([], { fields: {} }).refused).toMatchObject({ step: null, missing: [{ field: 'question' }] });
  });

  it('is broken off where its time is spent, between instants and between steps', () => {
    let left = 3;
    const spent = playItem(
      { begins: at('2018-07-10'), fields: { question: 'Why?' }, steps: [begin], until: at('2019-07-10') },
      factsAt,
      () => left-- <= 0,
    );
    expect(spent.entries.filter(({ kind }) => kind === 'broken-off')).toHaveLength(1);
    expect(spent.entries.at(-1)?.kind).toBe('broken-off');
    expect(spent.refused).toBeNull();
  });

  it('offers the steps on, for whoever lacks least', () => {
    const { item } = play([begin], { until: at('2018-07-12') });
    const steps = stepsForAnybody(item!, factsAt(at('2018-07-12')));
    expect(steps.map(({ key, allowed }) => `${key} ${allowed}`)).toEqual(['pause true', 'submit true', 'drop true']);
  });
});
