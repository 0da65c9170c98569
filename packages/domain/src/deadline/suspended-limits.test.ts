import { describe, expect, it } from 'vitest';
import { aDefinition, facts, limit } from '../../testing/index.js';
import type { Fields } from '../work-item/work-item.js';
import type { LimitUse } from '../workflow/definition.js';
import type { Deadline } from './deadline.js';
import { fireDue, resumeDeadline, startDeadline, suspendDeadline, type DeadlineOutcome } from './limits.js';

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

/** Begun on 3 February 2020, promised for the 20th. */
function promised(): Deadline {
  return started('2020-02-03', limit({ local: 'do' }), { promisedFor: '2020-02-20' });
}

describe('a limit that was suspended over its own day', () => {
  it('still becomes overdue when it runs again: promised for 20 February 2020, out from the 17th to the 24th', () => {
    const out = deadlineOf(suspendDeadline(promised(), away('2020-02-17'), on('2020-02-17')));
    expect(fireDue(out, on('2020-02-22')).fired).toEqual([]);
    const back = deadlineOf(resumeDeadline(out, '2020-02-24', on('2020-02-24')));
    expect(fireDue(back, on('2020-02-25')).fired).toMatchObject([{ kind: 'due', dueOn: '2020-02-20' }]);
  });

  it('also where the suspension is written up afterwards', () => {
    const known = on('2020-02-25');
    const out = deadlineOf(suspendDeadline(promised(), away('2020-02-17'), known));
    const back = deadlineOf(resumeDeadline(out, '2020-02-24', known));
    expect(fireDue(back, known).fired.map(({ kind }) => kind)).toEqual(['due']);
  });
});
