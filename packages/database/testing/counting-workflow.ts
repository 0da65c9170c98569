import type { Calendar, DeadlineRule, WorkflowDefinition } from '@kept/domain';
import { requestWorkflow } from './request-workflow.js';

const limit = (use: { local?: string; rule?: string }) => ({
  ...use,
  continues: [],
  reminders: [{ amount: -2, unit: 'working-days' as const }],
  ignoresQuietHours: false,
});

/**
 * Five limits at once: ten working days; by law twenty working days, six weeks, and four weeks that end on a working day;
 * and two days back from the agenda of a meeting.
 */
export const countingWorkflow: WorkflowDefinition = {
  ...requestWorkflow,
  key: 'counting',
  reference: 'CO',
  title: { officer: 'Count', plain: 'Our count' },
  local: {
    reply: { label: 'Reply', amount: { amount: 10, unit: 'working-days' } },
    paper: { label: 'Paper', before: 'agenda-publication', amount: { amount: -2, unit: 'working-days' } },
  },
  states: {
    ...requestWorkflow.states,
    open: {
      ...requestWorkflow.states['open']!,
      limits: [
        limit({ local: 'reply' }),
        limit({ rule: 'twenty-days' }),
        limit({ rule: 'six-weeks' }),
        limit({ rule: 'four-weeks' }),
      ],
      every: { ...limit({ local: 'paper' }), metBy: 'papers' },
    },
  },
};

function rule(key: string, rest: Partial<DeadlineRule>): DeadlineRule {
  return {
    key,
    version: 1,
    title: key,
    from: 'the day of the request',
    duration: { amount: 20, unit: 'working-days' },
    convention: 'within',
    calendars: ['england-and-wales'],
    roll: 'none',
    basis: 'statutory',
    source: { law: 'A law of this test' },
    textSeen: 'yes',
    suspensionGrounds: [],
    exceptionGrounds: [],
    effective: { from: null, to: null },
    kind: 'limit',
    ...rest,
  };
}

export const countingRules: readonly DeadlineRule[] = [
  rule('twenty-days', {}),
  rule('six-weeks', { duration: { amount: 6, unit: 'weeks' }, convention: 'weeks' }),
  rule('four-weeks', { duration: { amount: 4, unit: 'weeks' }, convention: 'weeks', roll: 'next-working-day' }),
  rule('agenda-publication', { duration: { amount: -5, unit: 'working-days' }, convention: 'clear-days' }),
];

export const bankHolidays: Calendar = {
  key: 'england-and-wales',
  title: 'Bank holidays',
  kind: 'holidays',
  knownFrom: '2012-01-01',
  knownTo: '2035-12-31',
  days: { '2020-04-10': 'Good Friday', '2020-04-13': 'Easter Monday' },
  revision: 1,
};

export const closures: Calendar = {
  ...bankHolidays,
  key: 'council-closures',
  title: 'Closures',
  kind: 'closures',
  days: {},
};
