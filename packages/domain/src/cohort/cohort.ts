/**
 * The virtual school's children without school, or with too little of it. One month is one snapshot: a row for each child
 * with a reason, by the case system's reference and nothing that names the child, and beside it how many children there
 * are in each year group. For 31 January 2020: 70 not in education, 19 on a reduced timetable, of 1,021.
 *
 * The reasons are the virtual school's own counts; persistent absence is the Department for Education's (ten in a hundred
 * sessions missed, or more), and exclusions count temporary suspensions, as the panel's scorecard of May 2018 does.
 */
export const reasonsWithoutSchool = [
  'not-in-education',
  'reduced-timetable',
  'exclusions',
  'persistent-absence',
  'awaiting-placement-change',
] as const;
export type ReasonWithoutSchool = (typeof reasonsWithoutSchool)[number];

/**
 * `without-suitable-education` is none of its own: no recorded school, on a reduced timetable, or awaiting a change of
 * placement. It is what the six-monthly report on plans counts.
 */
export const cohortReasons = [...reasonsWithoutSchool, 'without-suitable-education'] as const;
export type CohortReason = (typeof cohortReasons)[number];

/** School phases by year group, statutory school age; Reception is 0. */
export const schoolPhases = [
  { key: 'primary', label: 'Primary', years: 'Reception to Year 6', from: 0, to: 6 },
  { key: 'key-stage-3', label: 'Key stage 3', years: 'Years 7 to 9', from: 7, to: 9 },
  { key: 'key-stage-4', label: 'Key stage 4', years: 'Years 10 and 11', from: 10, to: 11 },
] as const;
export type SchoolPhase = (typeof schoolPhases)[number]['key'];

/** The last year group of statutory school age (Education Act 1996, section 8). Whoever is older is counted elsewhere. */
export const lastYear = 11;

/** A child of a snapshot. What stands here is all that Kept knows of the child. */
export interface CohortChild {
  /** The reference in the case system. */
  reference: string;
  /** 0 (Reception) to 11. */
  yearGroup: number;
  /** As the council calls it; null where the extract does not say. */
  area: string | null;
  /** A final education, health and care plan. */
  hasPlan: boolean;
  notInEducation: boolean;
  reducedTimetable: boolean;
  /** Hours a week at school, on a reduced timetable. */
  reducedHours: number | null;
  /** Fixed-term exclusions (suspensions) this school year. */
  fixedExclusions: number;
  permanentExclusion: boolean;
  persistentAbsence: boolean;
  /** Per cent of sessions attended this school year. */
  attendance: number | null;
  awaitingPlacement: boolean;
}

/** How many children of a year group the virtual school has at all, and how many of them have a plan. */
export interface CohortSize {
  yearGroup: number;
  children: number;
  withPlan: number;
}

/** Children of a snapshot who are alike in all that is counted. */
export interface CohortCell {
  yearGroup: number;
  hasPlan: boolean;
  reasons: readonly ReasonWithoutSchool[];
  /** An open work item is about them. */
  tracked: boolean;
  children: number;
}

/** Which children a figure counts and a list shows; what is left out means all. */
export interface CohortFilter {
  phase?: SchoolPhase;
  reason?: CohortReason;
  plan?: 'with' | 'without';
  tracked?: boolean;
}

/** The workflows whose open items track a child of a snapshot, and the field in which they name the child. */
export const cohortTracking = {
  workflows: ['ehcp-escalation', 'post-16-destination'],
  field: 'caseReference',
} as const;

export function reasonsOf(child: Omit<CohortChild, 'reference'>): ReasonWithoutSchool[] {
  const holds: Readonly<Record<ReasonWithoutSchool, boolean>> = {
    'not-in-education': child.notInEducation,
    'reduced-timetable': child.reducedTimetable,
    exclusions: child.fixedExclusions > 0 || child.permanentExclusion,
    'persistent-absence': child.persistentAbsence,
    'awaiting-placement-change': child.awaitingPlacement,
  };
  return reasonsWithoutSchool.filter((reason) => holds[reason]);
}

export function phaseOf(yearGroup: number): SchoolPhase {
  return (schoolPhases.find(({ from, to }) => yearGroup >= from && yearGroup <= to) ?? schoolPhases[0]).key;
}

const unsuitable: readonly ReasonWithoutSchool[] = [
  'not-in-education',
  'reduced-timetable',
  'awaiting-placement-change',
];

/** Do these children belong to the figure? The list's SQL says the same of each row. */
export function countsIn(cell: Omit<CohortCell, 'children'>, { phase, reason, plan, tracked }: CohortFilter): boolean {
  return (
    (phase === undefined || phaseOf(cell.yearGroup) === phase) &&
    (reason === undefined || hasReason(cell, reason)) &&
    (plan === undefined || cell.hasPlan === (plan === 'with')) &&
    (tracked === undefined || cell.tracked === tracked)
  );
}

function hasReason({ reasons }: Omit<CohortCell, 'children'>, reason: CohortReason): boolean {
  if (reason !== 'without-suitable-education') return reasons.includes(reason);
  return unsuitable.some((each) => reasons.includes(each));
}
