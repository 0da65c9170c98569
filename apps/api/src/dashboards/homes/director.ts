import type { WorkItem } from '@kept/domain';
import type { FigureView, HomeListView } from '@kept/contracts';
import type { TallyRow } from '@kept/database';
import { count, counted, figure, lateFigure, listHref } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import { levelsTable, waitingLevels, type WaitingLevel } from '../levels.js';
import { both, gapNote, lateNote, stalledNote } from '../notes.js';
import { homeList } from '../tables.js';
import type { Home } from './officer.js';

const education = 'ehcp-escalation';
const cards = 'challenge-card';
/** So many of each group stand on the page: it is read in the morning, and each leads to the whole. */
const first = 5;

/** One page: what waits for this director, what has climbed to them, what they promised and is late, what is stuck. */
export async function directorHome(reader: HomeReader): Promise<Home> {
  const { actor, reference } = reader.caller;
  const workflows = [...new Set(reference.definitions.map(({ key }) => key))];
  const [owned, mine, levels, stalled, answering, words] = await Promise.all([
    reader.list({ ownerPosts: actor.posts, limit: first }, lateNote(reader.caller)),
    reader.tally({ workflows, ownerPosts: actor.posts }),
    waitingLevels(reader, workflows),
    reader.noted({ workflow: education }, stalledNote(reader.caller)),
    reader.noted({ workflow: cards }, answersFor(reader)),
    reader.words(),
  ]);
  const climbed = levels.filter(({ post }) => actor.posts.includes(post));
  const others = levels.filter(({ post }) => !actor.posts.includes(post));
  const stalledList = listHref(education, { stalled: 'true' });
  const answeringList = answeringHref(actor.posts);
  return {
    lead: leadOf(climbed, stalled.length),
    figures: [
      ...levelFigures(climbed, others),
      ownFigure(mine),
      figure('answering', 'challenge cards that you answer for', answering.length, { href: answeringList }),
      lateFigure('stalled', 'children whose case is stalled', stalled.length, { href: stalledList }),
      ...wordFigures(words),
    ],
    tables: [
      levelsTable(climbed, {
        key: 'climbed',
        first,
        title: 'Raised to you',
        empty: 'Nothing that was raised to you waits for an answer.',
      }),
      levelsTable(others, {
        key: 'elsewhere',
        first,
        title: 'Raised to others, and not answered',
        empty: 'Everybody else has answered.',
      }),
    ],
    lists: [
      homeList('owned', ['Yours', 'None of your posts owns an open item.'], owned, '/my-work'),
      firstOf(
        'answering',
        ['Challenge cards that you answer for', 'No open card names you.'],
        answering,
        answeringList,
      ),
      firstOf('stalled', ['Stalled', 'No case is stalled.'], stalled, stalledList),
    ],
  };
}

function leadOf(climbed: readonly WaitingLevel[], stalled: number): string {
  const late = climbed.filter((each) => each.late).length;
  const raised = counted(climbed.length, 'case was', 'cases were');
  const first =
    climbed.length === 0
      ? 'Nothing that was raised to you waits for an answer.'
      : `${raised} raised to you and not answered${late === 0 ? '' : `, ${late} of them late`}.`;
  return stalled === 0 ? first : `${first} ${counted(stalled, 'child’s case is', 'children’s cases are')} stalled.`;
}

function levelFigures(climbed: readonly WaitingLevel[], others: readonly WaitingLevel[]): FigureView[] {
  const unseen = climbed.filter(({ acknowledged }) => !acknowledged).length;
  const promised = (levels: readonly WaitingLevel[]) => levels.filter((each) => each.acknowledged && each.late).length;
  return [
    lateFigure('climbed', 'raised to you and not answered', climbed.length, { href: '#climbed' }),
    lateFigure('unacknowledged', 'of these not acknowledged', unseen, { href: '#climbed' }),
    lateFigure('promised-late', 'answers that you promised and are late', promised(climbed), { href: '#climbed' }),
    lateFigure('others-late', 'answers that others promised and are late', promised(others), { href: '#elsewhere' }),
  ];
}

function ownFigure(mine: readonly TallyRow[]): FigureView {
  const late = count(mine, (row) => row.late);
  const note = late > 0 ? `${late} of them late` : null;
  return figure('owned', 'open items of your own posts', count(mine), { href: '/my-work', note, late: late > 0 });
}

/** Words that young people asked not to read, in what is written for them. */
function wordFigures({ month, used, mended }: { month: string; used: number; mended: number }): FigureView[] {
  const href = `/words/count?month=${month}`;
  return [
    figure('words-used', 'listed words written this month for young people to read', used, { href }),
    figure('words-mended', 'listed words mended this month', mended, { href }),
  ];
}

/** The open cards that name one of these posts; the list on the page where there is none to ask for. */
function answeringHref(posts: readonly string[]): string {
  if (posts.length === 0) return '#answering';
  return listHref(cards, { closed: 'false', field: `director:${posts.join('|')}` });
}

function firstOf(
  key: string,
  words: readonly [string, string],
  items: HomeListView['items'],
  all: string,
): HomeListView {
  return homeList(key, words, items.slice(0, first), items.length > first ? all : null);
}

/** A card names the director who answers for it, whoever owns it. */
function answersFor(reader: HomeReader) {
  const said = both(lateNote(reader.caller), gapNote(reader.caller));
  return (item: WorkItem, at: Parameters<typeof said>[1]): string | null => {
    if (!reader.caller.actor.posts.includes(String(item.fields['director']))) return null;
    return said(item, at) ?? 'In time, and nothing is missing.';
  };
}
