import type { ItemMeasuresView, MeasureView, WorkflowView, WorkItemView } from '@kept/contracts';
import { item, workflow } from './card.js';
import { field, form, option } from './making.js';

// The fourth target of the fostering plan at the turn of the year: what the server says of it.

export const targets: WorkflowView = {
  ...workflow,
  key: 'business-plan-target',
  reference: 'BT',
  title: { officer: 'Business plan target', plain: 'What the plan promises' },
  initial: 'planned',
  states: [
    { key: 'on-track', label: 'On track', final: false, pauses: false },
    { key: 'off-track', label: 'Off track', final: false, pauses: false },
  ],
  fields: [field('plan', 'text', 'Plan')],
  records: [
    { key: 'measures', label: 'Measures', fields: [field('name', 'text', 'Measure')], mayAdd: true },
    { key: 'actuals', label: 'Actuals', fields: [field('value', 'number', 'Value')], mayAdd: true },
    {
      key: 'contradictions',
      label: 'Contradictions',
      fields: [field('text', 'text', 'What does not agree')],
      mayAdd: true,
    },
  ],
  transitions: [form('assess', 'Work out how it stands', { from: ['on-track'], to: ['off-track'], by: ['plan-lead'] })],
};

export const carers: MeasureView = {
  no: 1,
  name: 'New foster carers',
  unit: 'foster carers',
  baseline: 0,
  baselineOn: '2018-04-01',
  target: 150,
  targetOn: '2019-03-31',
  polarity: 'H',
  kind: 'cumulative',
  endedOn: null,
  actuals: [
    { on: '2018-06-30', value: 20, note: null },
    { on: '2018-09-30', value: 60, note: null },
    { on: '2018-12-31', value: 93, note: null },
  ],
  forecast: {
    kind: 'running',
    latest: { on: '2018-12-31', value: 93, note: null },
    sentence: 'At this pace 113 to 132 of 150 by 31 March 2019. 150 is reached about 17 June 2019.',
    low: 113,
    expected: 123.5,
    high: 132.1,
    reachedOn: { earliest: '2019-05-08', expected: '2019-06-17', latest: '2019-09-14' },
  },
};

export const measures: ItemMeasuresView = {
  assessment: {
    is: 'off-track',
    reasons: [
      {
        about: 'measure',
        no: 1,
        assessment: 'off-track',
        text: 'New foster carers: off track. At this pace 113 to 132.',
      },
      { about: 'actions', assessment: 'on-track', text: 'Actions: on track. 3 of 8 actions done; none late.' },
    ],
  },
  differs: true,
  measures: [carers],
};

export const target: WorkItemView = {
  ...item,
  reference: 'BT-2018-004',
  workflow: targets.key,
  title: 'Enough foster carers',
  state: 'on-track',
  stateLabel: 'On track',
  fields: { plan: 'Fostering' },
  records: {
    contradictions: [
      {
        no: 1,
        fields: { text: 'Printed as 150 carers, and once as 150 households' },
        addedAt: '2018-04-03T09:00:00Z',
        addedBy: 'Alex Marlow',
      },
    ],
  },
  deadlines: [],
  gaps: [],
  measures,
  transitions: [option('assess', 'Work out how it stands', 'off-track')],
};
