import type { FigureView, TableView } from '@kept/contracts';
import type { TallyRow } from '@kept/database';
import { count, counted, figure, inState, lateIn, listHref, share } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import { outcomesOf, workflow, workingStates } from '../lifelong-links.js';
import { lateNote } from '../notes.js';
import { barTable, homeList, statesTable } from '../tables.js';
import { estimateTable } from './lifelong-links-estimate.js';
import type { Home } from './officer.js';

/** Lifelong Links: who waits for whom, how much room there is, and what became of those who were identified. */
export async function coordinatorHome(reader: HomeReader): Promise<Home> {
  const definition = reader.definition(workflow);
  const working = workingStates(reader);
  const [rows, late, next, room] = await Promise.all([
    reader.tally({ workflows: [workflow], closed: true }),
    reader.list({ workflow, overdue: true, states: working.split(',') }, lateNote(reader.caller)),
    reader.list({ workflow, overdue: false }),
    capacities(reader),
  ]);
  const open = rows.filter(({ closed }) => !closed);
  const sentence = `${counted(count(rows), 'young person has', 'young people have')} been identified in all.`;
  return {
    lead: `${counted(count(open), 'referral is', 'referrals are')} open. The young person sets the pace: a pause stops every date.`,
    figures: [
      lateIn(open, workflow, 'late'),
      inState(open, workflow, 'referred', 'to triage'),
      inState(open, workflow, 'triaged', 'waiting for consent to search'),
      inState(open, workflow, 'consented', 'to allocate'),
      inState(open, workflow, 'paused', 'paused'),
      ...room,
    ],
    tables: [
      outcomesTable(rows, working),
      statesTable({ key: 'states', title: 'Where they stand', sentence }, 'Young people', rows, definition),
      estimateTable(),
    ],
    lists: [
      homeList(
        'late',
        ['Late, of those who were referred', 'Nothing is late.'],
        late,
        listHref(workflow, { state: working, overdue: 'true' }),
      ),
      homeList('next', ['Next dates', 'No date is to come.'], next, listHref(workflow, { closed: 'false' })),
    ],
  };
}

function outcomesTable(rows: readonly TallyRow[], working: string): TableView {
  const outcomes = outcomesOf(rows, working);
  const silent = outcomes.find(({ key }) => key === 'silent')?.items ?? 0;
  return barTable(
    {
      key: 'outcomes',
      title: 'What became of those who were identified',
      sentence: sentenceOn(count(rows), silent),
    },
    ['What became of them', 'Young people', 'Of all'],
    outcomes.map(({ label, items, query }) => ({
      cells: [label, items, share(items, count(rows), 0)],
      href: listHref(workflow, query),
    })),
  );
}

function sentenceOn(all: number, silent: number): string {
  if (silent === 0)
    return `${counted(all, 'young person was', 'young people were')} identified, and each is accounted for.`;
  const past = 'they were identified, the time to ask them is over, and nobody has said what came of it.';
  return `Of ${counted(all, 'young person', 'young people')} identified, ${silent} are not accounted for: ${past}`;
}

/** Each capacity of the workflow whose days are not over, with how much of it is taken. */
async function capacities(reader: HomeReader): Promise<FigureView[]> {
  const all = Object.entries(reader.definition(workflow)?.capacity ?? {});
  const now = all.filter(([, { from, to }]) => from <= reader.caller.today && reader.caller.today <= to);
  return Promise.all(
    now.map(async ([key, { label, limit, counts, from, to }]) => {
      const taken = await reader.places(workflow, counts, { from, to });
      return figure(key, label, `${taken} of ${limit}`, {
        note: taken > limit ? `${taken - limit} more than there is room for` : `room for ${limit - taken} more`,
        late: taken > limit,
        href: '#outcomes',
      });
    }),
  );
}
