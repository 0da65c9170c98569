import type { WorkflowDefinition } from '../src/index.js';
import { aDefinition, limit } from './definitions.js';

const field = (type: 'text' | 'date' | 'boolean' | 'choice', label: string, rest = {}) => ({
  type,
  label,
  required: false,
  plain: false,
  ...rest,
});
const state = (label: string, rest = {}) => ({
  label,
  final: false,
  restricted: false,
  hiddenFrom: [],
  limits: [],
  ...rest,
});

/**
 * A search for somebody's family, with what the small request of `aDefinition` has not: a pause, consent that ends a
 * search when it is taken back, consultations with a limit of their own, progress that evidence renews, levels that may be
 * passed over, and an end that opens an item of another workflow.
 */
export function aSearch(overrides: Partial<WorkflowDefinition> = {}): WorkflowDefinition {
  return aDefinition({
    key: 'search',
    reference: 'SE',
    fields: { question: field('text', 'The question'), reviewOn: field('date', 'Review on') },
    records,
    local: {
      consent: { amount: { amount: 10, unit: 'working-days' } },
      search: { amount: { amount: 20, unit: 'working-days' } },
      progress: { amount: { amount: 4, unit: 'weeks' } },
      reply: { amount: { amount: 15, unit: 'days' } },
    },
    states: {
      asked: state('Asked', { limits: [limit({ local: 'consent' })] }),
      searching: state('Searching', {
        limits: [limit({ local: 'search' }), limit({ local: 'progress', renewedBy: 'evidence', escalation: 'levels' })],
      }),
      paused: state('Paused', { pauses: true, limits: [limit({ on: 'reviewOn' })] }),
      found: state('Found', { final: true }),
      withdrawn: state('Withdrawn', { final: true }),
    },
    transitions,
    escalation: {
      levels: [
        { level: 1, to: 'head-of-service', after: { amount: 0, unit: 'days' }, answerWithin: tenDays },
        { level: 2, to: 'corporate-director', after: { amount: 4, unit: 'weeks' }, answerWithin: tenDays },
        { level: 3, to: 'clerk', after: { amount: 8, unit: 'weeks' } },
      ],
    },
    skipsLevels: ['officer'],
    visibility: {},
    ...overrides,
  });
}

const tenDays = { amount: 10, unit: 'working-days' } as const;

const records: WorkflowDefinition['records'] = {
  consents: {
    label: 'Consents',
    fields: {
      to: field('choice', 'Consent to', { of: ['referral', 'search'], required: true }),
      given: field('boolean', 'Given', { required: true }),
    },
  },
  consultations: {
    label: 'Consultations',
    fields: {
      school: field('text', 'School', { required: true }),
      askedOn: field('date', 'Asked on'),
      answeredOn: field('date', 'Answered on'),
    },
    limit: { local: 'reply', from: 'askedOn', metBy: 'answeredOn' },
  },
};

const given = (to: string) => ({ kind: 'latest', record: 'consents', where: { to }, has: { given: true } }) as const;
const takenBack = (to: string) =>
  [
    { kind: 'added', field: 'to', test: { op: 'is', value: to } },
    { kind: 'added', field: 'given', test: { op: 'is', value: false } },
  ] as const;
const to = (target: string) => [{ state: target, when: [] }];
const move = { needs: [], asks: [], by: ['officer', 'owner'] };

const transitions: WorkflowDefinition['transitions'] = {
  search: {
    ...move,
    label: 'Search',
    from: ['asked'],
    to: to('searching'),
    requires: [{ that: [given('search')], field: 'consents', text: 'Consent to search has not been given.' }],
  },
  stop: {
    ...move,
    label: 'Stop the search',
    by: [],
    from: ['searching'],
    to: to('asked'),
    follows: { record: 'consents', when: takenBack('search') },
  },
  pause: {
    ...move,
    label: 'Pause',
    from: ['asked', 'searching'],
    to: to('paused'),
    needs: [{ kind: 'field', field: 'reviewOn' }, { kind: 'reason' }],
  },
  resume: { ...move, label: 'Resume', from: ['paused'], to: to('previous') },
  find: {
    ...move,
    label: 'Found',
    from: ['searching'],
    to: to('found'),
    opens: { workflow: 'request', kind: 'continues-in', copies: { question: 'question' } },
  },
  withdraw: { ...move, label: 'Withdraw', from: ['asked', 'searching', 'paused'], to: to('withdrawn') },
};
