import { describe, expect, it } from 'vitest';
import { cohortFigureKey } from './cohort-figures.js';
import type { CohortFilter } from './cohort.js';
import { describeCohort, describePlans, figureInWords, filterInWords, type ShownFigure } from './describe-cohort.js';

const exact = (count: number): ShownFigure => ({ count, shown: 'exact' });
const few: ShownFigure = { count: null, shown: 'few' };
const withheld: ShownFigure = { count: null, shown: 'withheld' };

interface Told {
  away: ShownFigure;
  reduced: ShownFigure;
  without: ShownFigure;
  untrackedWithout: ShownFigure;
  all: ShownFigure;
  untracked: ShownFigure;
}
const january: Told = {
  away: exact(70),
  reduced: exact(19),
  without: exact(13),
  untrackedWithout: exact(13),
  all: exact(100),
  untracked: exact(81),
};

function say(told: Partial<Told> = {}): string[] {
  const { away, reduced, without, untrackedWithout, all, untracked } = { ...january, ...told };
  const rtt = 'reduced-timetable';
  const answers: readonly [CohortFilter, ShownFigure][] = [
    [{ reason: 'not-in-education' }, away],
    [{ reason: rtt }, reduced],
    [{ reason: rtt, plan: 'without' }, without],
    [{ reason: rtt, plan: 'without', tracked: false }, untrackedWithout],
    [{}, all],
    [{ tracked: false }, untracked],
  ];
  const byKey = new Map(answers.map(([filter, figure]) => [cohortFigureKey(filter), figure]));
  return describeCohort((filter) => byKey.get(cohortFigureKey(filter)) ?? exact(0));
}

describe('the sentence at the head of the page', () => {
  it('says it as it was in January 2020', () => {
    expect(say()).toEqual([
      '70 children are not in education; 19 children are on a reduced timetable, 13 of them without a plan, and nobody tracks them.',
      'In all, 100 children stand here; nobody tracks 81 of them.',
    ]);
  });

  it.each<[string, Partial<Told>, string]>([
    [
      'one child',
      { away: exact(1), without: exact(1), untrackedWithout: exact(1) },
      '1 child is not in education; 19 children are on a reduced timetable, 1 of them without a plan, and nobody tracks that child.',
    ],
    [
      'some who are tracked',
      { untrackedWithout: exact(5) },
      '70 children are not in education; 19 children are on a reduced timetable, 13 of them without a plan, of whom nobody tracks 5.',
    ],
    [
      'all tracked',
      { untrackedWithout: exact(0) },
      '70 children are not in education; 19 children are on a reduced timetable, 13 of them without a plan and tracked.',
    ],
    [
      'nobody',
      { away: exact(0), reduced: exact(0), without: exact(0) },
      'No child is out of education; no child is on a reduced timetable.',
    ],
    [
      'small numbers, kept back',
      { away: few, without: few, untrackedWithout: withheld },
      'Fewer than 5 children are not in education; 19 children are on a reduced timetable, fewer than 5 of them without a plan.',
    ],
    [
      'what is withheld',
      { away: withheld, reduced: exact(19), without: withheld },
      'How many children are not in education is not shown; 19 children are on a reduced timetable.',
    ],
  ])('has words for %s', (_what, told, sentence) => {
    expect(say(told)[0]).toBe(sentence);
  });

  it('says how many there are in all, as far as it may', () => {
    expect(say({ untracked: exact(0) })[1]).toBe('In all, 100 children stand here, and each is tracked.');
    expect(say({ untracked: exact(100) })[1]).toBe('In all, 100 children stand here, and nobody tracks any of them.');
    expect(say({ untracked: withheld })[1]).toBe('In all, 100 children stand here.');
    expect(say({ all: withheld, untracked: few })[1]).toBe(
      'How many stand here in all is not shown; nobody tracks fewer than 5 of them.',
    );
    expect(say({ all: withheld, untracked: withheld })).toHaveLength(1);
    expect(say({ all: exact(0) })[1]).toBe('No child of the virtual school is without school or has too little of it.');
  });
});

it('writes a figure as it may be shown', () => {
  expect([exact(0), exact(13), few, withheld].map(figureInWords)).toEqual(['0', '13', 'fewer than 5', 'not shown']);
});

it('says which children a list shows', () => {
  expect(filterInWords({})).toBe('Every reason');
  expect(filterInWords({ reason: 'reduced-timetable', phase: 'key-stage-3', plan: 'without', tracked: false })).toBe(
    'Reduced timetable, key stage 3, without a plan, untracked',
  );
  expect(filterInWords({ tracked: true })).toBe('Every reason, tracked');
});

it('says who has no plan, of those figures that may be seen', () => {
  const read =
    (without: ShownFigure, reduced: ShownFigure) =>
    ({ reason, plan }: CohortFilter): ShownFigure => {
      if (reason === 'reduced-timetable') return plan === 'without' ? exact(13) : reduced;
      return plan === 'without' ? without : exact(70);
    };
  expect(describePlans(read(exact(61), exact(19)))).toBe(
    'Without a plan are 61 of the 70 not in education, and 13 of the 19 on a reduced timetable.',
  );
  expect(describePlans(read(few, withheld))).toBe('Without a plan are fewer than 5 of the 70 not in education.');
  expect(describePlans(read(withheld, exact(0)))).toBeNull();
});
