import { londonInstant, playItem, type BenchStep, type Deadline } from '@kept/domain';
import { anOrganisation, facts, meeting } from '@kept/domain/testing';
import { describe, expect, it } from 'vitest';
import { presentBench } from './bench.presenter.js';

const at = (day: string) => londonInstant(day, '09:00');
const update = (text: string, day: string): BenchStep => ({
  at: at(day),
  act: { record: 'updates' },
  fields: { text },
});

describe('the bench', () => {
  const begin = { act: { transition: 'begin' }, fields: { director: 'corporate-director' } };
  const extend = { deadline: 'update', to: '2018-11-09', reason: 'A holiday' };
  const meetings = [meeting('panel', '2018-09-20'), meeting('panel', '2018-11-15')];
  const known = facts({ now: at('2018-07-13'), organisation: anOrganisation({ meetings }) });
  const result = playItem(
    {
      begins: at('2018-07-10'),
      fields: { question: 'Why?' },
      steps: [
        { at: at('2018-07-11'), ...begin },
        update('It has begun', '2018-07-11'),
        { at: at('2018-07-12'), act: { extend }, fields: {} },
      ],
      until: at('2018-07-13'),
    },
    (now) => ({ ...known, now, today: now.slice(0, 10) }),
  );
  const item = result.item!;
  const keys = (deadlines: readonly Deadline[]) =>
    presentBench({ ...result, item: { ...item, deadlines } }, [], known).ends.limits.map(({ key }) => key);

  it('names the check-in that a later day is agreed for, where it is not the first', () => {
    expect(result.refused).toBeNull();
    const texts = presentBench(result, [], known).entries.map(({ text }) => text);
    expect(texts.join(' ')).toMatch(/A later date is agreed for update \(no. 2\): 9 November 2018\./i);
  });

  it('offers of a limit its latest, and nothing of one whose latest is over while an earlier one runs', () => {
    expect(keys(item.deadlines)).toEqual(['do', 'update']);
    const [first, second] = item.deadlines.filter(({ key }) => key === 'update');
    expect([first?.status, second?.status]).toEqual(['met', 'running']);
    const others = item.deadlines.filter(({ key }) => key !== 'update');
    expect(keys([...others, { ...first!, status: 'running' }, { ...second!, status: 'met' }])).toEqual(['do']);
  });
});
