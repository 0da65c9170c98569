import { barTable, count, homeList, lateFigure, lateIn, listHref } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import type { Home } from './officer.js';

/** Before each meeting: which promises to young people are late and whose they are, what to ask. Nothing of a child. */
export async function chairHome(reader: HomeReader): Promise<Home> {
  const [rows, cards, actions, ehcp, links] = await Promise.all([
    reader.tally({ workflows: ['challenge-card', 'panel-action', 'business-plan-target'] }),
    reader.list({ workflow: 'challenge-card', overdue: true }),
    reader.list({ workflow: 'panel-action', overdue: true }),
    reader.figures({ workflows: ['ehcp-escalation'], fields: reasonKeys }),
    reader.figures({ workflows: ['lifelong-links-referral'], closed: true }),
  ]);
  const offTrack = count(rows, ({ state }) => state === 'off-track');
  return {
    lead: 'Which promises are late, whose they are, and what to ask about.',
    figures: [
      lateIn(rows, 'challenge-card', 'challenge cards late'),
      lateIn(rows, 'panel-action', 'panel actions late'),
      lateFigure('off-track', 'targets of the fostering plan off track', offTrack, {
        href: listHref('business-plan-target', { state: 'off-track' }),
      }),
    ],
    tables: [withoutSchool(ehcp), familyLinks(reader, links)],
    lists: [
      homeList('cards', ['Late promises to young people', 'No challenge card is late.'], cards),
      homeList('actions', ['Late panel actions', 'No panel action is late.'], actions),
    ],
  };
}

type Rows = Awaited<ReturnType<HomeReader['tally']>>;

const reasonKeys = ['noRecordedSchool', 'reducedTimetable', 'awaitingPlacementChange'];
const reasonLabels = ['No recorded school', 'Reduced timetable', 'Awaiting a change of school'];

/** Small numbers tell of children, so the panel is told that there are few. */
function forPanel(number: number): string {
  return number > 0 && number < 5 ? 'fewer than 5' : String(number);
}

function withoutSchool(rows: Rows) {
  const without = rows.filter(({ state }) => state !== 'in-education');
  return barTable(
    {
      key: 'without-school',
      title: 'Children with a plan and without suitable education',
      sentence: `${forPanel(count(without))} children. One may have more than one reason.`,
    },
    ['Reason', 'Children'],
    reasonLabels.map((label, place) => ({
      cells: [label, forPanel(count(without, ({ values }) => values[place] === 'true'))],
    })),
  );
}

function familyLinks(reader: HomeReader, rows: Rows) {
  const final = reader.definition('lifelong-links-referral')?.states ?? {};
  const groups: [string, (row: Rows[number]) => boolean][] = [
    ['Being worked on', ({ closed }) => !closed],
    ['Completed', ({ state }) => state === 'completed'],
    ['Declined or withdrawn', ({ state, closed }) => closed && state !== 'completed' && final[state] !== undefined],
  ];
  return barTable(
    {
      key: 'lifelong-links',
      title: 'Lifelong Links',
      sentence: `${forPanel(count(rows))} young people were identified.`,
    },
    ['', 'Young people'],
    groups.map(([label, which]) => ({ cells: [label, forPanel(count(rows, which))] })),
  );
}
