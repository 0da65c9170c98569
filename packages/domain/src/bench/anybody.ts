import { roles } from '../organisation/organisation.js';
import { listTransitions, type TransitionOption } from '../work-item/list-transitions.js';
import type { Actor, Decision, Facts, Refusal, WorkItem } from '../work-item/work-item.js';

/**
 * Whoever may do a step does it: somebody beside the posts, somebody who holds all but the owner's, somebody who holds that
 * too, and of each a second person, for what two people have to do. Nobody of them is real.
 */
function people({ organisation }: Facts, ownerPost: string | undefined): Actor[] {
  const all = organisation.posts.map(({ key }) => key);
  const others = all.filter((post) => post !== ownerPost);
  return ['One person', 'Another person'].flatMap((name) =>
    [[], others, all].map((posts): Actor => ({ kind: 'person', personId: name, name, roles: [...roles], posts })),
  );
}

/** The decision for the first who may; where nobody may, the refusal of whoever lacks least. */
export function asAnybody(facts: Facts, ownerPost: string | undefined, decide: (facts: Facts) => Decision): Decision {
  let least: Decision | null = null;
  for (const actor of people(facts, ownerPost)) {
    const decision = decide({ ...facts, actor });
    if (decision.allowed) return decision;
    if (least === null || weight(decision) < weight(least)) least = decision;
  }
  if (least === null) throw new Error('Nobody was asked.');
  return least;
}

const order: readonly Refusal['kind'][] = ['missing', 'malformed', 'state', 'forbidden', 'unknown'];

function weight(decision: Decision): number {
  return decision.allowed ? -1 : order.indexOf(decision.refusal.kind) * 1000 + decision.refusal.missing.length;
}

/** The steps on from where an imaginary item stands, each with what it lacks for whoever lacks least. */
export function stepsForAnybody(item: WorkItem, facts: Facts): TransitionOption[] {
  const lists = people(facts, item.ownerPost).map((actor) => listTransitions(item, { ...facts, actor }));
  return (lists[0] ?? []).map((option) => {
    const same = lists.flatMap((list) => list.filter(({ key, allowed }) => key === option.key && allowed));
    return same.sort((a, b) => a.missing.length - b.missing.length)[0] ?? option;
  });
}
