import type { WorkItem } from '@kept/domain';
import { figure, lateFigure, listHref } from '../figures.js';
import type { HomeReader } from '../home-reader.js';
import type { Home } from './officer.js';

/** One page: what waits for this director, what has climbed to them, what is stuck. */
export async function directorHome(reader: HomeReader): Promise<Home> {
  const { actor } = reader.caller;
  const mine = (item: WorkItem) => waitsFor(item, actor.posts);
  const [owned, climbed, stalled] = await Promise.all([
    reader.list({ ownerPosts: actor.posts }),
    climbedTo(reader, mine),
    reader.stalled('ehcp-escalation'),
  ]);
  const unacknowledged = climbed.filter(({ note }) => note?.startsWith('To be acknowledged'));
  return {
    lead: 'What waits for you, what has climbed to you, and what is stuck.',
    figures: [
      lateFigure('climbed', 'raised to you and not answered', climbed.length),
      lateFigure('unacknowledged', 'of these not acknowledged', unacknowledged.length),
      figure('owned', 'items of your posts shown below', owned.length),
      figure('stalled', 'children whose case is stalled', stalled.length, {
        href: listHref('ehcp-escalation', { stalled: 'true' }),
        late: stalled.length > 0,
      }),
    ],
    tables: [],
    lists: [
      { key: 'climbed', title: 'Raised to you', empty: 'Nothing has been raised to you.', items: climbed, more: null },
      { key: 'owned', title: 'Yours', empty: 'None of your posts owns an open item.', items: owned, more: null },
      {
        key: 'stalled',
        title: 'Stalled',
        empty: 'No case is stalled.',
        items: stalled,
        more: listHref('ehcp-escalation', { stalled: 'true' }),
      },
    ],
  };
}

/** The levels that items climb are looked at from the highest down: few stand there. */
async function climbedTo(reader: HomeReader, note: (item: WorkItem) => string | null) {
  const levels = await Promise.all([4, 3, 2, 1].map((level) => reader.list({ level, limit: 200 }, note)));
  return levels.flat().filter(({ note: why }) => why !== null);
}

/** What a level of this item asks of one of these posts; null where nothing does. */
function waitsFor(item: WorkItem, posts: readonly string[]): string | null {
  const last = item.records['escalations']?.findLast(({ fields }) => posts.includes(String(fields['post'])));
  if (!last || last.fields['answer'] !== undefined) return null;
  const level = `level ${String(last.fields['level'])}`;
  if (last.fields['acknowledgedBy'] === undefined) return `To be acknowledged: ${level}`;
  return `To be answered: ${level}, promised for ${String(last.fields['answerBy'])}`;
}
