import { answerKey, isLive, passTime, type WorkflowDefinition } from '../src/index.js';
import { changed } from './items.js';
import type { Taken } from './random-walk.js';

/** Whatever is asked, in whatever order: what must hold after each step. A list of what does not, in words. */
export function brokenInvariants({ before, decision, facts }: Taken): string[] {
  if (!decision.allowed) return decision.refusal.detail === '' ? ['a refusal says why'] : [];
  const { item, event, furtherEvents } = decision.change;
  const live = item.deadlines.filter(isLive);
  const asked = live.filter(({ key }) => key !== answerKey);
  const steps = event.stepsVersion ? 1 : 0;
  const rules: [string, boolean][] = [
    ['the version steps by one, and not by a firing', item.version === before.version + steps],
    ['one event for a version step', furtherEvents.every((each) => !each.stepsVersion)],
    ['exactly one owner post, and it exists', facts.organisation.posts.some((post) => post.key === item.ownerPost)],
    ['an item is closed in a final state and in no other', item.closed === isFinal(item.state, facts.definition)],
    ['nothing leads out of a final state', !before.closed || item.state === before.state],
    ['an open item has a next date', item.closed || item.nextDueOn !== null],
    ['a closed item has no running deadline', !item.closed || (live.length === 0 && item.nextDueOn === null)],
    // Each level that was asked answers for itself.
    ['a deadline runs once', new Set(asked.map((each) => each.key)).size === asked.length],
    ['a level is passed on the way up alone', item.level >= before.level],
    [
      'an occurrence stands once',
      new Set(item.deadlines.map((each) => `${each.key}:${each.occurrence}`)).size === item.deadlines.length,
    ],
    [
      'nothing is taken from the past',
      item.evidence.length >= before.evidence.length && item.deadlines.length >= before.deadlines.length,
    ],
    [
      'the last line of a receipt is the due date',
      item.deadlines.every((each) => each.receipt.at(-1)?.date === each.dueOn),
    ],
    ['what is over fires no more', item.deadlines.every((each) => isLive(each) || each.plan.length === 0)],
  ];
  return rules.filter(([, holds]) => !holds).map(([rule]) => rule);
}

/** Passing time twice is passing it once: the second time there is nothing to write. */
export function passesTwiceAsOnce({ before, facts }: Taken): boolean {
  const first = passTime(before, facts);
  return !first.allowed || !passTime(changed(first), facts).allowed;
}

function isFinal(state: string, definition: WorkflowDefinition): boolean {
  return definition.states[state]?.final ?? false;
}
