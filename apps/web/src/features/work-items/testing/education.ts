import type { WorkflowView, WorkItemView } from '@kept/contracts';
import { item as card, workflow as cards } from './card.js';
import { deadline, entry, field, form, option } from './making.js';

// A child without a school in February 2020, twice consulted in vain, at level 2: what the server says to the caseworker.

const consultations: WorkflowView['records'][number] = {
  key: 'consultations',
  label: 'Consultations of schools',
  mayAdd: true,
  fields: [
    field('school', 'text', 'School', { required: true }),
    field('askedOn', 'date', 'Asked on', { required: true }),
    field('answeredOn', 'date', 'Answered on'),
    field('answer', 'choice', 'Answer', { options: [{ value: 'full', label: 'Full' }] }),
  ],
};
const escalations: WorkflowView['records'][number] = {
  key: 'escalations',
  label: 'Levels of escalation',
  mayAdd: false,
  fields: [
    field('level', 'integer', 'Level'),
    field('post', 'post', 'Raised to', { options: [{ value: 'area-sen', label: 'Area SEN manager' }] }),
    field('reason', 'text', 'Reason'),
    field('answerDueOn', 'date', 'To be answered by'),
  ],
};
const eligibility: WorkflowView['records'][number] = {
  key: 'eligibility',
  label: 'Eligibility',
  mayAdd: false,
  fields: [
    field('outcome', 'choice', 'Outcome', {
      options: [
        { value: 'eligible', label: 'Eligible' },
        { value: 'not-eligible', label: 'Not eligible' },
        { value: 'unknown', label: 'Unknown' },
      ],
    }),
    field('rule', 'text', 'Rule'),
    field('version', 'integer', 'Version of the rule'),
    field('on', 'date', 'As on'),
    field('reasons', 'text', 'Reasons'),
  ],
};

const open = ['identified', 'consulting', 'place-offered'];

export const education: WorkflowView = {
  ...cards,
  key: 'ehcp-escalation',
  reference: 'EE',
  title: { officer: 'Education escalation', plain: 'My school place' },
  initial: 'identified',
  states: [
    { key: 'identified', label: 'Without suitable education', final: false, pauses: false },
    { key: 'consulting', label: 'Schools are being consulted', final: false, pauses: false },
    { key: 'place-offered', label: 'A place is offered', final: false, pauses: false },
    { key: 'closed', label: 'Closed', final: true, pauses: false },
  ],
  fields: [
    field('caseReference', 'text', 'Case reference', { required: true, max: 20 }),
    field('attendance', 'number', 'Attendance in per cent'),
    field('meetsAt', 'time', 'Meets at'),
    field('target', 'item', 'Target'),
  ],
  records: [consultations, escalations, eligibility],
  transitions: [
    form('offer-place', 'A school offers a place', { from: ['consulting'], to: ['place-offered'], by: ['area-lead'] }),
    form('consult-anew', 'Begin again', { from: ['consulting'], to: ['identified'], by: ['area-lead'] }),
    form('leave', 'Left the cohort', { from: open, to: ['closed'], by: ['area-lead'], needsReason: true }),
    form('hand-over', 'Too old for school, hand over', {
      from: open,
      to: ['closed'],
      by: ['caseworker', 'area-lead'],
      opens: 'Post-16 destination',
    }),
    form('consult', 'Schools are consulted', {
      from: ['identified'],
      to: ['consulting'],
      by: [],
      follows: 'consultations',
    }),
  ],
  levels: [1, 2, 3, 4],
  partOf: 'target',
};

const level = (no: number, to: string) => ({
  level: no,
  to,
  reached: no <= 2,
  answerWithin: '10 working days',
});

export const caseAtLevel2: WorkItemView = {
  ...card,
  reference: 'EE-2019-004',
  workflow: 'ehcp-escalation',
  title: 'Year 10, no recorded school',
  state: 'consulting',
  stateLabel: 'Schools are being consulted',
  level: 2,
  fields: { caseReference: 'EX-1042', attendance: 87.5, meetsAt: '14:30', target: 'BT-2018-001' },
  gaps: [{ field: 'consultations.2', text: 'Still open: number 2' }],
  stalled: ['Raised 2 times at level 2.'],
  records: {
    consultations: [
      entry(1, { school: 'Northfield', askedOn: '2020-01-20', answeredOn: '2020-02-06', answer: 'full' }),
      entry(2, { school: 'Southfield', askedOn: '2020-02-01' }),
    ],
    escalations: [
      entry(1, {
        level: 2,
        post: 'county-sen',
        reason: 'Eight weeks have gone.',
        answerDueOn: '2020-01-27',
        acknowledgedBy: 'Farah Qureshi-Lunn',
        acknowledgedOn: '2020-01-14',
        answerBy: '2020-01-30',
        answer: 'Two more schools will be asked.',
        answeredOn: '2020-02-03',
      }),
      entry(2, { level: 2, post: 'county-sen', answerDueOn: '2020-02-14' }, { addedAt: '2020-02-03T09:00:00Z' }),
    ],
    eligibility: [
      entry(1, {
        outcome: 'unknown',
        rule: 'lifelong-links',
        version: 1,
        on: '2018-05-01',
        reasons: 'Age: not known.',
      }),
      entry(2, {
        outcome: 'not-eligible',
        rule: 'lifelong-links',
        version: 2,
        on: '2020-01-13',
        reasons: 'Under 16: no, 16.\nIn care for less than three years: yes, since 1 May 2018.',
      }),
    ],
  },
  deadlines: [
    deadline('progress', 'Evidenced progress', '2020-03-02', { daysLeft: 14 }),
    deadline('ehc-school-consultation', 'Consultations of schools: answer', '2020-02-04', {
      record: 'consultations',
      status: 'met',
      metOn: '2020-02-06',
      daysLeft: -2,
    }),
    deadline('ehc-school-consultation', 'Consultations of schools: answer', '2020-02-16', {
      record: 'consultations',
      occurrence: 2,
      overdue: true,
      daysLeft: -1,
    }),
    deadline('escalation-answer', 'Answer of the level', '2020-01-30', {
      record: 'escalations',
      status: 'met',
      metOn: '2020-02-03',
      daysLeft: -4,
    }),
    deadline('escalation-answer', 'Answer of the level', '2020-02-14', {
      record: 'escalations',
      occurrence: 2,
      overdue: true,
      daysLeft: -3,
    }),
  ],
  links: [
    { no: 1, to: 'PD-2020-001', kind: 'handed-over-to', way: 'opened', addedAt: '', addedBy: '' },
    { no: 2, to: 'CC-2018-001', kind: 'about', way: 'linked', addedAt: '', addedBy: '' },
  ],
  levels: {
    levels: [
      level(1, 'Area SEN manager'),
      level(2, 'County service manager'),
      level(3, 'Director of integrated services'),
      level(4, 'Corporate director'),
    ],
    mayRaiseTo: [2, 3, 4],
    mayAcknowledge: 2,
    mayAnswer: 2,
  },
  transitions: [
    option('consult-anew', 'Begin again', 'identified'),
    option('offer-place', 'A school offers a place', 'place-offered', {
      missing: [{ field: 'consultations', text: 'No school that was consulted has offered a place.' }],
    }),
    option('leave', 'Left the cohort', 'closed', { missing: [{ field: 'reason', text: 'Give the reason.' }] }),
    option('hand-over', 'Too old for school, hand over', 'closed'),
  ],
};
