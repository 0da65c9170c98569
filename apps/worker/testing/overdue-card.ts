import type { Calendar, Deadline, Facts, WorkItem, WorkflowDefinition } from '@kept/domain';
import type { Notice } from '@kept/database';

/** A card whose answer was due on Tuesday 18 February 2020, and all that is known of it on the day after. */
export const bankHolidays: Calendar = {
  key: 'england-and-wales',
  title: 'Bank holidays in England and Wales',
  kind: 'holidays',
  knownFrom: '2018-01-01',
  knownTo: '2021-12-31',
  days: { '2020-04-10': 'Good Friday', '2020-04-13': 'Easter Monday' },
  revision: 1,
};

export const answer: Deadline = {
  key: 'answer',
  occurrence: 1,
  rule: 'challenge-card/answer',
  basis: 'local',
  versions: {
    workflow: { key: 'challenge-card', version: 1 },
    rule: null,
    local: null,
    calendars: [],
    meeting: null,
    body: null,
  },
  startedOn: '2020-01-21',
  startedAt: '2020-01-21T10:00:00.000Z',
  statutoryOn: null,
  calculatedOn: '2020-02-18',
  agreedOn: null,
  scheduledOn: null,
  dueOn: '2020-02-18',
  dueAt: null,
  metOn: null,
  status: 'running',
  extensions: [],
  suspensions: [],
  exceptions: [],
  receipt: [
    {
      step: 'rule',
      date: '2020-01-21',
      text: 'Answer to the young people: 20 working days. Local policy: set by this council.',
    },
    {
      step: 'start',
      date: '2020-01-21',
      text: 'From Tuesday 21 January 2020 (the day it started); that day itself does not count.',
    },
    {
      step: 'counted',
      date: '2020-02-18',
      text: '20 working days counted on to Tuesday 18 February 2020, Saturdays and Sundays left out.',
    },
    { step: 'end', date: '2020-02-18', text: 'Due on Tuesday 18 February 2020.' },
  ],
  reminders: [],
  escalation: null,
  ignoresQuietHours: false,
  plan: [],
};

export const card: WorkItem = {
  id: '0197f7a4-0000-7000-8000-000000000010',
  reference: 'CC-2020-001',
  workflow: 'challenge-card',
  definitionVersion: 1,
  title: 'Kingfisher wants to stay with her brother',
  state: 'accepted',
  enteredAt: '2020-01-21T10:00:00.000Z',
  returnsTo: null,
  level: 0,
  closed: false,
  exempt: false,
  restrictedTo: null,
  hiddenFrom: [],
  ownerPost: 'head-of-fostering',
  contributors: [],
  fields: { question: 'Kingfisher asks why.' },
  records: {},
  evidence: [],
  links: [],
  deadlines: [answer],
  nextDueOn: '2020-02-18',
  doneBy: {},
  version: 3,
  createdAt: '2020-01-20T10:00:00.000Z',
  createdBy: 'p-officer',
};

const definition: WorkflowDefinition = {
  key: 'challenge-card',
  version: 1,
  reference: 'CC',
  title: { officer: 'Challenge card', plain: 'Our challenge' },
  classification: 'unrestricted',
  initial: 'accepted',
  owner: { default: 'head-of-fostering' },
  fields: {},
  records: {},
  local: { answer: { label: 'Answer to the young people', amount: { amount: 20, unit: 'working-days' } } },
  states: {
    accepted: {
      label: 'Accepted',
      final: false,
      restricted: false,
      hiddenFrom: [],
      limits: [{ local: 'answer', continues: [], reminders: [], tells: 'participation', ignoresQuietHours: false }],
    },
  },
  transitions: {},
  escalation: {},
  visibility: { participation: ['item'] },
};

const people = ['holder', 'deputy', 'director', 'participation'].map((id) => ({
  id: `p-${id}`,
  name: `The ${id}`,
  email: `${id}@example.test`,
}));
const posts = [
  { key: 'head-of-fostering', title: 'Head of Fostering', aliases: [], reportsTo: 'corporate-director', team: null },
  { key: 'corporate-director', title: 'Corporate Director', aliases: [], reportsTo: null, team: null },
  { key: 'participation-lead', title: 'Participation Lead', aliases: [], reportsTo: null, team: null },
];
const holders = [
  { post: 'head-of-fostering', personId: 'p-holder', from: '2018-01-01', to: null },
  { post: 'corporate-director', personId: 'p-director', from: '2018-01-01', to: null },
  { post: 'participation-lead', personId: 'p-participation', from: '2018-01-01', to: null },
];

export const roles = { 'p-participation': ['participation'] } as const;

export const facts: Facts = {
  now: '2020-02-19T09:00:00.000Z',
  today: '2020-02-19',
  actor: { kind: 'system', name: 'sweep' },
  definition,
  rules: [],
  localValues: [],
  calendars: [bankHolidays],
  organisation: { posts, holders, covers: [], absences: [], people, bodies: [], meetings: [] },
};

export const overdue: Notice = {
  id: '0197f7a4-0000-7000-8000-000000000020',
  workItemId: card.id,
  reference: card.reference,
  post: 'head-of-fostering',
  kind: 'overdue',
  channel: 'email',
  deadline: { key: 'answer', occurrence: 1 },
  dueOn: '2020-02-18',
  late: false,
  status: 'sending',
  createdAt: '2020-02-19T00:00:00.000Z',
  statusAt: '2020-02-19T09:00:00.000Z',
};
