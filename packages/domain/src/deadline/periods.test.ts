import { describe, expect, it } from 'vitest';
import { aDefinition, councilClosures, englandAndWales, facts, later, limit } from '../../testing/index.js';
import type { Calendar } from '../calendar/calendar.js';
import { addDays } from '../calendar/local-date.js';
import { londonInstant } from '../calendar/zone.js';
import type { LocalLimit } from '../workflow/definition.js';
import type { Fields } from '../work-item/work-item.js';
import type { DeadlineOutcome } from './deadline-dates.js';
import type { Deadline } from './deadline.js';
import { redateDeadline, startDeadline } from './limits.js';
import { resumeDeadline, suspendDeadline } from './suspend-deadline.js';

const terms: Calendar = {
  ...councilClosures,
  key: 'school-terms',
  kind: 'terms',
  terms: [
    { name: 'Term 6', from: '2018-06-04', to: '2018-07-24' },
    { name: 'Term 1', from: '2018-09-03', to: '2018-10-19' },
  ],
};
const use = limit({ local: 'monitor', metBy: 'updates' });

function known(monitor: LocalLimit) {
  const base = aDefinition();
  const timescale = {
    ...base.fields['size']!,
    label: 'Timescale',
    of: ['once', 'month', 'quarter', 'half-year', 'year'],
  };
  const definition = aDefinition({
    fields: { ...base.fields, timescale },
    local: { ...base.local, monitor: { label: 'Check-in', ...monitor } },
  });
  return facts({ definition, calendars: [englandAndWales, councilClosures, terms] });
}

function start(monitor: LocalLimit, on = '2018-07-10', fields: Fields = {}): DeadlineOutcome {
  const now = known(monitor);
  const startedAt = londonInstant(on, '00:00');
  return startDeadline({ definition: now.definition, use, occurrence: 1, startedAt, fields, facts: now });
}

function deadlineOf(outcome: DeadlineOutcome): Deadline {
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.deadline;
}

describe('a check-in of each period', () => {
  it.each([
    ['month', '2018-07-31'],
    ['quarter', '2018-09-30'],
    ['half-year', '2018-09-30'],
    ['year', '2019-03-31'],
    ['term', '2018-07-24'],
  ] as const)('%s is due on its last day, %s', (each, dueOn) => {
    const deadline = deadlineOf(start({ each }));
    expect(deadline).toMatchObject({ key: 'monitor', rule: 'request/monitor', dueOn, basis: 'local' });
    expect(deadline.receipt[0]?.text).toContain(`Check-in: each ${each}. Local policy`);
    expect(deadline.receipt.at(-1)?.date).toBe(dueOn);
  });

  it('is followed without a gap by the next one', () => {
    let from = '2018-07-10';
    const ends = ['2018-07-31', '2018-08-31', '2018-09-30', '2018-10-31'].map((expected) => {
      const { dueOn } = deadlineOf(start({ each: 'month' }, from));
      from = addDays(dueOn, 1);
      return [dueOn, expected];
    });
    for (const [dueOn, expected] of ends) expect(dueOn).toBe(expected);
    expect(deadlineOf(start({ each: 'term' }, '2018-07-25')).dueOn).toBe('2018-10-19');
  });

  it('keeps the terms that it went by in its basis, and is refused beyond them', () => {
    expect(deadlineOf(start({ each: 'term' })).versions.calendars).toEqual([{ key: 'school-terms', revision: 1 }]);
    expect(start({ each: 'term' }, '2018-10-20')).toEqual({
      ok: false,
      error: 'School terms not loaded after 19 October 2018.',
    });
  });

  it('keeps its day when the item is paused: a period ends when it ends', () => {
    const now = known({ each: 'month' });
    const away = { from: '2018-07-12', ground: 'away', by: 'Eva Brook', at: now.now };
    const running = deadlineOf(start({ each: 'month' }));
    const out = deadlineOf(suspendDeadline(running, { ...away, resumes: null }, later(now, 2)));
    expect(out).toMatchObject({ status: 'suspended', dueOn: '2018-07-31' });
    const back = deadlineOf(resumeDeadline(out, { ...away, on: '2018-07-20' }, later(now, 10)));
    expect(back).toMatchObject({ status: 'running', dueOn: '2018-07-31' });
    const again = redateDeadline(back, { definition: now.definition, use, fields: {}, facts: now });
    expect(deadlineOf(again).dueOn).toBe('2018-07-31');
  });
});

describe('a check-in of the period that the item names', () => {
  const monitor: LocalLimit = { eachOf: 'timescale' };

  it('is due at the end of that one', () => {
    expect(deadlineOf(start(monitor, '2018-07-10', { timescale: 'quarter' })).dueOn).toBe('2018-09-30');
    expect(deadlineOf(start(monitor, '2018-07-10', { timescale: 'month' })).dueOn).toBe('2018-07-31');
  });

  it.each([[{ timescale: 'once' }], [{}]])('asks nothing of an item with %j, which is no fault', (fields) => {
    expect(start(monitor, '2018-07-10', fields)).toEqual({
      ok: false,
      error: 'Timescale names no period: nothing is asked.',
      field: 'timescale',
      nothingAsked: true,
    });
  });

  it('moves with the choice, and is cancelled where that names none any more', () => {
    const now = known(monitor);
    const running = deadlineOf(start(monitor, '2018-07-10', { timescale: 'month' }));
    const redated = (timescale: string) =>
      deadlineOf(redateDeadline(running, { definition: now.definition, use, fields: { timescale }, facts: now }));
    expect(redated('year')).toMatchObject({ status: 'running', dueOn: '2019-03-31' });
    expect(redated('once')).toMatchObject({ status: 'cancelled', dueOn: '2018-07-31', plan: [] });
  });

  it('begins at its origin, and later periods follow from there', () => {
    const now = known(monitor);
    const later = { ...use, origin: { from: 'promisedFor' } };
    const fields = { timescale: 'month', promisedFor: '2018-09-05' };
    const input = { definition: now.definition, use: later, occurrence: 1, fields, facts: now };
    const first = startDeadline({ ...input, startedAt: now.now });
    expect(deadlineOf(first)).toMatchObject({ startedOn: '2018-09-05', dueOn: '2018-09-30' });
    const second = startDeadline({ ...input, startedAt: londonInstant('2018-10-01', '00:00') });
    expect(deadlineOf(second)).toMatchObject({ startedOn: '2018-10-01', dueOn: '2018-10-31' });
  });
});
