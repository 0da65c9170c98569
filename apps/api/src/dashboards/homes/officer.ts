import type { DashboardView } from '@kept/contracts';
import { homeList, inState, lateIn, listHref, statesTable } from '../figures.js';
import type { HomeReader } from '../home-reader.js';

const workflows = ['challenge-card', 'panel-action', 'work-programme-item'] as const;

/** A home without what every one has. */
export type Home = Pick<DashboardView, 'lead' | 'figures' | 'tables' | 'lists'>;

/** What the corporate parenting officer opens in the morning: what is late, what comes, what nobody has yet. */
export async function officerHome(reader: HomeReader): Promise<Home> {
  const [rows, late, coming] = await Promise.all([
    reader.tally({ workflows }),
    reader.list({ overdue: true }),
    reader.list({ overdue: false }),
  ]);
  const actions = rows.filter(({ workflow }) => workflow === 'panel-action').reduce((sum, { items }) => sum + items, 0);
  const table = { key: 'actions', title: 'Panel actions by state', sentence: `${actions} panel actions are open.` };
  return {
    lead: 'What is late, what comes next, and what waits for the panel.',
    figures: [
      lateIn(rows, 'panel-action', 'panel actions late'),
      lateIn(rows, 'challenge-card', 'challenge cards late'),
      inState(rows, 'panel-action', 'proposed-to-close', 'actions for the meeting to close'),
      inState(rows, 'work-programme-item', 'unscheduled', 'reports without a meeting'),
    ],
    tables: [statesTable(table, 'Open', rows, reader.definition('panel-action'))],
    lists: [
      homeList('late', ['Late', 'Nothing is late.'], late, listHref('panel-action', { overdue: 'true' })),
      homeList('coming', ['Coming up', 'Nothing is due. Enter an action, or a challenge card.'], coming),
    ],
  };
}
