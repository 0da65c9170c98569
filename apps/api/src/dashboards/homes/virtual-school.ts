import { countsIn, type CohortCell, type CohortFilter } from '@kept/domain';
import type { FigureView, TableView } from '@kept/contracts';
import type { TallyRow } from '@kept/database';
import { count, counted, figure, inState, lateFigure, lateIn, listHref, openStates, share } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import { lateNote, stalledNote } from '../notes.js';
import { barTable, homeList } from '../tables.js';
import { reasons, workflow } from '../education.js';
import { waitingConsultations } from '../consultations.js';
import { levelsTable, waitingLevels } from '../levels.js';
import type { Home } from './officer.js';

const post16 = 'post-16-destination';
const fields = [...reasons.map(([key]) => key), 'yearGroup', 'senArea', 'needsOutOfCounty'];
const place = Object.fromEntries(fields.map((key, index) => [key, index]));
const valueOf = ({ values }: TallyRow, field: string) => values[place[field] ?? -1] ?? null;

/** Every child with a plan and without suitable education: why, with whom it is stuck, how far it has climbed. */
export async function virtualSchoolHome(reader: HomeReader): Promise<Home> {
  const [rows, stalled, late, next, later, levels, consultations, cells] = await Promise.all([
    reader.tally({ workflows: [workflow], fields }),
    reader.noted({ workflow }, stalledNote(reader.caller)),
    reader.list({ workflow, overdue: true }, lateNote(reader.caller)),
    reader.list({ workflow, overdue: false }),
    reader.tally({ workflows: [post16] }),
    waitingLevels(reader, [workflow]),
    waitingConsultations(reader),
    reader.cohort('virtual-school'),
  ]);
  const states = openStates(reader.definition(workflow), 'in-education');
  const without = rows.filter(({ state }) => state !== 'in-education');
  const lateLevels = levels.filter(({ late }) => late).length;
  const lateAnswers = consultations.filter(({ daysLate }) => daysLate > 0).length;
  return {
    lead: leadOf(without, rows),
    figures: [
      ...numbersOf(without, states),
      lateFigure('stalled', 'stalled', stalled.length, { href: listHref(workflow, { stalled: 'true' }) }),
      lateIn(rows, workflow, 'with a late date'),
      figure('levels', 'levels raised and not answered', levels.length, {
        href: '#waiting-levels',
        ...(lateLevels > 0 && { note: `${lateLevels} of them late`, late: true }),
      }),
      figure('consultations', 'consultations without an answer', consultations.length, {
        href: '/home/sen-officer',
        ...(lateAnswers > 0 && { note: `${lateAnswers} of them over fifteen days`, late: true }),
      }),
      inState(rows, workflow, 'in-education', 'back in education, and watched until it lasts'),
      inPost16(later, reader),
      ...restOfTheProblem(cells),
    ],
    tables: [
      byReason(without, states),
      bySchoolYear(without, states),
      byArea(reader, without, states),
      byLevel(reader, rows),
      levelsTable(levels),
    ],
    lists: [
      homeList('stalled', ['Stalled', 'No case is stalled.'], stalled, listHref(workflow, { stalled: 'true' })),
      homeList('late', ['Late', 'Nothing is late.'], late, listHref(workflow, { overdue: 'true' })),
      homeList('next', ['Next dates', 'No date is to come.'], next, listHref(workflow, { closed: 'false' })),
    ],
  };
}

function leadOf(without: readonly TallyRow[], rows: readonly TallyRow[]): string {
  const total = count(without);
  const watched = count(rows) - total;
  const now = counted(total, 'child with a plan is', 'children with a plan are');
  const more =
    watched === 0
      ? 'Nobody has started at a school of late.'
      : `${watched} more ${watched === 1 ? 'has' : 'have'} started and ${watched === 1 ? 'is' : 'are'} watched until it lasts.`;
  return `${now} without suitable education today. ${more}`;
}

function numbersOf(without: readonly TallyRow[], state: string): FigureView[] {
  const total = count(without);
  const oldest = count(without, (row) => ['10', '11'].includes(valueOf(row, 'yearGroup') ?? ''));
  const away = count(without, (row) => valueOf(row, 'needsOutOfCounty') === 'true');
  return [
    figure('without', 'with a plan and without suitable education', total, { href: listHref(workflow, { state }) }),
    figure('years', 'in years 10 and 11', oldest, {
      note: `${share(oldest, total, 0)} of them`,
      href: listHref(workflow, { state, field: 'yearGroup:10|11' }),
    }),
    figure('out-of-county', 'need a place outside the county', away, {
      href: listHref(workflow, { state, field: 'needsOutOfCounty:true' }),
    }),
  ];
}

function inPost16(rows: readonly TallyRow[], reader: HomeReader): FigureView {
  const href = listHref(post16, { state: openStates(reader.definition(post16)) });
  return figure('post-16', 'handed over at 16, and not yet in education, employment or training', count(rows), {
    href,
  });
}

/** The same month counts more children, with a plan or without one: most of them nobody here tracks. */
function restOfTheProblem(cells: readonly CohortCell[] | null): FigureView[] {
  if (cells === null) return [];
  const cohort = (key: string, label: string, filter: CohortFilter): FigureView => {
    const children = cells.filter((cell) => countsIn(cell, filter)).reduce((sum, each) => sum + each.children, 0);
    const asked = new URLSearchParams(
      Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)]),
    );
    return figure(key, label, children, { href: `/cohorts/virtual-school/children?${asked.toString()}` });
  };
  const toActOn = (...asked: Parameters<typeof cohort>): FigureView => {
    const found = cohort(...asked);
    return { ...found, late: found.value !== '0' };
  };
  return [
    cohort('not-in-education', 'not in education, with a plan or without', { reason: 'not-in-education' }),
    toActOn('untracked', 'on a reduced timetable without a plan, and tracked by nobody', {
      reason: 'reduced-timetable',
      plan: 'without',
      tracked: false,
    }),
  ];
}

function byReason(rows: readonly TallyRow[], state: string): TableView {
  const total = count(rows);
  return barTable(
    {
      key: 'reasons',
      title: 'Why education is not suitable',
      sentence: `A child may have more than one reason, so these add up to more than ${total}.`,
    },
    ['Reason', 'Children', 'Of these children'],
    reasons.map(([key, label]) => {
      const children = count(rows, (row) => valueOf(row, key) === 'true');
      return {
        cells: [label, children, share(children, total)],
        href: listHref(workflow, { state, field: `${key}:true` }),
      };
    }),
  );
}

function bySchoolYear(rows: readonly TallyRow[], state: string): TableView {
  const years = [...new Set(rows.map((row) => Number(valueOf(row, 'yearGroup'))))].sort((one, other) => one - other);
  const ofYear = (year: number) => count(rows, (row) => Number(valueOf(row, 'yearGroup')) === year);
  const [most = 0] = [...years].sort((one, other) => ofYear(other) - ofYear(one));
  return barTable(
    {
      key: 'years',
      title: 'By school year',
      sentence: years.length === 0 ? 'Nobody is without education.' : `Most are in year ${most}: ${ofYear(most)}.`,
    },
    ['School year', 'Children'],
    years.map((year) => ({
      cells: [year === 0 ? 'Reception' : `Year ${year}`, ofYear(year)],
      href: listHref(workflow, { state, field: `yearGroup:${year}` }),
    })),
  );
}

/** With whom it is stuck: the SEN area that holds the papers. */
function byArea(reader: HomeReader, rows: readonly TallyRow[], state: string): TableView {
  const areas = [...new Set(rows.flatMap((row) => valueOf(row, 'senArea') ?? []))].sort();
  const of = (area: string) => rows.filter((row) => valueOf(row, 'senArea') === area);
  return barTable(
    {
      key: 'areas',
      title: 'Who holds the papers',
      sentence: 'By the SEN area that holds a child’s papers, wherever the child lives.',
    },
    ['Post', 'Children', 'Late'],
    areas.map((area) => ({
      cells: [reader.titleOf(area), count(of(area)), count(of(area), ({ late }) => late)],
      href: listHref(workflow, { state, field: `senArea:${area}` }),
    })),
  );
}

function byLevel(reader: HomeReader, rows: readonly TallyRow[]): TableView {
  const levels = [0, ...(reader.definition(workflow)?.escalation['place'] ?? []).map(({ level }) => level)];
  return barTable(
    {
      key: 'levels',
      title: 'How far it has climbed',
      sentence: `${count(rows, ({ level }) => level > 0)} of ${count(rows)} open cases have been raised to a level.`,
    },
    ['Level', 'Children'],
    levels.map((level) => ({
      cells: [level === 0 ? 'Not raised' : `Level ${level}`, count(rows, (row) => row.level === level)],
      href: listHref(workflow, { closed: 'false', level: String(level) }),
    })),
  );
}
