import { isLive, limitKey, mightSeeThen, type Facts, type WorkItem } from '@kept/domain';
import type { WorkItemView } from '@kept/contracts';
import type { Database, HistoryEvent } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { wordsOf } from '../http/words.js';

const longestPage = 200;

/**
 * While an item stands still: since when, when it is looked at again, the reason that was given, and where it goes back
 * to. Null for any other. The reason stands in the history alone, and is read there as this reader may see it.
 */
export async function readPause(
  database: Database,
  caller: Caller,
  { item, facts }: { item: WorkItem; facts: Facts },
): Promise<WorkItemView['pause']> {
  const { states } = facts.definition;
  const state = states[item.state];
  if (!state?.pauses) return null;
  const own = state.limits.map(limitKey);
  const review = item.deadlines.find((deadline) => isLive(deadline) && own.includes(deadline.key));
  const entered = await enteredBy(database, caller, item);
  const told = entered && mightSeeThen(item, entered.sight, facts.definition, caller.actor);
  return {
    since: item.enteredAt,
    until: review?.dueOn ?? null,
    reason: told ? entered.reason : null,
    goesBackTo: item.returnsTo === null ? null : (states[item.returnsTo]?.label ?? wordsOf(item.returnsTo)),
  };
}

/** The event that brought the item into the state in which it stands. */
async function enteredBy(database: Database, caller: Caller, item: WorkItem): Promise<HistoryEvent | undefined> {
  let found: HistoryEvent | undefined;
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = { limit: longestPage, ...(cursor !== undefined && { cursor }) };
    const { events, nextCursor } = await database.workItems.history(caller, item.id, page);
    found = events.findLast(({ from, to }) => to === item.state && from !== null && from !== to) ?? found;
    cursor = nextCursor;
  }
  return found;
}
