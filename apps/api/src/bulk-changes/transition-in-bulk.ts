import { deadlineTitle, transitionWorkItem, whyLasting } from '@kept/domain';
import type { Change, Deadline, Decision, Facts, WorkItem } from '@kept/domain';
import type { BulkTransitionBody } from '@kept/contracts';
import type { ChosenStep } from '@kept/database';
import { incomplete } from '../http/problem.js';
import type { ActInBulk, Looked } from './bulk-act.js';

/** What a step that adds an entry is refused for: the words of one item are not those of another. */
const entryOfItsOwn = 'It asks for an entry of its own. Take this step with each item by itself.';

/** The same step of one workflow with each item, decided as for one alone. */
export function transitionInBulk(body: BulkTransitionBody): ActInBulk {
  const { transition, fields, reason = '' } = body;
  return {
    reason,
    check: () => undefined,
    kept({ workflows }, { reference }) {
      const workflow = workflowOf({ workflows }) ?? '';
      const known = reference.definitions.filter(({ key }) => key === workflow);
      if (workflow !== '' && !known.some(({ transitions }) => Object.hasOwn(transitions, transition)))
        throw incomplete([{ field: 'transition', text: 'Choose a step of this workflow.' }]);
      return { to: null, workflow, transition };
    },
    decide: (item, facts) => decide(item, { transition, fields, reason: body.reason }, facts),
    look: (item, facts, change) => lookAt(item, facts, change),
  };
}

/** @throws Refused 422 where they are of more than one workflow; null where none of them may be seen */
export function workflowOf({ workflows }: Pick<Looked, 'workflows'>): string | null {
  const [first = null, ...others] = workflows;
  if (others.length > 0) throw incomplete([{ field: 'items', text: 'Choose items of one workflow.' }]);
  return first;
}

function decide(
  item: WorkItem,
  command: Pick<BulkTransitionBody, 'transition' | 'fields' | 'reason'>,
  facts: Facts,
): Decision {
  const decision = transitionWorkItem(item, command, facts);
  const { transitions } = facts.definition;
  const adds = Object.hasOwn(transitions, command.transition) && transitions[command.transition]?.adds !== undefined;
  if (!adds || !isOfForm(decision)) return decision;
  const missing = [{ field: 'items', text: entryOfItsOwn }];
  return { allowed: false, refusal: { kind: 'missing', detail: 'One thing is missing.', missing } };
}

/** Whoever may not take the step at all is told that and no more. */
function isOfForm(decision: Decision): boolean {
  return decision.allowed || decision.refusal.kind === 'missing';
}

function lookAt(item: WorkItem, facts: Facts, change: Change | null): ChosenStep {
  const named = (key: string) => ({ key, title: facts.definition.states[key]?.label ?? key });
  const from = named(item.state);
  if (change === null) return { from, to: null, begins: [], ends: [], lasting: null };
  const datesOf = (deadlines: readonly Deadline[]) =>
    deadlines.map(({ key, dueOn: on }) => ({ title: deadlineTitle(key, facts.definition, facts.rules), on }));
  return {
    from,
    to: named(change.item.state),
    begins: datesOf(runningOnlyIn(change.item, item)),
    ends: datesOf(runningOnlyIn(item, change.item)),
    lasting: whyLasting(item, change),
  };
}

/** Deadlines that run in the one and do not in the other, or for another day. */
function runningOnlyIn(one: WorkItem, other: WorkItem): Deadline[] {
  const running = (item: WorkItem) => item.deadlines.filter(({ status }) => status === 'running');
  const there = new Set(running(other).map(({ key, occurrence, dueOn }) => `${key}:${occurrence}:${dueOn}`));
  return running(one).filter(({ key, occurrence, dueOn }) => !there.has(`${key}:${occurrence}:${dueOn}`));
}
