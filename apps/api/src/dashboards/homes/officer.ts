import { daysBetween, formatDay } from '@kept/domain';
import type { DashboardView, HomeListView } from '@kept/contracts';
import { agendaDay } from '../../reference/agenda-day.js';
import { counted, figure, inState, lateIn, listHref } from '../figures.js';
import { shown, type HomeReader } from '../home-reader.js';
import { gapNote, lateNote } from '../notes.js';
import { homeList, statesTable } from '../tables.js';

const cards = 'challenge-card';
const actions = 'panel-action';
const reports = 'work-programme-item';
const workflows = [cards, actions, reports] as const;

/** A home without what every one has. */
export type Home = Pick<DashboardView, 'lead' | 'figures' | 'tables' | 'lists'>;

/** What the corporate parenting officer opens in the morning: what is late, what comes, what was promised and not given. */
export async function officerHome(reader: HomeReader): Promise<Home> {
  const late = lateNote(reader.caller);
  const lateOf = (workflow: string) => reader.list({ workflow, overdue: true }, late);
  const [rows, lateCards, lateActions, lateReports, open, coming] = await Promise.all([
    reader.tally({ workflows }),
    lateOf(cards),
    lateOf(actions),
    lateOf(reports),
    reader.noted({ workflow: cards }, gapNote(reader.caller)),
    nextOf(reader),
  ]);
  const standing = rows.filter(({ workflow }) => workflow === actions);
  const number = standing.reduce((sum, { items }) => sum + items, 0);
  const table = { key: 'actions', title: 'Panel actions by state', sentence: sentenceOn(number) };
  const overdue = { overdue: 'true' };
  return {
    lead: nextMeeting(reader),
    figures: [
      lateIn(rows, actions, 'panel actions late'),
      lateIn(rows, cards, 'challenge cards late'),
      lateIn(rows, reports, 'reports of the work programme late'),
      inState(rows, actions, 'proposed-to-close', 'actions for the meeting to close'),
      inState(rows, reports, 'unscheduled', 'reports without a meeting'),
      figure('open-promises', 'challenge cards with something promised or asked and not given', open.length, {
        href: '#open-promises',
      }),
    ],
    tables: [statesTable(table, 'Open', standing, reader.definition(actions))],
    lists: [
      homeList('late-actions', ['Late panel actions', 'No action is late.'], lateActions, listHref(actions, overdue)),
      homeList('late-cards', ['Late challenge cards', 'No card is late.'], lateCards, listHref(cards, overdue)),
      homeList('late-reports', ['Late reports', 'No report is late.'], lateReports, listHref(reports, overdue)),
      homeList('open-promises', ['Promised or asked, and not given', 'Nothing that was promised is missing.'], open),
      homeList('coming', ['Coming up', 'Nothing is due. Enter an action, or a challenge card.'], coming),
    ],
  };
}

function sentenceOn(actionsOpen: number): string {
  return `${counted(actionsOpen, 'panel action is', 'panel actions are')} open.`;
}

/** What is not late yet, of all three, by date. */
async function nextOf(reader: HomeReader): Promise<HomeListView['items']> {
  const lists = await Promise.all(workflows.map((workflow) => reader.list({ workflow, overdue: false })));
  const dayOf = ({ item }: HomeListView['items'][number]) => item.nextDueOn ?? '9999';
  return lists
    .flat()
    .sort((one, other) => dayOf(one).localeCompare(dayOf(other)))
    .slice(0, shown);
}

/** When the panel meets next, and when its agenda goes out. */
export function nextMeeting({ caller }: HomeReader): string {
  const { organisation } = caller.reference;
  const panels = organisation.bodies.filter(({ kind }) => kind === 'panel').map(({ key }) => key);
  const [next] = organisation.meetings
    .filter(({ body, heldOn, held }) => panels.includes(body) && heldOn >= caller.today && !held)
    .sort((one, other) => one.heldOn.localeCompare(other.heldOn));
  if (!next) return 'No meeting of the panel is entered.';
  const days = daysBetween(caller.today, next.heldOn);
  const when = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
  const agenda = agendaDay(next, caller.reference);
  const out = agenda !== null && agenda < caller.today ? 'was due out on' : 'is due out on';
  const said = agenda === null ? '' : ` Its agenda ${out} ${formatDay(agenda)}.`;
  return `The panel meets next on ${formatDay(next.heldOn)}, ${when}.${said}`;
}
