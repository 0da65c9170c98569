import type { TestBenchView, WorkflowDifferenceView, WorkflowVersionView } from '@kept/contracts';

// What the server says of a challenge card: in words, between two versions, and played.
export const version: WorkflowVersionView = {
  key: 'challenge-card',
  version: 2,
  versions: [1, 2],
  title: { officer: 'Challenge card', plain: 'Our challenge' },
  states: [
    {
      key: 'accepted',
      label: 'Accepted',
      final: false,
      says: [],
      limits: [
        {
          key: 'answer',
          title: 'Answer to the young people',
          basis: 'local',
          length: '20 working days',
          source: 'Local policy: set by this council',
          says: ['Reminders: 5 working days before'],
        },
      ],
    },
    { key: 'answered', label: 'Answered', final: true, says: [], limits: [] },
  ],
  steps: [
    {
      key: 'answer',
      label: 'Answer',
      from: ['accepted'],
      says: ['To “Answered”', 'By owner, director'],
      needs: ['What we did', 'A piece of evidence'],
    },
  ],
  levels: [{ title: 'Level 1', says: ['To the post above the owner', '1 working day after the date'] }],
  diagram: '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
  mayPlay: true,
};

export const difference: WorkflowDifferenceView = {
  key: 'challenge-card',
  title: 'Challenge card',
  from: 1,
  to: 2,
  changes: [
    {
      how: 'changed',
      part: 'local',
      key: 'triage',
      title: 'Triage',
      before: ['10 working days'],
      after: ['5 working days'],
    },
    { how: 'added', part: 'state', key: 'parked', title: 'Parked', before: [], after: ['Time limit: Review'] },
  ],
};

const answer = {
  key: 'answer',
  occurrence: 1,
  title: 'Answer to the young people',
  dueOn: '2020-03-16',
  dueAt: null,
};

export const played: TestBenchView = {
  workflow: 'challenge-card',
  version: 2,
  entries: [
    { at: '2020-02-17T09:00:00+00:00', kind: 'created', text: 'It begins: “Accepted”.' },
    {
      at: '2020-02-17T09:00:00+00:00',
      kind: 'limit-started',
      text: 'Answer to the young people: runs until 16 March 2020.',
      deadline: answer,
      receipt: [{ step: 'end', date: '2020-03-16', text: 'Due on Monday 16 March 2020.' }],
    },
    { at: '2020-03-09T08:00:00+00:00', kind: 'reminder', text: 'Reminder of the answer.', deadline: answer },
    {
      at: '2020-03-09T08:00:00+00:00',
      kind: 'told',
      text: 'Head of Service is told of what comes.',
      post: { key: 'head-of-service', title: 'Head of Service' },
    },
    { at: '2020-03-17T00:00:00+00:00', kind: 'overdue', text: 'The answer is late.', deadline: answer },
    { at: '2020-03-18T08:00:00+00:00', kind: 'level', text: 'Raised to level 1.', deadline: answer },
  ],
  ends: {
    at: '2020-08-17T23:59:00+01:00',
    state: { key: 'accepted', label: 'Accepted' },
    level: 1,
    closed: false,
    transitions: [{ key: 'answer', label: 'Answer', to: 'answered', missing: [] }],
    limits: [{ key: 'answer', title: answer.title, dueOn: answer.dueOn, grounds: null, open: null }],
  },
};
