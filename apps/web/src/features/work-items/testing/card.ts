import type { WorkflowView, WorkItemView } from '@kept/contracts';
import { deadline, field, form } from './making.js';

// Mind Your Language, accepted by resolution in December 2019 without an answer date: what the server says of it.

const question = field('question', 'text', 'The question', { required: true, plain: true, max: 2000 });
const whatWeDid = field('whatWeDid', 'text', 'What we did');
const answerDueOn = field('answerDueOn', 'date', 'Answer promised for');
const kind = field('kind', 'choice', 'Kind of card', {
  options: [
    { value: 'collective', label: 'Collective' },
    { value: 'personal', label: 'Personal' },
  ],
});

export const undertakings: WorkflowView['records'][number] = {
  key: 'undertakings',
  label: 'Undertakings',
  fields: [field('text', 'text', 'What was undertaken', { required: true })],
  mayAdd: true,
};

export const workflow: WorkflowView = {
  key: 'challenge-card',
  version: 1,
  reference: 'CC',
  title: { officer: 'Challenge card', plain: 'Our challenge' },
  mayCreate: true,
  initial: 'raised',
  discreet: false,
  states: [
    { key: 'accepted', label: 'Accepted', final: false, pauses: false },
    { key: 'answered', label: 'Answered', final: false, pauses: false },
    { key: 'withdrawn', label: 'Withdrawn', final: true, pauses: false },
  ],
  fields: [question, kind, answerDueOn, whatWeDid],
  records: [],
  transitions: [
    form('answer', 'Answer', {
      from: ['accepted'],
      to: ['answered'],
      by: ['owner', 'director'],
      fields: [{ ...whatWeDid, needed: true }],
      needsEvidence: 1,
    }),
    form('withdraw', 'Withdraw', {
      from: ['accepted', 'answered'],
      to: ['withdrawn'],
      by: ['officer'],
      needsReason: true,
    }),
  ],
  levels: [],
  partOf: null,
  parts: [],
  diagram: '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
};

export const item: WorkItemView = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  reference: 'CC-2019-002',
  workflow: 'challenge-card',
  definitionVersion: 1,
  title: 'Mind Your Language',
  state: 'accepted',
  stateLabel: 'Accepted',
  level: 0,
  closed: false,
  paused: false,
  exempt: false,
  discreet: false,
  ownerPost: {
    key: 'head-of-service',
    name: 'Head of Service',
    holder: null,
    acting: { name: 'Ash Vale', because: 'the post is vacant' },
  },
  nextDueOn: '2020-01-20',
  daysLeft: -28,
  overdue: true,
  version: 4,
  fields: { question: 'Why do you say “placement”?', kind: 'collective' },
  records: {},
  createdAt: '2019-11-20T10:00:00Z',
  evidence: [],
  links: [],
  deadlines: [
    deadline('answer', 'Answer to the young people', '2020-01-20', {
      rule: 'challenge-card/answer',
      overdue: true,
      daysLeft: -28,
      receipt: [
        { step: 'start', date: '2019-12-17', text: 'Accepted.' },
        { step: 'due', date: '2020-01-20', text: '20 working days later; three days were bank holidays.' },
      ],
      source: { law: 'Set by this council', paragraph: 'agreed by the panel', textSeen: null },
      escalation: [{ level: 1, to: 'Assistant Director', on: '2020-01-21', answerWithin: '5wd' }],
    }),
  ],
  pause: null,
  stalled: [],
  levels: null,
  measures: null,
  mayChange: true,
  editable: ['question', 'kind', 'answerDueOn'],
  transitions: [
    {
      key: 'answer',
      label: 'Answer',
      to: 'answered',
      allowed: true,
      missing: [
        { field: 'whatWeDid', text: 'Fill in “What we did”.' },
        { field: 'evidence', text: 'Add a piece of evidence: a note, a link or a file.' },
      ],
    },
    { key: 'withdraw', label: 'Withdraw', to: 'withdrawn', allowed: false, missing: [] },
  ],
  gaps: [{ field: 'answerDueOn', text: '“Answer promised for” was never given.' }],
};
