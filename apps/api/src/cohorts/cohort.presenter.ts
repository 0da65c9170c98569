import {
  describeCohort,
  describePlans,
  pairWords,
  reasonWords,
  reasonsWithoutSchool,
  schoolPhases,
  untrackedDefinition,
  type CohortFilter,
  type SchoolPhase,
} from '@kept/domain';
import type { CohortFigureView, CohortPhaseRow, CohortReasonRow, CohortView } from '@kept/contracts';
import type { CohortFlow, Snapshot } from '@kept/database';
import type { ShownCohort } from './cohort-figures.js';

const anyReason = 'Any of these';
const allPhases = 'All';

export const presentReasons = (): CohortView['reasons'] =>
  reasonsWithoutSchool.map((key) => ({ key, ...reasonWords[key] }));

export function presentSnapshot({ asOn, importedAt, importedBy, note }: Snapshot): CohortView['snapshot'] {
  return { asOn, importedAt, importedBy, note };
}

/** What a page says of a snapshot, beside what it is. */
export function presentFigures(
  cohort: ShownCohort,
): Pick<CohortView, 'sentences' | 'planSentence' | 'phases' | 'untracked' | 'pair'> {
  return {
    sentences: describeCohort(cohort.read),
    planSentence: describePlans(cohort.read),
    phases: [...cohort.phases, null].map((phase) => phaseRow(cohort, phase)),
    untracked: { definition: untrackedDefinition, rows: reasonRows(cohort, { tracked: false }) },
    pair: presentPair(cohort),
  };
}

function phaseRow(cohort: ShownCohort, phase: SchoolPhase | null): CohortPhaseRow {
  const where: CohortFilter = phase === null ? {} : { phase };
  const known = schoolPhases.find(({ key }) => key === phase);
  return {
    phase,
    label: known?.label ?? allPhases,
    years: known?.years ?? null,
    size: cohort.size(phase),
    reasons: reasonRows(cohort, where),
    untracked: cohort.has({ ...where, tracked: false }) ? cohort.view({ ...where, tracked: false }) : null,
  };
}

/** Each reason, and any of them last where the edition has it. */
function reasonsIn({ has }: ShownCohort, where: CohortFilter) {
  return [...reasonsWithoutSchool, null]
    .map((reason) => ({ reason, filter: reason === null ? where : { ...where, reason } }))
    .filter(({ filter }) => has(filter));
}

function reasonRows(cohort: ShownCohort, where: CohortFilter): CohortReasonRow[] {
  const { view } = cohort;
  return reasonsIn(cohort, where).map(({ reason, filter }) => {
    return {
      reason,
      label: reason === null ? anyReason : reasonWords[reason].label,
      all: view(filter),
      withPlan: view({ ...filter, plan: 'with' }),
      withoutPlan: view({ ...filter, plan: 'without' }),
    };
  });
}

/** The two figures side by side: in January 2020 both were 19, and they count different children. */
function presentPair({ view }: ShownCohort): NonNullable<CohortView['pair']> {
  const withPlan = (reason: NonNullable<CohortFilter['reason']>, label: string) => ({
    label,
    figure: view({ reason, plan: 'with' }),
  });
  const unsuitable = {
    ...pairWords.withPlan,
    figure: view({ reason: 'without-suitable-education', plan: 'with' }),
    parts: [
      withPlan('not-in-education', 'No recorded school'),
      withPlan('reduced-timetable', 'On a reduced timetable'),
      withPlan('awaiting-placement-change', 'Awaiting a change of placement'),
    ],
  };
  const reduced = {
    ...pairWords.reducedTimetable,
    figure: view({ reason: 'reduced-timetable' }),
    parts: [
      { label: 'With a plan', figure: view({ reason: 'reduced-timetable', plan: 'with' }) },
      { label: 'Without a plan', figure: view({ reason: 'reduced-timetable', plan: 'without' }) },
    ],
  };
  const both = view({ reason: 'reduced-timetable', plan: 'with' });
  return { figures: [unsuitable, reduced], both, words: pairInWords(unsuitable.figure, reduced.figure, both) };
}

function pairInWords(one: CohortFigureView, other: CohortFigureView, both: CohortFigureView): string {
  const alike = one.count !== null && one.count === other.count && one.count > 0;
  const first = alike
    ? `Both figures are ${one.words}, and they are not the same children.`
    : 'These two figures count different children.';
  return both.words === 'not shown' ? first : `${first} In both: ${both.words}.`;
}

/** One month beside another; who came and who left only where every number may be seen. */
export function presentComparison(
  before: { snapshot: Snapshot; cohort: ShownCohort },
  now: ShownCohort,
  flow: CohortFlow | null,
): NonNullable<CohortView['comparison']> {
  const rows = reasonsIn(now, {}).map(({ reason, filter }) => {
    // The lists of another month are opened from that month's own page.
    const was = { ...before.cohort.view(filter), filter: null };
    const is = now.view(filter);
    const moved = flow?.get(reason ?? 'any') ?? { joined: 0, left: 0 };
    return {
      reason,
      label: reason === null ? anyReason : reasonWords[reason].label,
      before: was,
      now: is,
      change: was.count === null || is.count === null ? null : is.count - was.count,
      joined: flow === null ? null : moved.joined,
      left: flow === null ? null : moved.left,
    };
  });
  return { asOn: before.snapshot.asOn, rows };
}
