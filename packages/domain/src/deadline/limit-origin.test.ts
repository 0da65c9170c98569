import { describe, expect, it } from 'vitest';
import { aDefinition, aRule, englandAndWales, facts, later, limit } from '../../testing/index.js';
import type { FieldDefinition, LimitUse } from '../workflow/definition.js';
import type { Facts, Fields } from '../work-item/work-item.js';
import type { DeadlineOutcome } from './deadline-dates.js';
import type { Deadline } from './deadline.js';
import { redateHanging } from './hanging-limits.js';
import { limitSources } from './limit-origin.js';
import { meetDeadline, redateDeadline, startDeadline } from './limits.js';
import { resumeDeadline, suspendDeadline } from './suspend-deadline.js';

const dateField = (label: string): FieldDefinition => ({ type: 'date', label, required: false, plain: false });
const base = aDefinition();
const fields = {
  ...base.fields,
  returnedOn: dateField('Returned on'),
  returnedAt: { ...dateField('Returned at'), type: 'time' as const },
  noticedOn: dateField('Noticed on'),
};
const begin = limit({ local: 'begin' });
const stage = limit({ local: 'do', noLaterThan: 'begin' });
const after = limit({ local: 'review', origin: { from: 'deadline:begin' } });
const definition = aDefinition({
  fields,
  states: { ...base.states, asked: { ...base.states['asked']!, limits: [begin, stage, after] } },
});
const interview = aRule({
  key: 'return-interview-72h',
  title: 'Return interview',
  basis: 'guidance',
  duration: { amount: 72, unit: 'hours' },
  convention: 'hours',
  calendars: [],
});
const now = facts({ definition, rules: [interview, aRule({ key: 'cla-review-first' })] });
const fromReturn = limit({ rule: 'return-interview-72h', origin: { from: 'returnedOn', time: 'returnedAt' } });

interface Given {
  known?: Facts;
  values?: Fields;
  deadlines?: readonly Deadline[];
}

function start(use: LimitUse, { known = now, values = {}, deadlines = [] }: Given = {}): DeadlineOutcome {
  const startedAt = known.now;
  return startDeadline({ definition, use, occurrence: 1, startedAt, fields: values, facts: known, deadlines });
}

function started(use: LimitUse, given: Given = {}): Deadline {
  return deadlineOf(start(use, given));
}

function deadlineOf(outcome: DeadlineOutcome): Deadline {
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.deadline;
}

const step = ({ receipt }: Deadline, name: string) => receipt.find((each) => each.step === name);

describe('a limit that counts from a field', () => {
  it('starts there, and the receipt says so: 72 hours of a return on Saturday 27 March 2027 at 10:00', () => {
    const values = { returnedOn: '2027-03-27', returnedAt: '10:00' };
    const deadline = started(fromReturn, { values });
    expect(deadline).toMatchObject({ startedOn: '2027-03-27', dueOn: '2027-03-30', dueAt: '2027-03-30T10:00:00.000Z' });
    expect(deadline.receipt[0]).toEqual({
      step: 'origin',
      date: '2027-03-27',
      text: 'Counts from Returned on: Saturday 27 March 2027 at 10:00.',
    });
    expect(deadline.receipt.at(-1)?.date).toBe(deadline.dueOn);
  });

  it('counts the whole day where no time was told, and says that', () => {
    const deadline = started(fromReturn, { values: { returnedOn: '2027-03-27' } });
    expect(step(deadline, 'start')?.text).toContain('no time was given');
  });

  it('is refused, with the field, while it is not there, or where its time never was', () => {
    expect(start(fromReturn)).toEqual({
      ok: false,
      error: 'The date is missing: Returned on.',
      field: 'returnedOn',
    });
    expect(start(fromReturn, { values: { returnedOn: '2027-03-28', returnedAt: '01:30' } })).toMatchObject({
      ok: false,
      field: 'returnedAt',
      error: expect.stringContaining('does not exist'),
    });
  });

  it('moves with it', () => {
    const first = started(fromReturn, { values: { returnedOn: '2018-07-08', returnedAt: '10:00' } });
    const context = { definition, use: fromReturn, facts: now, deadlines: [first] };
    const values = { returnedOn: '2018-07-09', returnedAt: '10:00' };
    expect(deadlineOf(redateDeadline(first, { ...context, fields: values }))).toMatchObject({
      startedOn: '2018-07-09',
      dueOn: '2018-07-12',
    });
    expect(redateDeadline(first, { ...context, fields: {} })).toMatchObject({ ok: false, field: 'returnedOn' });
  });

  it('keeps its origin, and why, when it is suspended and resumed', () => {
    const use = limit({ local: 'begin', origin: { from: 'noticedOn' } });
    const first = started(use, { values: { noticedOn: '2018-07-03' } });
    const away = { from: '2018-07-12', ground: 'away', by: 'Eva Brook', at: now.now };
    const out = deadlineOf(suspendDeadline(first, { ...away, resumes: null }, later(now, 2)));
    const back = deadlineOf(resumeDeadline(out, { ...away, on: '2018-07-16' }, later(now, 6)));
    expect([first.dueOn, back.dueOn]).toEqual(['2018-07-17', '2018-07-19']);
    expect(step(back, 'origin')).toEqual(step(first, 'origin'));
    expect(back.startedOn).toBe('2018-07-03');
  });
});

describe('a limit that counts from one of several dates', () => {
  const earliest = limit({ local: 'begin', origin: { earliestOf: ['returnedOn', 'noticedOn'] } });
  const latest = limit({ local: 'begin', origin: { latestOf: ['returnedOn', 'noticedOn'] } });
  const values = { returnedOn: '2018-07-09', noticedOn: '2018-07-03' };

  it('takes the earliest or the latest, and names each', () => {
    expect(started(earliest, { values })).toMatchObject({ startedOn: '2018-07-03', dueOn: '2018-07-17' });
    expect(started(latest, { values })).toMatchObject({ startedOn: '2018-07-09', dueOn: '2018-07-23' });
    expect(step(started(latest, { values }), 'origin')?.text).toBe(
      'The latest of Returned on (Monday 9 July 2018), Noticed on (Tuesday 3 July 2018) is Returned on.',
    );
  });

  it('takes what is there already, says what is not, and moves when that comes', () => {
    const first = started(earliest, { values: { returnedOn: '2018-07-09' } });
    expect(step(first, 'origin')?.text).toContain('Noticed on (not there yet) is Returned on.');
    const redated = redateDeadline(first, { definition, use: earliest, facts: now, fields: values });
    expect(deadlineOf(redated).startedOn).toBe('2018-07-03');
  });

  it('is refused where none is there', () => {
    expect(start(latest)).toMatchObject({ ok: false, field: 'returnedOn' });
  });
});

describe('a limit that counts from another deadline', () => {
  it('counts from its date, by its name', () => {
    const other = started(begin);
    const deadline = started(after, { deadlines: [other] });
    expect(deadline).toMatchObject({ startedOn: '2018-07-24', dueOn: '2018-07-31' });
    expect(step(deadline, 'origin')?.text).toBe('Counts from Begin: Tuesday 24 July 2018.');
  });

  it('is refused while there is none', () => {
    expect(start(after)).toMatchObject({ ok: false, field: 'begin' });
  });

  it('moves with it, and what hangs on the one that moved does too; nothing else is touched', () => {
    const others = [started(begin), started(stage, { deadlines: [started(begin)] })];
    const all = [...others, started(after, { deadlines: others })];
    const closed = { ...englandAndWales, days: { ...englandAndWales.days, '2018-07-20': 'Closed' } };
    const known = { ...now, calendars: [closed, ...now.calendars.slice(1)] };
    const context = { definition, fields: {}, facts: known };
    const moved = all.map((each) =>
      each.key === 'begin' ? deadlineOf(redateDeadline(each, { ...context, use: begin })) : each,
    );
    const uses: Record<string, LimitUse> = { do: stage, review: after };
    const settled = redateHanging(moved, all, ({ key }) => (uses[key] ? { ...context, use: uses[key] } : undefined));
    expect(settled.map(({ key, dueOn }) => [key, dueOn])).toEqual([
      ['begin', '2018-07-25'],
      ['do', '2018-07-25'],
      ['review', '2018-08-01'],
    ]);
    expect(redateHanging(all, all, () => ({ ...context, use: after }))).toEqual(all);
  });
});

describe('limits that share one budget', () => {
  const budget = started(begin);

  it('are due no later than the running one, and say which holds', () => {
    const capped = started(stage, { deadlines: [budget] });
    expect(capped).toMatchObject({ dueOn: '2018-07-24', calculatedOn: '2018-07-24', basis: 'local' });
    expect(step(capped, 'budget')).toEqual({
      step: 'budget',
      date: '2018-07-24',
      text: 'No later than Begin, due on Tuesday 24 July 2018: that is earlier than Tuesday 7 August 2018, and holds.',
    });
    expect(capped.receipt.at(-1)).toEqual({ step: 'end', date: '2018-07-24', text: 'Due on Tuesday 24 July 2018.' });
  });

  it('keep their own date where it is earlier, and where the other is over', () => {
    const short = limit({ local: 'review', noLaterThan: 'begin' });
    const own = started(short, { deadlines: [budget] });
    expect(own.dueOn).toBe('2018-07-17');
    expect(step(own, 'budget')?.text).toContain('the own date, Tuesday 17 July 2018, is no later');
    expect(started(stage, { deadlines: [meetDeadline(budget, '2018-07-12')] }).dueOn).toBe('2018-08-07');
  });

  it('stay within it when they are suspended', () => {
    const known = { ...now, deadlines: [budget] };
    const away = { from: '2018-07-12', resumes: '2018-07-19', ground: 'away', by: 'Eva Brook', at: now.now };
    const out = deadlineOf(suspendDeadline(started(stage, { deadlines: [budget] }), away, known));
    expect(out.dueOn).toBe('2018-07-24');
    expect(step(out, 'budget')?.text).toContain('Tuesday 14 August 2018');
  });

  it('count to the hour where the budget does', () => {
    const hours = started(fromReturn, { values: { returnedOn: '2018-07-10', returnedAt: '08:00' } });
    const sameDay = limit({ local: 'begin', noLaterThan: 'return-interview-72h', origin: { from: 'noticedOn' } });
    const capped = started(sameDay, { values: { noticedOn: '2018-06-29' }, deadlines: [hours] });
    expect(capped).toMatchObject({ dueOn: '2018-07-13', dueAt: '2018-07-13T07:00:00.000Z' });
  });
});

describe('what a limit hangs on', () => {
  it('is listed: its fields, those of its origin with the time, and other deadlines', () => {
    expect(limitSources(fromReturn, definition)).toEqual({ fields: ['returnedAt', 'returnedOn'], deadlines: [] });
    expect(limitSources(stage, definition)).toEqual({ fields: ['promisedFor'], deadlines: ['begin'] });
    expect(limitSources(after, definition)).toEqual({ fields: [], deadlines: ['begin'] });
    const several = limit({ local: 'begin', origin: { latestOf: ['noticedOn', 'deadline:do'] }, noLaterThan: 'do' });
    expect(limitSources(several, definition)).toEqual({ fields: ['noticedOn'], deadlines: ['do'] });
  });
});
