import { describe, expect, it } from 'vitest';
import { aDefinition, aRule, councilClosures, englandAndWales, facts, limit } from '../../testing/index.js';
import type { Fields } from '../work-item/work-item.js';
import type { LimitUse } from '../workflow/definition.js';
import type { Deadline } from './deadline.js';
import type { DeadlineOutcome } from './deadline-dates.js';
import { extendDeadline, fireDue, isOverdue, startDeadline } from './limits.js';
import { resumeDeadline, suspendDeadline } from './suspend-deadline.js';

const definition = aDefinition();

function on(day: string) {
  return facts({ on: day });
}

function deadlineOf(outcome: DeadlineOutcome): Deadline {
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.deadline;
}

function started(day: string, use: LimitUse, fields: Fields = {}): Deadline {
  const known = on(day);
  return deadlineOf(startDeadline({ definition, use, occurrence: 1, startedAt: known.now, fields, facts: known }));
}

function away(from: string, ground = 'waiting for the decision') {
  return { from, resumes: null, ground, by: 'Eva Brook', at: on(from).now };
}

function back(from: string, day: string, ground = 'waiting for the decision') {
  return { from, ground, on: day };
}

/** Begun on 3 February 2020, promised for the 20th. */
function promised(): Deadline {
  return started('2020-02-03', limit({ local: 'do' }), { promisedFor: '2020-02-20' });
}

describe('a limit that was suspended over its own day', () => {
  it('still becomes overdue when it runs again: promised for 20 February 2020, out from the 17th to the 24th', () => {
    const out = deadlineOf(suspendDeadline(promised(), away('2020-02-17'), on('2020-02-17')));
    expect(fireDue(out, on('2020-02-22')).fired).toEqual([]);
    const again = deadlineOf(resumeDeadline(out, back('2020-02-17', '2020-02-24'), on('2020-02-24')));
    expect(fireDue(again, on('2020-02-25')).fired).toMatchObject([{ kind: 'due', dueOn: '2020-02-20' }]);
  });

  it('also where the suspension is written up afterwards', () => {
    const known = on('2020-02-25');
    const out = deadlineOf(suspendDeadline(promised(), away('2020-02-17'), known));
    const again = deadlineOf(resumeDeadline(out, back('2020-02-17', '2020-02-24'), known));
    expect(fireDue(again, known).fired.map(({ kind }) => kind)).toEqual(['due']);
  });
});

describe('an agreed date and the days out', () => {
  /** Twenty working days from 3 February 2020 are 2 March; on 4 February the 4th was agreed. */
  function agreed(): Deadline {
    const extension = {
      from: '2020-03-02',
      to: '2020-03-04',
      reason: 'half term',
      by: 'Eva Brook',
      at: on('2020-02-04').now,
    };
    return extendDeadline(started('2020-02-03', limit({ local: 'do' })), extension, on('2020-02-04'));
  }

  it('gets back the days that are suspended after it was agreed: out from 11 February to 9 March 2020', () => {
    const suspension = { ...away('2020-02-11'), resumes: '2020-03-10' };
    const after = deadlineOf(suspendDeadline(agreed(), suspension, on('2020-02-11')));
    expect(after).toMatchObject({ calculatedOn: '2020-03-30', agreedOn: '2020-04-01', dueOn: '2020-04-01' });
    expect(after.extensions).toMatchObject([{ to: '2020-03-04' }]);
    expect(after.receipt.slice(-2).map(({ step, date }) => [step, date])).toEqual([
      ['carried', '2020-04-01'],
      ['end', '2020-04-01'],
    ]);
  });

  it('is the same whether the day back was known at first or not, and stands still for days out before it', () => {
    const open = deadlineOf(suspendDeadline(agreed(), away('2020-02-11'), on('2020-02-11')));
    const again = deadlineOf(resumeDeadline(open, back('2020-02-11', '2020-03-10'), on('2020-03-10')));
    expect(again).toMatchObject({ agreedOn: '2020-04-01', dueOn: '2020-04-01', status: 'running' });
    const earlier = { ...away('2020-02-03'), resumes: '2020-02-05' };
    expect(deadlineOf(suspendDeadline(agreed(), earlier, on('2020-02-05')))).toMatchObject({
      calculatedOn: '2020-03-03',
      agreedOn: '2020-03-04',
      dueOn: '2020-03-04',
    });
  });

  it('gives way to the counted date where days out before it are written up later: out from 5 to 18 February', () => {
    const extension = {
      from: '2020-03-02',
      to: '2020-03-04',
      reason: 'ill',
      by: 'Eva Brook',
      at: on('2020-02-20').now,
    };
    const extended = extendDeadline(started('2020-02-03', limit({ local: 'do' })), extension, on('2020-02-20'));
    const earlier = { ...away('2020-02-05'), resumes: '2020-02-19' };
    const after = deadlineOf(suspendDeadline(extended, earlier, on('2020-02-21')));
    expect(after).toMatchObject({ calculatedOn: '2020-03-16', agreedOn: '2020-03-04', dueOn: '2020-03-16' });
    expect(after.receipt.at(-2)?.text).toBe(
      'What was agreed lies before the date as it is counted now, Monday 16 March 2020: the later one holds.',
    );
  });
});

describe('a suspension begins', () => {
  const due = () => started('2020-01-06', limit({ local: 'do' }));

  it('before the limit is over: one due on 3 February 2020 stays overdue on the 17th', () => {
    expect(suspendDeadline(due(), away('2020-02-17'), on('2020-02-17'))).toEqual({
      ok: false,
      error: 'It was due on 3 February 2020. A suspension that begins after that day changes nothing.',
      field: 'from',
    });
    expect(isOverdue(due(), '2020-02-17')).toBe(true);
  });

  it('no sooner than its first day: one without an end is entered when that has come', () => {
    expect(suspendDeadline(due(), away('2020-01-30'), on('2020-01-17'))).toMatchObject({
      error: '30 January 2020 is still to come. Give the first day back too, or wait for it.',
    });
    const planned = { ...away('2020-01-30'), resumes: '2020-02-06' };
    expect(deadlineOf(suspendDeadline(due(), planned, on('2020-01-17')))).toMatchObject({
      status: 'running',
      dueOn: '2020-02-10',
    });
  });
});

describe('two suspensions at once', () => {
  it('end one by one: the limit stands still until the last is over', () => {
    const first = deadlineOf(suspendDeadline(promised(), away('2020-02-10', 'away'), on('2020-02-10')));
    const both = deadlineOf(suspendDeadline(first, away('2020-02-12', 'ill'), on('2020-02-12')));
    const one = deadlineOf(resumeDeadline(both, back('2020-02-10', '2020-02-14', 'away'), on('2020-02-14')));
    expect(one).toMatchObject({ status: 'suspended', suspensions: [{ resumes: '2020-02-14' }, { resumes: null }] });
    expect(deadlineOf(resumeDeadline(one, back('2020-02-12', '2020-02-19', 'ill'), on('2020-02-19')))).toMatchObject({
      status: 'running',
      suspensions: [{ resumes: '2020-02-14' }, { resumes: '2020-02-19' }],
    });
  });
});

describe('a legal exception that still holds', () => {
  it('is marked without an end, and the limit runs on', () => {
    const ground = {
      key: 'personal',
      regulation: '10(4)(c)',
      title: 'exceptional circumstances',
      computed: 'none' as const,
    };
    const rules = [aRule({ key: 'ehc-final-plan', exceptionGrounds: [ground] })];
    const known = facts({ on: '2020-02-10', rules });
    const use = limit({ rule: 'ehc-final-plan' });
    const running = deadlineOf(
      startDeadline({ definition, use, occurrence: 1, startedAt: on('2020-02-03').now, fields: {}, facts: known }),
    );
    const marked = deadlineOf(suspendDeadline(running, away('2020-02-10', 'personal'), known));
    expect(marked).toMatchObject({
      status: 'running',
      dueOn: '2020-03-02',
      exceptions: [{ regulation: '10(4)(c)', holdsFrom: '2020-02-10', holdsTo: null }],
    });
    expect(marked.receipt.at(-2)?.text).toBe(
      'Exception 10(4)(c) holds from 10 February 2020 on: exceptional circumstances. The date is not moved.',
    );
  });
});

describe('days out over a calendar that was changed since', () => {
  it('are counted by its new revision, and the deadline says so', () => {
    const calendars = [englandAndWales, { ...councilClosures, revision: 7 }];
    const known = facts({ on: '2020-02-11', calendars });
    const suspension = { ...away('2020-02-10'), resumes: '2020-02-11' };
    const after = deadlineOf(suspendDeadline(started('2020-02-03', limit({ local: 'do' })), suspension, known));
    expect(after.versions.calendars).toContainEqual({ key: 'council-closures', revision: 7 });
  });
});
