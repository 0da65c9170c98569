import { describe, expect, it } from 'vitest';
import {
  agendaPublication,
  aDefinition,
  anOrganisation,
  aRule,
  councilClosures,
  englandAndWales,
  facts,
  later,
  limit,
  meeting,
} from '../../testing/index.js';
import type { Facts, Fields } from '../work-item/work-item.js';
import type { LimitUse } from '../workflow/definition.js';
import type { DeadlineOutcome } from './deadline-dates.js';
import type { Deadline, Extension } from './deadline.js';
import { receiptLine } from './receipt-line.js';
import {
  cancelDeadline,
  escalationDates,
  extendDeadline,
  fireDue,
  isOverdue,
  meetDeadline,
  missDeadline,
  nextDueOn,
  nextFiringAt,
  recalculateDeadline,
  scheduleDeadline,
  startDeadline,
} from './limits.js';
import { resumeDeadline, suspendDeadline } from './suspend-deadline.js';

const now = facts();
const definition = aDefinition();
const reminders = [
  { amount: -5, unit: 'working-days' as const },
  { amount: 1, unit: 'working-days' as const },
];
const begin = limit({ local: 'begin', reminders, escalation: 'standard' });
const review = aRule({ key: 'cla-review-first' });

function start(use: LimitUse, known: Facts = now, fields: Fields = {}): DeadlineOutcome {
  return startDeadline({ definition, use, occurrence: 1, startedAt: known.now, fields, facts: known });
}

function started(use: LimitUse, known: Facts = now, fields: Fields = {}): Deadline {
  return deadlineOf(start(use, known, fields));
}

function deadlineOf(outcome: DeadlineOutcome): Deadline {
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.deadline;
}

function until(to: string, from = '2018-07-24'): Extension {
  return { from, to, reason: 'the director is away', by: 'Eva Brook', at: now.now };
}

describe('a limit starts', () => {
  it('by a length of its own: ten working days from Tuesday 10 July 2018', () => {
    expect(started(begin)).toMatchObject({
      key: 'begin',
      rule: 'request/begin',
      basis: 'local',
      status: 'running',
      startedOn: '2018-07-10',
      calculatedOn: '2018-07-24',
      dueOn: '2018-07-24',
      statutoryOn: null,
      versions: {
        local: { key: 'request/begin', version: 0 },
        rule: null,
        calendars: [{ key: 'england-and-wales' }, { key: 'council-closures' }],
      },
    });
  });

  it('by the value that the authority had agreed by that day', () => {
    const value = {
      key: 'request/begin',
      duration: { amount: 5, unit: 'working-days' as const },
      agreedBy: 'the panel',
    };
    const localValues = [
      { ...value, version: 1, effectiveFrom: '2018-07-01' },
      { ...value, version: 2, effectiveFrom: '2018-08-01', duration: { amount: 3, unit: 'working-days' as const } },
    ];
    const deadline = started(begin, facts({ localValues }));
    expect(deadline).toMatchObject({ dueOn: '2018-07-17', versions: { local: { version: 1 } } });
    expect(deadline.receipt[0]?.text).toBe(
      'Begin: 5 working days. Local policy: set by this council, agreed by the panel, in force from 1 July 2018.',
    );
  });

  it('and says why in one line for a letter: no date twice, no reason that somebody typed', () => {
    const christmas = started(begin, facts({ on: '2019-12-18' }));
    expect(receiptLine(extendDeadline(christmas, until('2020-01-17', '2020-01-06'), now))).toBe(
      'Begin: 10 working days. Local policy: set by this council. ' +
        'From Wednesday 18 December 2019 (the day it started); that day itself does not count. ' +
        'Wednesday 25 December 2019 does not count: Christmas Day. ' +
        'Thursday 26 December 2019 does not count: Boxing Day. ' +
        "Wednesday 1 January 2020 does not count: New Year's Day. " +
        'Extended from 6 January 2020 to 17 January 2020.',
    );
  });

  it('by a rule of the library, in the version in force that day', () => {
    const versions = [
      { ...review, effective: { from: null, to: '2018-06-30' } },
      {
        ...review,
        version: 2,
        duration: { amount: 10, unit: 'working-days' as const },
        effective: { from: '2018-07-01', to: null },
      },
    ];
    const use = limit({ rule: 'cla-review-first' });
    expect(started(use, facts({ rules: versions }))).toMatchObject({
      statutoryOn: '2018-07-24',
      versions: { rule: { version: 2 } },
    });
    expect(started(use, facts({ rules: versions, on: '2018-06-29' })).dueOn).toBe('2018-07-27');
    expect(start(use, facts({ rules: versions.slice(1), on: '2018-06-29' }))).toEqual({
      ok: false,
      error: 'The rule cla-review-first starts on 1 July 2018; it was not in force on 29 June 2018.',
    });
  });

  it('by a date of the item where there is one, else by its length', () => {
    const use = limit({ local: 'do' });
    expect(started(use, now, { promisedFor: '2018-12-01' })).toMatchObject({
      dueOn: '2018-12-01',
      versions: { local: null },
    });
    expect(started(use, now, {}).dueOn).toBe('2018-08-07');
    expect(started(limit({ on: 'promisedFor' }), now, { promisedFor: '2018-12-01' })).toMatchObject({
      key: 'promisedFor',
      rule: 'request/promisedFor',
    });
    expect(start(limit({ on: 'promisedFor' }))).toEqual({ ok: false, error: 'The date is missing: Promised for.' });
  });

  it('counting back twice for the panel of 20 September 2018: agenda out by the 12th, paper five working days before', () => {
    const update = started(limit({ local: 'update' }));
    expect(update).toMatchObject({
      dueOn: '2018-09-05',
      basis: 'local',
      versions: { meeting: { heldOn: '2018-09-20' }, rule: { key: 'agenda-publication' } },
    });
    expect(update.receipt.map(({ date }) => date)).toContain('2018-09-12');
  });
});

describe('a meeting or a calendar moves', () => {
  it('and the check-in moves with its own meeting', () => {
    const update = started(limit({ local: 'update' }));
    const panel = anOrganisation();
    const meetings = panel.meetings.map((each) =>
      each.heldOn === '2018-09-20' ? { ...each, heldOn: '2018-09-27' } : each,
    );
    const moved = facts({ organisation: { ...panel, meetings } });
    const after = recalculateDeadline(update, {
      definition,
      use: limit({ local: 'update' }),
      fields: {},
      facts: moved,
    });
    expect(after).toMatchObject({ dueOn: '2018-09-12', startedOn: '2018-07-10' });
  });

  it('and a new closure moves what counts over it, keeping what was agreed', () => {
    const closed = facts({
      calendars: [englandAndWales, { ...councilClosures, days: { '2018-07-20': 'Closed' }, revision: 2 }],
    });
    const agreed = extendDeadline(started(begin), until('2018-08-10'), now);
    const after = recalculateDeadline(agreed, { definition, use: begin, fields: {}, facts: closed });
    expect(after).toMatchObject({ calculatedOn: '2018-07-25', agreedOn: '2018-08-10', dueOn: '2018-08-10' });
    expect(after.receipt.at(-1)?.date).toBe('2018-08-10');
  });
});

describe('an extension', () => {
  it('is the date where there is no statute; the first date is kept', () => {
    const extended = extendDeadline(started(begin), until('2018-08-10'), now);
    expect(extended).toMatchObject({ calculatedOn: '2018-07-24', agreedOn: '2018-08-10', dueOn: '2018-08-10' });
    expect(extended.receipt.slice(-2).map(({ step, date }) => [step, date])).toEqual([
      ['agreed', '2018-08-10'],
      ['end', '2018-08-10'],
    ]);
    const again = extendDeadline(extended, until('2018-08-17', '2018-08-10'), now);
    expect(again.extensions).toHaveLength(2);
    expect(again.receipt.filter(({ step }) => step === 'end')).toHaveLength(1);
  });

  it('never moves a statutory date: the agreed one stands beside it', () => {
    const known = facts({ rules: [review] });
    const extended = extendDeadline(
      started(limit({ rule: 'cla-review-first' }), known),
      until('2018-09-03', '2018-08-07'),
      known,
    );
    expect(extended).toMatchObject({ statutoryOn: '2018-08-07', agreedOn: '2018-09-03', dueOn: '2018-08-07' });
    expect(extended.receipt.at(-2)?.text).toContain('(the statutory date stays)');
  });
});

describe('suspending', () => {
  const away = { from: '2018-07-12', ground: 'young person away', by: 'Eva Brook', at: now.now };

  it('stops the count and the firings; resuming gives every day back', () => {
    const out = deadlineOf(suspendDeadline(started(begin), { ...away, resumes: null }, later(now, 2)));
    expect(out).toMatchObject({ status: 'suspended', dueOn: '2018-07-24' });
    expect(nextFiringAt(out)).toBeNull();
    expect(fireDue(out, later(now, 60)).fired).toEqual([]);
    const back = deadlineOf(resumeDeadline(out, { ...away, on: '2018-07-19' }, later(now, 9)));
    expect(back).toMatchObject({ status: 'running', dueOn: '2018-07-31' });
    expect(back.plan.map(({ kind, at }) => [kind, at])).toEqual([
      ['reminder', '2018-07-24T07:00:00.000Z'],
      ['due', '2018-07-31T23:00:00.000Z'],
      ['reminder', '2018-08-01T07:00:00.000Z'],
      ['level', '2018-08-01T07:00:00.000Z'],
      ['level', '2018-08-14T07:00:00.000Z'],
    ]);
  });

  it('is refused on a ground that a statutory rule does not know', () => {
    const known = facts({ rules: [review] });
    const outcome = suspendDeadline(
      started(limit({ rule: 'cla-review-first' }), known),
      { ...away, resumes: null },
      known,
    );
    expect(outcome).toEqual({
      ok: false,
      error: 'The rule cla-review-first does not know the ground "young person away".',
    });
  });

  it('marks a legal exception and lets the limit run on', () => {
    const absent = { key: 'absent', regulation: '10(4)(d)', title: 'absent from the area', computed: 'none' as const };
    const known = facts({ rules: [{ ...review, exceptionGrounds: [absent] }] });
    const running = started(limit({ rule: 'cla-review-first' }), known);
    const marked = deadlineOf(suspendDeadline(running, { ...away, ground: '10(4)(d)', resumes: '2018-08-20' }, known));
    expect(marked).toMatchObject({ status: 'running', dueOn: '2018-08-07', exceptions: [{ regulation: '10(4)(d)' }] });
  });
});

describe('firing', () => {
  const deadline = started(begin);

  it('reminds at 08:00 of its day, and is due at 00:00 of the day after, London time', () => {
    expect(deadline.plan).toEqual([
      { kind: 'reminder', mark: '-5wd', at: '2018-07-17T07:00:00.000Z', dueOn: '2018-07-24' },
      { kind: 'due', mark: '', at: '2018-07-24T23:00:00.000Z', dueOn: '2018-07-24' },
      { kind: 'reminder', mark: '+1wd', at: '2018-07-25T07:00:00.000Z', dueOn: '2018-07-24' },
      { kind: 'level', mark: '1', at: '2018-07-25T07:00:00.000Z', dueOn: '2018-07-24' },
      { kind: 'level', mark: '2', at: '2018-08-07T07:00:00.000Z', dueOn: '2018-07-24' },
    ]);
    expect(nextFiringAt(deadline)).toBe('2018-07-17T07:00:00.000Z');
  });

  it('takes out all that is due, once: a second run does nothing', () => {
    const once = fireDue(deadline, later(now, 20));
    expect(once.fired.map(({ kind, mark }) => `${kind} ${mark}`)).toEqual([
      'reminder -5wd',
      'due ',
      'reminder +1wd',
      'level 1',
    ]);
    expect(fireDue(once.deadline, later(now, 20))).toEqual({ deadline: once.deadline, fired: [] });
  });

  it('does not fire again for the same date when the plan is made anew', () => {
    const { deadline: reminded } = fireDue(deadline, later(now, 7));
    const replanned = scheduleDeadline(reminded, '2018-07-20', later(now, 7));
    expect(replanned.plan.map(({ mark }) => mark)).toEqual(['+1wd', '', '1', '2']);
    expect(replanned.plan.every(({ dueOn }) => dueOn === '2018-07-24')).toBe(true);
  });

  it('does not become due again when an overdue deadline is worked out again, agreed anew or paused', () => {
    const overdue = fireDue(deadline, later(now, 20)).deadline;
    const known = later(now, 21);
    const left = overdue.plan;
    expect(left).toMatchObject([{ kind: 'level', mark: '2' }]);
    expect(recalculateDeadline(overdue, { definition, use: begin, fields: {}, facts: known }).plan).toEqual(left);
    // A weekend out, which moves nothing.
    const away = { from: '2018-07-21', resumes: null, ground: 'away', by: 'Eva Brook', at: known.now };
    const paused = deadlineOf(suspendDeadline(overdue, away, known));
    expect(deadlineOf(resumeDeadline(paused, { ...away, on: '2018-07-23' }, known))).toMatchObject({
      dueOn: '2018-07-24',
      plan: left,
    });
    // Level 1 was reached by the first date, and is not asked once more.
    expect(extendDeadline(overdue, until('2018-08-17'), known).plan.map(({ mark }) => mark)).toEqual([
      '-5wd',
      '',
      '+1wd',
      '2',
    ]);
  });

  it('goes by the day on which the owner plans to do it, where that is earlier', () => {
    expect(scheduleDeadline(deadline, '2018-07-20', now).plan[0]?.at).toBe('2018-07-13T07:00:00.000Z');
    expect(scheduleDeadline(deadline, '2018-07-20', now).dueOn).toBe('2018-07-24');
    expect(scheduleDeadline(scheduleDeadline(deadline, '2018-07-20', now), null, now).plan).toEqual(deadline.plan);
  });

  it('counts hours from the very instant: 24 h from 01:30:40, the second time on 25 October 2020', () => {
    const day = { duration: { amount: 24, unit: 'hours' as const }, convention: 'hours' as const, calendars: [] };
    const rules = [aRule({ key: 'a-day', basis: 'guidance', ...day })];
    const known = facts({ rules, now: '2020-10-25T01:30:40.000Z' });
    expect(started(limit({ rule: 'a-day' }), known)).toMatchObject({
      dueOn: '2020-10-26',
      dueAt: '2020-10-26T01:30:40.000Z',
    });
  });

  it('fires a limit in hours at its instant', () => {
    const rules = [
      aRule({
        key: 'return-interview-72h',
        basis: 'guidance',
        duration: { amount: 72, unit: 'hours' },
        convention: 'hours',
        calendars: [],
      }),
    ];
    const interview = started(limit({ rule: 'return-interview-72h' }), facts({ rules }));
    expect(interview).toMatchObject({ dueOn: '2018-07-13', dueAt: '2018-07-13T08:00:00.000Z', statutoryOn: null });
    expect(nextFiringAt(interview)).toBe('2018-07-13T08:00:00.000Z');
    expect(isOverdue(interview, '2018-07-13', '2018-07-13T08:00:01.000Z')).toBe(true);
  });
});

describe('how a limit ends', () => {
  const deadline = started(begin);

  it('is overdue from the day after, and not once it is over', () => {
    expect(isOverdue(deadline, '2018-07-24')).toBe(false);
    expect(isOverdue(deadline, '2018-07-25')).toBe(true);
    for (const over of [meetDeadline(deadline, '2018-07-26'), missDeadline(deadline), cancelDeadline(deadline)]) {
      expect(over.plan).toEqual([]);
      expect(isOverdue(over, '2018-07-27')).toBe(false);
      expect(recalculateDeadline(over, { definition, use: begin, fields: {}, facts: later(now, 30) })).toBe(over);
    }
    expect(meetDeadline(deadline, '2018-07-26')).toMatchObject({ status: 'met', metOn: '2018-07-26' });
  });

  it('leaves the earliest running date as the next one, else that of what is paused', () => {
    const other = started(limit({ local: 'review' }));
    expect(nextDueOn([deadline, other])).toBe('2018-07-17');
    expect(nextDueOn([deadline, meetDeadline(other, '2018-07-12')])).toBe('2018-07-24');
    expect(nextDueOn([{ ...deadline, status: 'suspended' }])).toBe('2018-07-24');
    expect(nextDueOn([cancelDeadline(deadline)])).toBeNull();
  });

  it('climbs by working days from the date: 25 July, 7 August, then the next agenda', () => {
    const path = definition.escalation['standard'] ?? [];
    expect(escalationDates(path, deadline, now.calendars).map(({ on }) => on)).toEqual([
      '2018-07-25',
      '2018-08-07',
      null,
    ]);
  });

  it('counts hours from the very instant, and where a day is due from when that day is over', () => {
    const hours = (amount: number) => ({ amount, unit: 'hours' as const });
    const path = [0, 1, 24].map((amount, n) => ({ level: n + 1, to: 'lead', after: hours(amount) }));
    const days = (dueOn: string, dueAt: string | null) =>
      escalationDates(path, { ...deadline, dueOn, dueAt }, now.calendars).map(({ on }) => on);
    expect(days('2020-02-16', '2020-02-16T23:30:00.000Z')).toEqual(['2020-02-16', '2020-02-17', '2020-02-17']);
    expect(days('2020-02-16', null)).toEqual(['2020-02-17', '2020-02-17', '2020-02-18']);
  });
});

describe('a meeting in the place of an amount', () => {
  it('is the date: decide at the meeting where it is presented', () => {
    const local = { decide: { amount: { amount: 20, unit: 'working-days' as const }, orAt: 'meetingAt' } };
    const decides = aDefinition({ local });
    const [first] = [meeting('panel', '2018-07-19')];
    const known = facts({ definition: decides, rules: [agendaPublication] });
    const input = {
      definition: decides,
      use: limit({ local: 'decide' }),
      occurrence: 1,
      startedAt: known.now,
      facts: known,
    };
    const presented = known.organisation.meetings.find(({ heldOn }) => heldOn === first?.heldOn);
    expect(startDeadline({ ...input, fields: { meetingAt: presented?.id ?? '' } })).toMatchObject({
      ok: true,
      deadline: { dueOn: '2018-07-19' },
    });
    expect(startDeadline({ ...input, fields: {} })).toMatchObject({ ok: true, deadline: { dueOn: '2018-08-07' } });
  });
});
