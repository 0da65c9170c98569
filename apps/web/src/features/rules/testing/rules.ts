import type {
  ChangedRulesView,
  LocalLimitListView,
  RuleChangeView,
  RuleListView,
  WorkflowVersionsView,
} from '@kept/contracts';

// What the server says to the administrator of one rule, one limit and one workflow.
export const rules: RuleListView = {
  rules: [
    {
      key: 'health-initial',
      title: 'Initial health assessment',
      basis: 'statutory',
      law: 'Care Planning Regulations 2010 (SI 2010/959)',
      paragraph: 'regulation 7',
      textSeen: 'secondary',
      from: 'the day the child came into care',
      length: '20 working days',
      kind: 'limit',
      open: 3,
      version: 2,
      versions: 2,
    },
  ],
  mayChange: true,
};

export const limits: LocalLimitListView = {
  limits: [
    {
      workflow: { key: 'challenge-card', title: 'Challenge card' },
      limit: 'triage',
      title: 'Triage',
      inFile: { amount: '10wd', words: '10 working days' },
      today: { amount: '10wd', words: '10 working days' },
      values: [],
      hasLength: true,
      open: 1,
    },
    {
      workflow: { key: 'challenge-card', title: 'Challenge card' },
      limit: 'verdict',
      title: 'Verdict',
      inFile: null,
      today: null,
      values: [],
      hasLength: false,
      open: 0,
    },
  ],
  mayChange: true,
};

export const versions: WorkflowVersionsView = {
  key: 'challenge-card',
  title: 'Challenge card',
  versions: [
    {
      version: 1,
      publishedAt: '2020-01-06T09:00:00.000Z',
      open: 2,
      states: [
        { key: 'raised', title: 'Raised' },
        { key: 'parked', title: 'Parked' },
      ],
      fields: [
        { key: 'question', title: 'The question' },
        { key: 'cost', title: 'Cost' },
      ],
    },
    {
      version: 2,
      publishedAt: '2020-02-03T09:00:00.000Z',
      open: 5,
      states: [
        { key: 'raised', title: 'Raised' },
        { key: 'waiting', title: 'Waiting' },
      ],
      fields: [{ key: 'question', title: 'The question' }],
    },
  ],
  mayChange: true,
};

export const preview: ChangedRulesView = {
  title: 'Triage',
  moved: [
    { reference: 'CC-2020-001', deadline: 'triage', title: 'Triage', from: '2020-03-02', to: '2020-02-24' },
    { reference: 'CC-2020-002', deadline: 'triage', title: 'Triage', from: '2020-02-21', to: '2020-02-14' },
  ],
  late: ['CC-2020-002'],
  unseen: 1,
  items: 3,
  began: [{ reference: 'CC-2020-001', deadline: 'greet', title: 'Greeting', dueOn: '2020-02-19' }],
  ended: [],
  blocked: [{ reference: 'CC-2020-003', reasons: ['“Cost” is gone, and what it holds would be lost.'] }],
  change: null,
};

export const change: RuleChangeView = {
  id: '0170f0a0-0000-7000-8000-000000000001',
  kind: 'workflow',
  subject: 'challenge-card',
  title: 'Challenge card',
  toVersion: 2,
  says: 'Version 2 for open items.',
  reason: 'Agreed by the panel',
  by: 'Mina Thorley',
  at: '2020-02-17T09:00:00.000Z',
  items: 3,
  movedCount: 2,
  undone: null,
  mayUndo: true,
  moved: preview.moved,
  unseen: 1,
};
