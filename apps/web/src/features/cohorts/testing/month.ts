import type {
  CohortChildrenView,
  CohortFigureView,
  CohortImportView,
  CohortReasonRow,
  CohortView,
} from '@kept/contracts';

// January 2020 as the server tells it to the virtual school.

type Filter = NonNullable<CohortFigureView['filter']>;
const figure = (count: number, filter: Filter | null = {}): CohortFigureView => ({
  count,
  words: String(count),
  filter,
});
const few: CohortFigureView = { count: null, words: 'fewer than 5', filter: null };
const withheld: CohortFigureView = { count: null, words: 'not shown', filter: null };

const row = (reason: CohortReasonRow['reason'], label: string, [all, withPlan]: [number, number]): CohortReasonRow => {
  const filter = reason === null ? {} : { reason };
  return {
    reason,
    label,
    all: figure(all, filter),
    withPlan: figure(withPlan, { ...filter, plan: 'with' }),
    withoutPlan: figure(all - withPlan, { ...filter, plan: 'without' }),
  };
};
const reasons = [
  row('not-in-education', 'Not in education', [70, 9]),
  row('reduced-timetable', 'Reduced timetable', [19, 6]),
  row(null, 'Any of these', [135, 38]),
];

export const january: CohortView = {
  key: 'virtual-school',
  title: 'Children without school',
  edition: 'full',
  snapshot: { asOn: '2020-01-31', importedAt: '2020-02-03T09:30:00.000Z', importedBy: 'Tomasz Wilczek', note: null },
  months: ['2020-01-31', '2019-06-28'],
  sentences: ['70 children are not in education; 13 of them without a plan, and nobody tracks them.', 'In all, 135.'],
  planSentence: 'Without a plan are 61 of the 70 not in education.',
  reasons: [{ key: 'not-in-education', label: 'Not in education', definition: 'No school is recorded.' }],
  phases: [
    {
      phase: 'primary',
      label: 'Primary',
      years: 'Reception to Year 6',
      size: null,
      reasons: reasons.map(({ reason, label }) => row(reason, label, [0, 0])),
      untracked: figure(0, { phase: 'primary', tracked: 'false' }),
    },
    {
      phase: null,
      label: 'All',
      years: null,
      size: { all: figure(1021, null), withPlan: figure(302, null) },
      reasons,
      untracked: figure(116, { tracked: 'false' }),
    },
  ],
  untracked: {
    definition: 'No open work item is about the child.',
    rows: [row('reduced-timetable', 'Reduced timetable', [13, 0])],
  },
  pair: {
    figures: [
      {
        title: 'With a plan, and without suitable education',
        definition: 'One or more of three reasons.',
        figure: figure(19, { reason: 'without-suitable-education', plan: 'with' }),
        parts: [{ label: 'No recorded school', figure: figure(9, { reason: 'not-in-education', plan: 'with' }) }],
      },
      {
        title: 'On a reduced timetable',
        definition: 'With or without a plan.',
        figure: figure(19, { reason: 'reduced-timetable' }),
        parts: [{ label: 'Without a plan', figure: figure(13, { reason: 'reduced-timetable', plan: 'without' }) }],
      },
    ],
    both: figure(6),
    words: 'Both figures are 19, and they are not the same children. In both: 6.',
  },
  comparison: null,
  mayImport: true,
  maySeeChildren: true,
};

const kept = (each: CohortReasonRow): CohortReasonRow => ({ ...each, all: few, withPlan: few, withoutPlan: withheld });
/** The same month as the panel sees it. */
export const forPanel: CohortView = {
  ...january,
  edition: 'suppressed',
  phases: january.phases.map((phase) => ({ ...phase, untracked: null, reasons: phase.reasons.slice(0, 2).map(kept) })),
  mayImport: false,
  maySeeChildren: false,
};

export const children: CohortChildrenView = {
  asOn: '2020-01-31',
  title: 'Reduced timetable, without a plan',
  total: 13,
  children: [
    {
      reference: 'E3062',
      yearGroup: 0,
      phase: 'primary',
      area: 'East',
      hasPlan: false,
      reasons: [
        { key: 'reduced-timetable', label: 'Reduced timetable' },
        { key: 'exclusions', label: 'Exclusions' },
      ],
      reducedHours: 12.5,
      fixedExclusions: 2,
      permanentExclusion: false,
      attendance: null,
      tracked: false,
      trackedBy: null,
      mayTrack: false,
    },
    {
      reference: 'E2154',
      yearGroup: 10,
      phase: 'key-stage-4',
      area: 'Out of county',
      hasPlan: true,
      reasons: [{ key: 'reduced-timetable', label: 'Reduced timetable' }],
      reducedHours: null,
      fixedExclusions: 0,
      permanentExclusion: false,
      attendance: null,
      tracked: false,
      trackedBy: null,
      mayTrack: true,
    },
    {
      reference: 'E2165',
      yearGroup: 11,
      phase: 'key-stage-4',
      area: null,
      hasPlan: true,
      reasons: [{ key: 'reduced-timetable', label: 'Reduced timetable' }],
      reducedHours: null,
      fixedExclusions: 0,
      permanentExclusion: false,
      attendance: null,
      tracked: true,
      trackedBy: 'EE-2019-015',
      mayTrack: false,
    },
  ],
  nextCursor: 'next',
};

export const preview: CohortImportView = {
  outcome: 'preview',
  id: null,
  asOn: '2020-01-31',
  effect: 'replaces',
  lines: 101,
  children: 100,
  size: { children: 101, withPlan: 20 },
  columns: [
    { field: 'reference', label: 'Child reference', required: true, header: 'Case no' },
    { field: 'area', label: 'Area', required: false, header: null },
  ],
  headers: ['Case no', 'Known as'],
  ignored: ['Known as'],
  figures: [{ label: 'Not in education', all: 70, withPlan: 9, withoutPlan: 61 }],
  faults: [],
  faultCount: 0,
};
