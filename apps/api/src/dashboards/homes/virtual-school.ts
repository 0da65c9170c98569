import type { FigureView } from '@kept/contracts';
import { barTable, count, figure, homeList, lateFigure, lateIn, listHref, share } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import type { Home } from './officer.js';

const workflow = 'ehcp-escalation';
const reasons = [
  ['noRecordedSchool', 'No recorded school'],
  ['reducedTimetable', 'Reduced timetable'],
  ['awaitingPlacementChange', 'Awaiting a change of school'],
] as const;
const fields = [...reasons.map(([key]) => key), 'yearGroup', 'needsOutOfCounty'];

/** Every child with a plan and without suitable education: why, how far it has climbed, and who is stuck. */
export async function virtualSchoolHome(reader: HomeReader): Promise<Home> {
  const [rows, stalled, next, post16] = await Promise.all([
    reader.tally({ workflows: [workflow], fields }),
    reader.stalled(workflow),
    reader.list({ workflow }, ({ level }) => (level > 0 ? `Level ${level}` : null)),
    reader.tally({ workflows: ['post-16-destination'] }),
  ]);
  const without = rows.filter(({ state }) => state !== 'in-education');
  const total = count(without);
  const watched = count(rows) - total;
  return {
    lead: `${total} children with a plan are without suitable education today; ${watched} more have started and are watched until it lasts.`,
    figures: [...numbersOf(rows, without, stalled.length), inPost16(post16)],
    tables: [byReason(without), byLevel(reader, without)],
    lists: [
      homeList('stalled', ['Stalled', 'No case is stalled.'], stalled, listHref(workflow, { stalled: 'true' })),
      homeList('next', ['Next dates', 'No child is being tracked. Enter one.'], next, listHref(workflow)),
    ],
  };
}

function numbersOf(rows: Rows, without: Rows, stalled: number): FigureView[] {
  const total = count(without);
  const oldest = count(without, ({ values }) => ['10', '11'].includes(values[3] ?? ''));
  return [
    figure('without', 'with a plan and without suitable education', total, {
      href: listHref(workflow, { closed: 'false' }),
      note: 'Another number than the children on a reduced timetable: see children without school.',
    }),
    lateFigure('stalled', 'stalled', stalled, { href: listHref(workflow, { stalled: 'true' }) }),
    lateIn(rows, workflow, 'late'),
    figure('years', 'in years 10 and 11', oldest, { note: `${share(oldest, total, 0)} of them` }),
  ];
}

function inPost16(rows: Rows): FigureView {
  const href = listHref('post-16-destination', { closed: 'false' });
  return figure('post-16', 'handed over and not yet in education, employment or training', count(rows), { href });
}

type Rows = Awaited<ReturnType<HomeReader['tally']>>;

function byReason(rows: Rows) {
  const total = count(rows);
  return barTable(
    {
      key: 'reasons',
      title: 'Why education is not suitable',
      sentence: `A child may have more than one reason, so these add up to more than ${total}.`,
    },
    ['Reason', 'Children', 'Of these children'],
    reasons.map(([key, label], place) => {
      const children = count(rows, ({ values }) => values[place] === 'true');
      return { cells: [label, children, share(children, total)], href: listHref(workflow, { field: `${key}:true` }) };
    }),
  );
}

function byLevel(reader: HomeReader, rows: Rows) {
  const levels = [0, ...(reader.definition(workflow)?.escalation['place'] ?? []).map(({ level }) => level)];
  return barTable(
    {
      key: 'levels',
      title: 'How far it has climbed',
      sentence: `${count(rows, ({ level }) => level > 0)} of ${count(rows)} have been raised to a level.`,
    },
    ['Level', 'Children'],
    levels.map((level) => ({
      cells: [level === 0 ? 'Not raised' : `Level ${level}`, count(rows, (row) => row.level === level)],
      href: listHref(workflow, { level: String(level) }),
    })),
  );
}
