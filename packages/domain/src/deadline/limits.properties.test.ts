import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aDefinition, facts, limit } from '../../testing/index.js';
import { addDays, daysBetween } from '../calendar/local-date.js';
import { londonInstant } from '../calendar/zone.js';
import { workingDaysBetween } from '../calendar/working-days.js';
import type { Deadline } from './deadline.js';
import type { DeadlineOutcome } from './deadline-dates.js';
import { fireDue, startDeadline } from './limits.js';
import { resumeDeadline, suspendDeadline } from './suspend-deadline.js';

const now = facts();
const offsets = fc.uniqueArray(fc.integer({ min: -9, max: 9 }), { maxLength: 5 });
const dayAfterStart = fc.integer({ min: 0, max: 40 });

function deadlineOf(outcome: DeadlineOutcome): Deadline {
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.deadline;
}

function started(days: readonly number[] = []): Deadline {
  const reminders = days.map((amount) => ({ amount, unit: 'working-days' as const }));
  const use = limit({ local: 'begin', reminders });
  return deadlineOf(
    startDeadline({ definition: aDefinition(), use, occurrence: 1, startedAt: now.now, fields: {}, facts: now }),
  );
}

const at = (days: number) => facts({ now: londonInstant(addDays(now.today, days), '12:00') });

describe('passing time', () => {
  it('twice is once, and in steps is the same as in one go: each firing comes out exactly once', () => {
    fc.assert(
      fc.property(offsets, dayAfterStart, dayAfterStart, (days, one, other) => {
        const [early, late] = one < other ? [one, other] : [other, one];
        const first = fireDue(started(days), at(early));
        const second = fireDue(first.deadline, at(late));
        expect(fireDue(second.deadline, at(late)).fired).toEqual([]);
        expect([...first.fired, ...second.fired]).toEqual(fireDue(started(days), at(late)).fired);
        expect(second.deadline).toEqual(fireDue(started(days), at(late)).deadline);
      }),
    );
  });
});

describe('suspending and resuming a limit', () => {
  it('loses no firing and adds none: one promised for a day is overdue once, however it was suspended', () => {
    const definition = aDefinition();
    const fields = { promisedFor: addDays(now.today, 10) };
    const promised = deadlineOf(
      startDeadline({ definition, use: limit({ local: 'do' }), occurrence: 1, startedAt: now.now, fields, facts: now }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(dayAfterStart, dayAfterStart), { maxLength: 4 }), (spans) => {
        let deadline = promised;
        let day = 0;
        const fired = [];
        for (const [gap, length] of spans) {
          const suspension = {
            from: addDays(now.today, day + gap),
            resumes: null,
            ground: 'away',
            by: 'Eva',
            at: now.now,
          };
          day += gap;
          const before = fireDue(deadline, at(day));
          const out = suspendDeadline(before.deadline, suspension, at(day));
          fired.push(...before.fired);
          deadline = before.deadline;
          if (!out.ok) break;
          expect(fireDue(out.deadline, at(day + length)).fired).toEqual([]);
          day += length + 1;
          const resumption = { ...suspension, on: addDays(now.today, day) };
          deadline = deadlineOf(resumeDeadline(out.deadline, resumption, at(day)));
        }
        fired.push(...fireDue(deadline, at(500)).fired);
        expect(fired.map(({ kind, dueOn }) => [kind, dueOn])).toEqual([['due', fields.promisedFor]]);
      }),
    );
  });

  it('leaves as many working days as there were, whenever it is done and however often', () => {
    const spans = fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 10 })), { maxLength: 4 });
    fc.assert(
      fc.property(spans, (gaps) => {
        const before = started();
        let deadline = before;
        let day = now.today;
        let lost = 0;
        for (const [gap, length] of gaps) {
          const from = addDays(day, gap);
          if (from > deadline.dueOn) break;
          const resumes = addDays(from, length);
          const known = at(daysBetween(now.today, resumes));
          const suspension = { from, resumes: null, ground: 'away', by: 'Eva Brook', at: now.now };
          deadline = deadlineOf(
            resumeDeadline(
              deadlineOf(suspendDeadline(deadline, suspension, known)),
              { ...suspension, on: resumes },
              known,
            ),
          );
          lost += workingDaysBetween(addDays(from, -1), addDays(resumes, -1), now.calendars);
          day = resumes;
        }
        const left = workingDaysBetween(now.today, deadline.dueOn, now.calendars) - lost;
        expect(left).toBe(workingDaysBetween(now.today, before.dueOn, now.calendars));
      }),
    );
  });
});
