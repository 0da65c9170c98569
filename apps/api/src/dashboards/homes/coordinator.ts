import type { FigureView } from '@kept/contracts';
import { count, figure, homeList, inState, lateIn, listHref, statesTable } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import type { Home } from './officer.js';

const workflow = 'lifelong-links-referral';

/** Lifelong Links: who waits for whom, and how much room there is. */
export async function coordinatorHome(reader: HomeReader): Promise<Home> {
  const [rows, late, next, room] = await Promise.all([
    reader.tally({ workflows: [workflow], closed: true }),
    reader.list({ workflow, overdue: true }),
    reader.list({ workflow, overdue: false }),
    capacities(reader),
  ]);
  const open = rows.filter(({ closed }) => !closed);
  const sentence = `${count(rows)} young people have been identified in all.`;
  const table = { key: 'states', title: 'Where they stand', sentence };
  return {
    lead: `${count(open)} referrals are open. The young person sets the pace: a pause stops every date.`,
    figures: [lateIn(open, workflow, 'late'), inState(open, workflow, 'paused', 'paused'), ...room],
    tables: [statesTable(table, 'Young people', rows, reader.definition(workflow))],
    lists: [
      homeList('late', ['Late', 'Nothing is late.'], late, listHref(workflow, { overdue: 'true' })),
      homeList('next', ['Next dates', 'No referral is open.'], next, listHref(workflow, { closed: 'false' })),
    ],
  };
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
      });
    }),
  );
}
