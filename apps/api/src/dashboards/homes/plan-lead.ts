import { count, figure, inState, lateFigure, lateIn, listHref } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import { homeList, statesTable, wordTable } from '../tables.js';
import type { Home } from './officer.js';

const targets = 'business-plan-target';
const actions = 'business-plan-action';

/** The plan: which targets are off track, which actions are late, whose evidence waits to be looked at. */
export async function planLeadHome(reader: HomeReader): Promise<Home> {
  const [rows, all, late, waiting] = await Promise.all([
    reader.tally({ workflows: [targets, actions], closed: true }),
    reader.list({ workflow: targets, sort: 'reference', limit: 25 }),
    reader.list({ workflow: actions, overdue: true }),
    reader.list({ workflow: actions, states: ['evidence-submitted'] }),
  ]);
  const ofTargets = (state: string) => count(rows, (row) => row.workflow === targets && row.state === state);
  const href = (state: string) => ({ href: listHref(targets, { state }) });
  const sentence = `${count(rows, ({ workflow }) => workflow === actions)} actions in all.`;
  return {
    lead: 'How the plan stands: targets by their measures, actions by their dates.',
    figures: [
      lateFigure('off-track', 'targets off track', ofTargets('off-track'), href('off-track')),
      figure('at-risk', 'targets at risk', ofTargets('at-risk'), href('at-risk')),
      figure('on-track', 'targets on track', ofTargets('on-track'), href('on-track')),
      lateIn(rows, actions, 'actions late'),
      inState(rows, actions, 'evidence-submitted', 'actions with evidence to look at'),
    ],
    tables: [
      statesTable({ key: 'actions', title: 'Actions by state', sentence }, 'Actions', rows, reader.definition(actions)),
      wordTable(
        { key: 'coverage', title: 'National Minimum Standards', sentence: 'What the plan answers to, and what not.' },
        ['Table'],
        [{ cells: ['Standards by targets and evidence'], href: '/plan-coverage' }],
      ),
    ],
    lists: [
      homeList('targets', ['The targets', 'No target is open. Enter the plan.'], all, listHref(targets)),
      homeList('late', ['Late actions', 'No action is late.'], late, listHref(actions, { overdue: 'true' })),
      homeList(
        'to-review',
        ['Evidence to look at', 'No evidence waits.'],
        waiting,
        listHref(actions, { state: 'evidence-submitted' }),
      ),
    ],
  };
}
