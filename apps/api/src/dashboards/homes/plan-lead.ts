import type { FigureView, TableView } from '@kept/contracts';
import type { TallyRow } from '@kept/database';
import { count, counted, figure, inState, lateFigure, lateIn, listHref } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import { forecastTable, forecastsOf } from '../measures.js';
import { lateNote } from '../notes.js';
import { homeList, statesTable, wordTable } from '../tables.js';
import type { Home } from './officer.js';

const targets = 'business-plan-target';
const actions = 'business-plan-action';
const waits = listHref(actions, { state: 'evidence-submitted' });

/** The plan: what its pace says of each target, which actions are late, whose evidence waits to be looked at. */
export async function planLeadHome(reader: HomeReader): Promise<Home> {
  const [rows, open, standing, late, waiting] = await Promise.all([
    reader.tally({ workflows: [targets, actions], closed: true }),
    reader.every({ workflow: targets }),
    reader.list({ workflow: targets, sort: 'reference', limit: 25 }),
    reader.list({ workflow: actions, overdue: true }, lateNote(reader.caller)),
    reader.list({ workflow: actions, states: ['evidence-submitted'] }),
  ]);
  const measures = forecastsOf(open.items, open.today);
  const missed = measures.filter(({ assessment }) => assessment === 'off-track').length;
  const ofTargets = (key: string, label: string) => inState(rows, targets, key, label);
  const behind = ofTargets('off-track', 'targets off track');
  return {
    lead: leadOf(open.items.length, missed),
    figures: [
      lateFigure('missed', 'measures that will not be reached at their pace, or were not', missed, {
        href: '#measures',
      }),
      { ...behind, late: behind.value !== '0' },
      ofTargets('at-risk', 'targets at risk'),
      ofTargets('on-track', 'targets on track'),
      decisions(rows),
      lateIn(rows, actions, 'actions late'),
      inState(rows, actions, 'evidence-submitted', 'actions with evidence to look at'),
    ],
    tables: [forecastTable(measures), actionsTable(reader, rows), coverage],
    lists: [
      homeList('late', ['Late actions', 'No action is late.'], late, listHref(actions, { overdue: 'true' })),
      homeList('to-review', ['Evidence to look at', 'No evidence waits.'], waiting, waits),
      homeList('targets', ['The targets', 'No target is open. Enter the plan.'], standing, listHref(targets)),
    ],
  };
}

function leadOf(open: number, missed: number): string {
  if (open === 0) return 'No target of a plan is open.';
  if (missed === 0) return 'Nothing that was counted says that a measure will be missed.';
  return `${counted(missed, 'measure', 'measures')} will not be reached at the pace so far, or were not by their day.`;
}

function actionsTable(reader: HomeReader, rows: readonly TallyRow[]): TableView {
  const all = count(rows, ({ workflow }) => workflow === actions);
  const named = { key: 'actions', title: 'Actions by state', sentence: `${counted(all, 'action', 'actions')} in all.` };
  return statesTable(named, 'Actions', rows, reader.definition(actions));
}

/** A target that was not achieved stays open until somebody says what becomes of it. */
function decisions(rows: readonly TallyRow[]): FigureView {
  const found = inState(rows, targets, 'not-achieved', 'targets not achieved, to carry over or give up');
  return figure(found.key, found.label, found.value, { href: found.href, late: found.value !== '0' });
}

/** Where the standards stand beside the plan's targets. */
const coverage = wordTable(
  { key: 'coverage', title: 'National Minimum Standards', sentence: 'What the plan answers to, and what it does not.' },
  ['Table'],
  [{ cells: ['Standards by targets and evidence'], href: '/plan-coverage' }],
);
