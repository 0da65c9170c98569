import { schoolPhases, type CohortFilter, type CohortReason } from './cohort.js';
import { fewerThan } from './suppress.js';
import type { Shown } from './figure.js';

/** A figure as it may be shown. */
export interface ShownFigure {
  /** Null where the number is kept back. */
  count: number | null;
  shown: Shown;
}

export const reasonWords: Readonly<Record<CohortReason, { label: string; definition: string }>> = {
  'not-in-education': {
    label: 'Not in education',
    definition: 'No school and no other education is recorded for the child.',
  },
  'reduced-timetable': {
    label: 'Reduced timetable',
    definition: 'The child has a school, and goes there for fewer hours than others of that age.',
  },
  exclusions: {
    label: 'Exclusions',
    definition: 'Suspended at least once this school year, or permanently excluded.',
  },
  'persistent-absence': {
    label: 'Persistent absence',
    definition: 'Ten or more in a hundred sessions missed this school year, for whatever reason.',
  },
  'awaiting-placement-change': {
    label: 'Awaiting a change of placement',
    definition: 'Another school has been asked for, and the child waits for it.',
  },
  'without-suitable-education': {
    label: 'Without suitable education',
    definition: 'No recorded school, on a reduced timetable, or awaiting a change of placement: one or more of these.',
  },
};

/** The two figures that are both 19 in January 2020, each with what it counts. */
export const pairWords = {
  withPlan: {
    title: 'With a plan, and without suitable education',
    definition:
      'Children of statutory school age with a final education, health and care plan who have no recorded school, are on a reduced timetable, or await a change of placement. One child can have several of these reasons, so the parts may add up to more than the children.',
  },
  reducedTimetable: {
    title: 'On a reduced timetable',
    definition: 'Every child of the virtual school who is on a reduced timetable, with or without a plan.',
  },
} as const;

export const untrackedDefinition =
  'No open work item is about the child. A child without a plan cannot be tracked as an EHCP escalation; a child with one is untracked until somebody begins it.';

/** `13`, `fewer than 5`, `not shown`. */
export function figureInWords({ count, shown }: ShownFigure): string {
  if (shown === 'few') return `fewer than ${fewerThan}`;
  return shown === 'withheld' || count === null ? 'not shown' : String(count);
}

/**
 * What the page says first: "70 children are not in education; 19 children are on a reduced timetable, 13 of them without
 * a plan, and nobody tracks them." Then, where that is shown, how many there are in all, and how many of them nobody
 * tracks.
 */
export function describeCohort(read: (filter: CohortFilter) => ShownFigure): string[] {
  const away = clause(read({ reason: 'not-in-education' }), whatTheyAre['not-in-education'], 'out of education');
  const reduced = clause(read({ reason: 'reduced-timetable' }), whatTheyAre['reduced-timetable']);
  const [all, untracked] = [read({}), read({ tracked: false })];
  const first = `${away}; ${reduced}${withoutPlan(read)}.`;
  if (all.shown === 'withheld' && untracked.shown === 'withheld') return [capital(first)];
  return [capital(first), capital(inAll(all, untracked))];
}

/** "Without a plan are 61 of the 70 not in education, and 13 of the 19 on a reduced timetable." Null where it is not shown. */
export function describePlans(read: (filter: CohortFilter) => ShownFigure): string | null {
  const parts = (['not-in-education', 'reduced-timetable'] as const).flatMap((reason) => {
    const [all, without] = [read({ reason }), read({ reason, plan: 'without' })];
    if (all.shown === 'withheld' || without.shown === 'withheld' || all.count === 0) return [];
    return [`${figureInWords(without)} of the ${figureInWords(all)} ${whatTheyAre[reason]}`];
  });
  return parts.length === 0 ? null : `Without a plan are ${parts.join(', and ')}.`;
}

const whatTheyAre = { 'not-in-education': 'not in education', 'reduced-timetable': 'on a reduced timetable' } as const;

function clause(figure: ShownFigure, what: string, none = what): string {
  if (figure.shown === 'withheld') return `how many children are ${what} is not shown`;
  if (figure.count === 0) return `no child is ${none}`;
  return figure.count === 1 ? `1 child is ${what}` : `${figureInWords(figure)} children are ${what}`;
}

/** Of those on a reduced timetable: how many have no plan, and whether anybody tracks these. */
function withoutPlan(read: (filter: CohortFilter) => ShownFigure): string {
  const filter = { reason: 'reduced-timetable', plan: 'without' } as const;
  const without = read(filter);
  if (without.shown === 'withheld' || without.count === 0) return '';
  const words = `, ${figureInWords(without)} of them without a plan`;
  const untracked = read({ ...filter, tracked: false });
  if (untracked.shown === 'withheld') return words;
  if (untracked.count === 0) return `${words} and tracked`;
  const isAll = without.count !== null && without.count === untracked.count;
  if (isAll) return `${words}, and nobody tracks ${without.count === 1 ? 'that child' : 'them'}`;
  return `${words}, of whom nobody tracks ${figureInWords(untracked)}`;
}

function inAll(all: ShownFigure, untracked: ShownFigure): string {
  if (all.count === 0) return 'no child of the virtual school is without school or has too little of it.';
  const children = all.count === 1 ? '1 child stands' : `${figureInWords(all)} children stand`;
  const first = all.shown === 'withheld' ? 'how many stand here in all is not shown' : `in all, ${children} here`;
  if (untracked.shown === 'withheld') return `${first}.`;
  if (untracked.count === 0) return `${first}, and each is tracked.`;
  if (all.count !== null && all.count === untracked.count) return `${first}, and nobody tracks any of them.`;
  return `${first}; nobody tracks ${figureInWords(untracked)} of them.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Which children a list shows: `Reduced timetable, key stage 3, without a plan, untracked`. */
export function filterInWords({ phase, reason, plan, tracked }: CohortFilter): string {
  const words = [
    reason === undefined ? 'Every reason' : reasonWords[reason].label,
    ...(phase === undefined ? [] : [schoolPhases.find(({ key }) => key === phase)?.label.toLowerCase() ?? phase]),
    ...(plan === undefined ? [] : [`${plan} a plan`]),
    ...(tracked === undefined ? [] : [tracked ? 'tracked' : 'untracked']),
  ];
  return words.join(', ');
}
