import {
  countsIn,
  phaseOf,
  reasonsWithoutSchool,
  schoolPhases,
  type CohortCell,
  type CohortFilter,
  type CohortReason,
  type CohortSize,
  type SchoolPhase,
} from './cohort.js';
import type { Figure, Relation } from './figure.js';

/** A figure of the cohort page, with the filter of the list that makes it. */
export interface CohortFigure extends Figure {
  filter: CohortFilter;
}

export const cohortFigureKey = ({ phase, reason, plan, tracked }: CohortFilter): string =>
  [phase ?? 'all', reason ?? 'any', plan ?? 'all', tracked === undefined ? 'all' : trackedWord(tracked)].join('/');
const trackedWord = (tracked: boolean): string => (tracked ? 'tracked' : 'untracked');

const plans = [undefined, 'with', 'without'] as const;
const reasons = [undefined, ...reasonsWithoutSchool] as const;
const suitable = 'without-suitable-education';
const exclusive = ['not-in-education', 'reduced-timetable'] as const;

/** The phases that a snapshot has children in, or sizes of. */
export function phasesOf(cells: readonly CohortCell[], sizes: readonly CohortSize[]): SchoolPhase[] {
  const years = [...cells, ...sizes].map(({ yearGroup }) => phaseOf(yearGroup));
  return schoolPhases.map(({ key }) => key).filter((key) => years.includes(key));
}

/**
 * All figures of a snapshot: each reason by phase and plan, and what nobody tracks. The phase figures of
 * `without-suitable-education` are counted and shown nowhere: they bind those that are.
 */
export function cohortFigures(cells: readonly CohortCell[], phases: readonly SchoolPhase[]): CohortFigure[] {
  return filtersShown(phases)
    .map((filter) => figureOf(cells, filter, false))
    .concat(filtersHidden(phases).map((filter) => figureOf(cells, filter, true)));
}

function filtersShown(phases: readonly SchoolPhase[]): CohortFilter[] {
  const places = [undefined, ...phases];
  return [
    ...places.flatMap((phase) => reasons.flatMap((reason) => plans.map((plan) => filterOf({ phase, reason, plan })))),
    ...[true, false].flatMap((tracked) => [
      ...reasons.flatMap((reason) => plans.map((plan) => filterOf({ reason, plan, tracked }))),
      ...phases.map((phase) => filterOf({ phase, tracked })),
    ]),
    { reason: suitable, plan: 'with' },
  ];
}

function filtersHidden(phases: readonly SchoolPhase[]): CohortFilter[] {
  return phases.flatMap((phase) => plansApart.map((plan): CohortFilter => ({ phase, reason: suitable, plan })));
}
const plansApart = ['with', 'without'] as const;

/** Without the keys that say nothing. */
function filterOf(filter: { [Key in keyof CohortFilter]: CohortFilter[Key] | undefined }): CohortFilter {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as CohortFilter;
}

function figureOf(cells: readonly CohortCell[], filter: CohortFilter, hidden: boolean): CohortFigure {
  const count = cells.filter((cell) => countsIn(cell, filter)).reduce((sum, { children }) => sum + children, 0);
  // The widest figures are the last to be withheld.
  const rank = 4 - Object.keys(filter).length;
  return { key: cohortFigureKey(filter), count, rank, hidden, filter };
}

/**
 * Those that the panel sees, small numbers kept back: each reason by itself. How many have any reason at all is left out:
 * it hangs together with every other figure, and to keep it would cost most of them.
 */
export const figuresForPanel = (figures: readonly CohortFigure[]): CohortFigure[] =>
  figures.filter(({ filter }) => filter.reason !== undefined);

/**
 * How the figures hang together, for whoever subtracts one from another: phases add up, with and without a plan add up,
 * tracked and untracked add up; reasons overlap, but nobody is both out of education and on a timetable.
 */
export function cohortRelations(phases: readonly SchoolPhase[]): Relation[] {
  const key = (filter: Parameters<typeof filterOf>[0]): string => cohortFigureKey(filterOf(filter));
  const byPlan = [undefined, ...phases].flatMap((phase) =>
    reasons.map((reason): Relation => ({
      kind: 'sum',
      whole: key({ phase, reason }),
      parts: plansApart.map((plan) => key({ phase, reason, plan })),
    })),
  );
  const byPhase = reasons.flatMap((reason) =>
    plans.map((plan): Relation => ({
      kind: 'sum',
      whole: key({ reason, plan }),
      parts: phases.map((phase) => key({ phase, reason, plan })),
    })),
  );
  const suitableByPhase: Relation = {
    kind: 'sum',
    whole: key({ reason: suitable, plan: 'with' }),
    parts: phases.map((phase) => key({ phase, reason: suitable, plan: 'with' })),
  };
  return [...byPlan, ...byPhase, suitableByPhase, ...trackedRelations(phases, key), ...unions(phases, key)];
}

type KeyOf = (filter: { [Name in keyof CohortFilter]: CohortFilter[Name] | undefined }) => string;

function trackedRelations(phases: readonly SchoolPhase[], key: KeyOf): Relation[] {
  const halves = [true, false];
  const split = (filter: CohortFilter): Relation => ({
    kind: 'sum',
    whole: key(filter),
    parts: halves.map((tracked) => key({ ...filter, tracked })),
  });
  return [
    ...reasons.flatMap((reason) => plans.map((plan) => split(filterOf({ reason, plan })))),
    ...phases.map((phase) => split({ phase })),
    ...halves.flatMap((tracked): Relation[] => [
      ...reasons.map((reason): Relation => ({
        kind: 'sum',
        whole: key({ reason, tracked }),
        parts: plansApart.map((plan) => key({ reason, plan, tracked })),
      })),
      { kind: 'sum', whole: key({ tracked }), parts: phases.map((phase) => key({ phase, tracked })) },
    ]),
  ];
}

/** Whoever has any reason: at least as many as have the commonest one, at most as many as all reasons together. */
function unions(phases: readonly SchoolPhase[], key: KeyOf): Relation[] {
  const of = (where: CohortFilter, reason: CohortReason): string => key({ ...where, reason });
  const awayFromLessons = (where: CohortFilter): string[][] => [
    exclusive.map((reason) => of(where, reason)),
    [of(where, 'awaiting-placement-change')],
  ];
  const others = (where: CohortFilter): string[][] => [[of(where, 'exclusions')], [of(where, 'persistent-absence')]];
  const inPhase = (phase: SchoolPhase, plan: 'with' | 'without'): Relation[] => {
    const where = { phase, plan };
    const away = of(where, suitable);
    return [
      { kind: 'union', whole: away, groups: awayFromLessons(where) },
      { kind: 'union', whole: key(where), groups: [[away], ...others(where)] },
    ];
  };
  const tracked = [true, false].flatMap((each) => plansApart.map((plan): CohortFilter => ({ plan, tracked: each })));
  return [
    ...phases.flatMap((phase) => plansApart.flatMap((plan) => inPhase(phase, plan))),
    ...tracked.map((where): Relation => ({
      kind: 'union',
      whole: key(where),
      groups: [...awayFromLessons(where), ...others(where)],
    })),
  ];
}

/** How many children there are, by phase and plan, with how these figures hang together. */
export function sizeFigures(
  sizes: readonly CohortSize[],
  phases: readonly SchoolPhase[],
): { figures: Figure[]; relations: Relation[] } {
  const places = ['all', ...phases] as const;
  const counts = (place: SchoolPhase | 'all') => {
    const own = sizes.filter(({ yearGroup }) => place === 'all' || phaseOf(yearGroup) === place);
    const total = own.reduce((sum, { children }) => sum + children, 0);
    const planned = own.reduce((sum, { withPlan }) => sum + withPlan, 0);
    return { all: total, with: planned, without: total - planned };
  };
  const figures = places.flatMap((place) =>
    Object.entries(counts(place)).map(([plan, count]) => ({
      key: `${place}/${plan}`,
      count,
      rank: Number(place === 'all') + Number(plan === 'all'),
      hidden: false,
    })),
  );
  const relations = [
    ...places.map((place) => ({ whole: `${place}/all`, parts: plansApart.map((plan) => `${place}/${plan}`) })),
    ...['all', ...plansApart].map((plan) => ({
      whole: `all/${plan}`,
      parts: phases.map((phase) => `${phase}/${plan}`),
    })),
  ].map((each): Relation => ({ kind: 'sum', ...each }));
  return { figures, relations };
}
