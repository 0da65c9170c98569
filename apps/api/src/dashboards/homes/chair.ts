import type { TableView } from '@kept/contracts';
import type { TallyRow } from '@kept/database';
import { reasonKeys, reasons, workflow as education } from '../education.js';
import { outcomesOf, workflow as links, workingStates } from '../lifelong-links.js';
import { forPanel } from '../small-numbers.js';
import { count, figure, inState, lateFigure, lateIn, listHref } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import { paceNote } from '../measures.js';
import { both, gapNote, lateNote } from '../notes.js';
import { barTable, homeList } from '../tables.js';
import { nextMeeting, type Home } from './officer.js';

const cards = 'challenge-card';
const actions = 'panel-action';
const targets = 'business-plan-target';

/** Before each meeting: which promises to young people are late and whose they are, what to ask. Nothing of a child. */
export async function chairHome(reader: HomeReader): Promise<Home> {
  const note = both(lateNote(reader.caller), gapNote(reader.caller));
  const [rows, lateCards, lateActions, open, offTrack, children, referrals] = await Promise.all([
    reader.tally({ workflows: [cards, actions, targets] }),
    reader.list({ workflow: cards, overdue: true }, note),
    reader.list({ workflow: actions, overdue: true }, lateNote(reader.caller)),
    reader.noted({ workflow: cards, overdue: false }, gapNote(reader.caller)),
    reader.list({ workflow: targets, states: ['off-track'] }, paceNote),
    reader.figures({ workflows: [education], fields: reasonKeys }),
    reader.figures({ workflows: [links], closed: true }),
  ]);
  const behind = count(rows, ({ state }) => state === 'off-track');
  const offTrackList = listHref(targets, { state: 'off-track' });
  const late = (workflow: string) => listHref(workflow, { overdue: 'true' });
  return {
    lead: nextMeeting(reader),
    figures: [
      lateIn(rows, cards, 'challenge cards late'),
      lateIn(rows, actions, 'panel actions late'),
      figure('to-ask', 'challenge cards in time, with something to ask about', open.length, { href: '#to-ask' }),
      inState(rows, cards, 'answered', 'answers that wait for the young people’s verdict'),
      inState(rows, actions, 'proposed-to-close', 'actions for the meeting to close'),
      lateFigure('off-track', 'targets of the fostering plan off track', behind, { href: offTrackList }),
    ],
    tables: [withoutSchool(children), familyLinks(reader, referrals)],
    lists: [
      homeList('cards', ['Late promises to young people', 'No challenge card is late.'], lateCards, late(cards)),
      homeList('to-ask', ['In time, and something to ask about', 'Nothing that was promised is missing.'], open),
      homeList('actions', ['Late panel actions', 'No panel action is late.'], lateActions, late(actions)),
      homeList('off-track', ['Targets off track', 'No target is off track.'], offTrack, offTrackList),
    ],
  };
}

/** A child may have more than one reason; a number that would tell of a few children is kept back. */
function withoutSchool(rows: readonly TallyRow[]): TableView {
  const without = rows.filter(({ state }) => state !== 'in-education');
  const counted = reasons.map(([key, label], place) => ({
    key,
    label,
    items: count(without, ({ values }) => values[place] === 'true'),
  }));
  const none = count(without, ({ values }) => !values.includes('true'));
  const rest = { key: 'none', label: '', items: none, hidden: true };
  const shown = forPanel(count(without), [...counted, rest], 'union');
  return barTable(
    {
      key: 'without-school',
      title: 'Children with a plan and without suitable education',
      sentence: `Children in all: ${shown['whole']}. One may have more than one reason.`,
    },
    ['Reason', 'Children'],
    counted.map(({ key, label }) => ({ cells: [label, shown[key] ?? ''] })),
  );
}

function familyLinks(reader: HomeReader, rows: readonly TallyRow[]): TableView {
  const outcomes = outcomesOf(rows, workingStates(reader));
  const shown = forPanel(count(rows), outcomes, 'sum');
  return barTable(
    {
      key: 'lifelong-links',
      title: 'Lifelong Links: what became of those who were identified',
      sentence: `Young people identified in all: ${shown['whole']}. Not accounted for: ${shown['silent']}.`,
    },
    ['What became of them', 'Young people'],
    outcomes.map(({ key, label }) => ({ cells: [label, shown[key] ?? ''] })),
  );
}
