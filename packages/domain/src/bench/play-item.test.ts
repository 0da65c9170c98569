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

  describe('whose limit is suspended', () => {
    const suspended = (from: string, resumes: string | null, day = from): BenchStep => ({
      at: at(day),
      act: { suspend: { deadline: 'begin', ground: 'away', from, resumes } },
      fields: {},
    });
    const begins = (entries: readonly BenchEntry[]) =>
      entries.flatMap((each) =>
        each.kind.startsWith('limit-') && 'deadline' in each && each.deadline?.key === 'begin'
          ? [`${londonDay(each.at)} ${each.kind} ${each.deadline.dueOn}`]
          : [],
      );

    it('has the days out added, as a real one: two working days from 24 July are 26 July', () => {
      const { entries, refused } = play([suspended('2018-07-11', '2018-07-13')]);
      expect(refused).toBeNull();
      expect(begins(entries)).toEqual(['2018-07-10 limit-started 2018-07-24', '2018-07-11 limit-moved 2018-07-26']);
      expect(days(entries, 'done')).toEqual(['2018-07-11']);
      expect(days(entries, 'fired')).toEqual(['2018-07-27']);
    });

    it('stands still while nobody knows the day back, and nothing fires before it runs on', () => {
      const left = play([suspended('2018-07-11', null)]);
      expect(days(left.entries, 'fired')).toEqual([]);
      expect(left.item?.deadlines).toMatchObject([{ key: 'begin', status: 'suspended' }]);
      const back = play([suspended('2018-07-11', null), suspended('2018-07-11', '2018-08-01', '2018-08-01')]);
      // Ten working days from 10 July, of which none before 11 July: the first is 1 August.
      expect(begins(back.entries).slice(1)).toEqual([
        '2018-07-11 limit-suspended 2018-07-24',
        '2018-08-01 limit-resumed 2018-08-14',
      ]);
      expect(days(back.entries, 'fired')).toEqual(['2018-08-15']);
    });

    it('is refused what the engine refuses: a suspension that begins when the day was over', () => {
      const { refused, item } = play([suspended('2018-07-26', null)]);
      expect(refused).toMatchObject({ step: 0, kind: 'missing', missing: [{ field: 'from' }] });
      expect(item?.deadlines[0]?.suspensions).toEqual([]);
    });
  });

  it('has a later day agreed for a limit, with a reason, and is late by that one', () => {
    const agreed = (reason: string): BenchStep => ({
      at: at('2018-07-12'),
      act: { extend: { deadline: 'begin', to: '2018-07-27', reason } },
      fields: {},
    });
    const { entries, item, refused } = play([agreed('A holiday')]);
    expect(refused).toBeNull();
    expect(entries.slice(3, 5)).toMatchObject([
      { kind: 'done', step: { act: { extend: { deadline: 'begin' } } } },
      { kind: 'limit-moved', deadline: { dueOn: '2018-07-27' }, before: { dueOn: '2018-07-24' } },
    ]);
    expect(days(entries, 'fired')).toEqual(['2018-07-28']);
    expect(item?.deadlines[0]?.extensions).toMatchObject([{ from: '2018-07-24', to: '2018-07-27' }]);
    expect(play([agreed('')]).refused).toMatchObject({ kind: 'missing', missing: [{ field: 'reason' }] });
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
