import type { DashboardView, WorkItemSummaryView } from '@kept/contracts';

const late: WorkItemSummaryView = {
  id: 'i1',
  reference: 'PA-2019-001',
  workflow: 'panel-action',
  definitionVersion: 1,
  title: 'A report on driving lessons',
  state: 'in-progress',
  stateLabel: 'In progress',
  level: 0,
  closed: false,
  paused: false,
  exempt: false,
  ownerPost: { key: 'head-of-fostering', name: 'Head of Fostering', holder: null, acting: null },
  nextDueOn: '2020-02-10',
  daysLeft: -7,
  overdue: true,
  version: 3,
  fields: {},
  records: {},
  createdAt: '2019-12-10T10:00:00.000Z',
  deadlines: [],
};

const columns = (...labels: string[]) => labels.map((label, place) => ({ label, numeric: place > 0 }));

/** A home with everything that one may have. */
export const home: DashboardView = {
  key: 'officer',
  title: 'The panel’s work',
  lead: 'The panel meets next on 18 February 2020, tomorrow.',
  asOf: '2020-02-17',
  figures: [
    {
      key: 'late',
      label: 'panel actions late',
      value: '1',
      note: 'since 10 February',
      href: '/work-items/panel-action?overdue=true',
      late: true,
    },
    { key: 'asked', label: 'asked and not given', value: '0', note: null, href: '#late', late: false },
    { key: 'room', label: 'places', value: '34 of 210', note: null, href: null, late: false },
  ],
  tables: [
    {
      key: 'states',
      title: 'Panel actions by state',
      sentence: '1120 panel actions are open.',
      columns: columns('State', 'Open', 'Late'),
      rows: [
        { cells: ['In progress', '1120', '1'], href: '/work-items/panel-action?state=in-progress' },
        { cells: ['Proposed to close', '0', '0'], href: null },
        { cells: ['Closed for reasons that need a longer label', 'fewer than 5', '0'], href: null },
      ],
      bars: 1,
      first: null,
      beforeLists: false,
      source: 'Minutes of 1 June 2018.',
    },
    {
      key: 'posts',
      title: 'Posts without a holder',
      sentence: 'Whoever holds the post above acts.',
      columns: [
        { label: 'Post', numeric: false },
        { label: 'Acts for it', numeric: false },
      ],
      rows: [{ cells: ['Head of Fostering', 'Ash Vale'], href: null }],
      bars: null,
      first: null,
      beforeLists: true,
      source: null,
    },
  ],
  lists: [
    {
      key: 'late',
      title: 'Late panel actions',
      empty: 'No action is late.',
      items: [{ item: late, note: 'Action: late since 10 February 2020.' }],
      more: '/work-items/panel-action?overdue=true',
    },
    { key: 'coming', title: 'Coming up', empty: 'Nothing is due. Enter an action.', items: [], more: null },
  ],
};
