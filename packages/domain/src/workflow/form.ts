import type { DeadlineRule } from '../deadline/rule.js';
import type { TransitionDefinition, WorkflowDefinition } from './definition.js';
import { limitKey } from './field-path.js';
import { limitsOf } from './walk.js';

/** The item's fields on a transition's form: those it needs, then those it asks. */
export function formFields(transition: TransitionDefinition): string[] {
  return [...transition.needs.flatMap((need) => (need.kind === 'field' ? [need.field] : [])), ...transition.asks];
}

/** What the page calls a deadline: the local limit's label, the rule's title, or the label of the field it falls on. */
export function deadlineTitle(key: string, definition: WorkflowDefinition, rules: readonly DeadlineRule[]): string {
  const use = limitsOf(definition).find((each) => limitKey(each.use) === key)?.use;
  const local = definition.local[key]?.label;
  const rule = rules.find((each) => each.key === use?.rule)?.title;
  const field = definition.fields[use?.on?.split('.')[0] ?? '']?.label;
  return local ?? rule ?? field ?? key;
}
