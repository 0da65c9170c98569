import type { Deadline } from '@kept/domain';
import { loadLibrary } from '@kept/workflows';
import { describe, expect, it } from 'vitest';
import { presentDeadlineSummary } from '../rows/deadline-row.presenter.js';

const { definitions, rules } = loadLibrary();

/** Seventy-two hours from Tuesday 18 February 2020, ten o'clock. */
const deadline: Deadline = {
  key: 'triage',
  occurrence: 1,
  rule: 'challenge-card/triage',
  basis: 'local',
  versions: {
    workflow: { key: 'challenge-card', version: 1 },
    rule: null,
    local: null,
    calendars: [],
    meeting: null,
    body: null,
  },
  startedOn: '2020-02-18',
  startedAt: '2020-02-18T10:00:00.000Z',
  statutoryOn: null,
  calculatedOn: '2020-02-21',
  agreedOn: null,
  scheduledOn: null,
  dueOn: '2020-02-21',
  dueAt: '2020-02-21T10:00:00.000Z',
  metOn: null,
  status: 'running',
  extensions: [],
  suspensions: [],
  exceptions: [],
  receipt: [],
  reminders: [],
  escalation: null,
  ignoresQuietHours: false,
  plan: [],
};

describe('a deadline counted in hours', () => {
  it('is overdue from its instant on, not from midnight', () => {
    const at = (now: string) => {
      const setting = { definition: definitions[0]!.definition, rules, today: now.slice(0, 10), now };
      return presentDeadlineSummary(deadline, setting).overdue;
    };
    expect(at('2020-02-21T09:59:00.000Z')).toBe(false);
    expect(at('2020-02-21T10:01:00.000Z')).toBe(true);
  });
});
