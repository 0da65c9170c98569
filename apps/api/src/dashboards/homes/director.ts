import type { WorkItem } from '@kept/domain';
import { count, figure, lateFigure, listHref } from '../figures.js';
import { shown, type HomeReader } from '../home-reader.js';
import { levelsTable, waitingLevels } from '../levels.js';
import { both, gapNote, lateNote, stalledNote } from '../notes.js';
import { homeList } from '../tables.js';
import type { Home } from './officer.js';

const education = 'ehcp-escalation';
const cards = 'challenge-card';

/** One page: what waits for this director, what has climbed to them, what they promised and is late, what is stuck. */
export async function directorHome(reader: HomeReader): Promise<Home> {
  const { actor, reference } = reader.caller;
  const workflows = [...new Set(reference.definitions.map(({ key }) => key))];
  const late = lateNote(reader.caller);
  const [owned, mine, levels, stalled, answering] = await Promise.all([
    reader.list({ ownerPosts: actor.posts }, late),
    reader.tally({ workflows, ownerPosts: actor.posts }),
    waitingLevels(reader, workflows),
    reader.noted({ workflow: education }, stalledNote(reader.caller)),
    reader.noted({ workflow: cards }, answersFor(reader)),
  ]);
  const climbed = levels.filter(({ post }) => actor.posts.includes(post));
  const others = levels.filter(({ post }) => !actor.posts.includes(post));
  const lateOwned = count(mine, (row) => row.late);
  return {
    lead: 'What waits for you, what has climbed to you, and what is stuck.',
    figures: [
      lateFigure('climbed', 'raised to you and not answered', climbed.length, { href: '#climbed' }),
      lateFigure(
        'unacknowledged',
        'of these not acknowledged',
        climbed.filter(({ acknowledged }) => !acknowledged).length,
        {
          href: '#climbed',
        },
      ),
      lateFigure(
        'promised-late',
        'answers promised and late',
        levels.filter((each) => each.acknowledged && each.late).length,
        {
          href: '#elsewhere',
          note: 'by you or by others',
        },
      ),
      figure('owned', 'open items of your own posts', count(mine), {
        href: '/my-work',
        ...(lateOwned > 0 && { note: `${lateOwned} of them late`, late: true }),
      }),
      figure('answering', 'challenge cards that you answer for', answering.length, { href: '#answering' }),
      lateFigure('stalled', 'children whose case is stalled', stalled.length, {
        href: listHref(education, { stalled: 'true' }),
      }),
    ],
    tables: [
      levelsTable(climbed, { key: 'climbed', title: 'Raised to you' }),
      levelsTable(others, { key: 'elsewhere', title: 'Raised to others, and not answered' }),
    ],
    lists: [
      homeList('owned', ['Yours', 'None of your posts owns an open item.'], owned.slice(0, shown), '/my-work'),
      homeList('answering', ['Challenge cards that you answer for', 'No open card names you.'], answering),
      homeList('stalled', ['Stalled', 'No case is stalled.'], stalled, listHref(education, { stalled: 'true' })),
    ],
  };
}

/** A card names the director who answers for it, whoever owns it. */
function answersFor(reader: HomeReader) {
  const said = both(lateNote(reader.caller), gapNote(reader.caller));
  return (item: WorkItem, at: Parameters<typeof said>[1]): string | null => {
    if (!reader.caller.actor.posts.includes(String(item.fields['director']))) return null;
    return said(item, at) ?? 'In time, and nothing is missing.';
  };
}
