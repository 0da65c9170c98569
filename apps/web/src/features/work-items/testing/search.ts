import type { WorkflowView, WorkItemView } from '@kept/contracts';
import { item as card, workflow as cards } from './card.js';
import { deadline, field, form, option } from './making.js';

// A Lifelong Links referral that stands still for the exams: what the server says to the coordinator.

const open = ['agreement-sought', 'searching', 'plan-agreed', 'paused'];
const end = (key: string, label: string, by: string[]) =>
  form(key, label, { from: open, to: [key], by, needsReason: true });

export const referrals: WorkflowView = {
  ...cards,
  key: 'lifelong-links-referral',
  reference: 'LL',
  title: { officer: 'Lifelong Links referral', plain: 'Finding my people' },
  initial: 'agreement-sought',
  discreet: false,
  states: [
    { key: 'agreement-sought', label: 'Asking the young person', final: false, pauses: false },
    { key: 'searching', label: 'Searching', final: false, pauses: false },
    { key: 'plan-agreed', label: 'Plan agreed', final: false, pauses: false },
    { key: 'completed', label: 'Completed', final: true, pauses: false },
    { key: 'paused', label: 'Paused', final: false, pauses: true },
    { key: 'withdrawn', label: 'Withdrawn', final: true, pauses: false },
    { key: 'declined', label: 'Declined', final: true, pauses: false },
    { key: 'identity', label: 'Work on identity was enough', final: true, pauses: false },
  ],
  fields: [field('caseReference', 'text', 'Case reference', { required: true, max: 20 })],
  records: [],
  transitions: [
    form('agree-plan', 'Plan agreed', { from: ['searching'], to: ['plan-agreed'], by: ['coordinator'] }),
    form('complete', 'Complete', { from: ['plan-agreed'], to: ['completed'], by: ['coordinator'] }),
    form('pause', 'Pause', { from: open, to: ['paused'], by: ['coordinator'], needsReason: true }),
    form('resume', 'Go on', { from: ['paused'], to: ['previous'], by: ['coordinator'] }),
    end('withdrawn', 'Withdraw', ['coordinator']),
    end('declined', 'The young person says no', ['coordinator']),
    end('identity', 'Work on identity is enough', ['coordinator']),
  ],
};

const ends = [
  option('withdrawn', 'Withdraw', 'withdrawn'),
  option('declined', 'The young person says no', 'declined'),
  option('identity', 'Work on identity is enough', 'identity'),
];

export const searching: WorkItemView = {
  ...card,
  reference: 'LL-2019-012',
  workflow: 'lifelong-links-referral',
  title: 'EX-2201',
  state: 'searching',
  stateLabel: 'Searching',
  overdue: false,
  fields: { caseReference: 'EX-2201' },
  gaps: [],
  deadlines: [deadline('conference', 'Conference', '2020-03-09', { daysLeft: 21 })],
  nextDueOn: '2020-03-09',
  daysLeft: 21,
  transitions: [option('pause', 'Pause', 'paused'), option('agree-plan', 'Plan agreed', 'plan-agreed'), ...ends],
};

export const pausedReferral: WorkItemView = {
  ...searching,
  state: 'paused',
  stateLabel: 'Paused',
  paused: true,
  pause: {
    since: '2020-02-03T09:00:00Z',
    until: '2020-06-15',
    reason: 'The exams come first.',
    goesBackTo: 'Searching',
  },
  nextDueOn: '2020-06-15',
  daysLeft: 119,
  deadlines: [
    deadline('reviewOn', 'Look at it again on', '2020-06-15', { daysLeft: 119 }),
    deadline('conference', 'Conference', '2020-03-09', {
      status: 'suspended',
      suspensions: [
        { from: '2020-02-03', resumes: null, ground: 'paused', by: 'Marcus Oyelaran', at: '2020-02-03T09:00:00Z' },
      ],
    }),
  ],
  transitions: [...ends, option('resume', 'Go on', 'searching')],
};
