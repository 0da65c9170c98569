import type { DeadlineRule } from '../deadline/rule.js';
import type { LimitUse, TransitionDefinition, WorkflowDefinition } from './definition.js';
import { answerKey } from '../escalation/answer-key.js';
import { asUse, limitKey } from './field-path.js';
import { limitsOf } from './walk.js';

/** The item's fields on a transition's form: those it needs, then those it asks. */
export function formFields(transition: TransitionDefinition): string[] {
  return [...transition.needs.flatMap((need) => (need.kind === 'field' ? [need.field] : [])), ...transition.asks];
}

/** What the page calls a deadline: the local limit's label, the rule's title, or the label of the field it falls on. */
export function deadlineTitle(key: string, definition: WorkflowDefinition, rules: readonly DeadlineRule[]): string {
  if (key === answerKey) return 'Answer of the level';
  const use = limitsOf(definition).find((each) => limitKey(each.use) === key)?.use;
  return (use && titleOf(use, definition, rules)) ?? recordTitle(key, definition, rules) ?? key;
}

/** What the limit of a record is called: "Consultations: answer of a school that was consulted". */
function recordTitle(key: string, definition: WorkflowDefinition, rules: readonly DeadlineRule[]): string | undefined {
  const record = Object.values(definition.records).find(({ limit }) => limit && limitKey(asUse(limit)) === key);
  if (!record?.limit) return undefined;
  const title = titleOf(asUse(record.limit), { ...definition, fields: record.fields }, rules);
  return title === undefined ? record.label : `${record.label}: ${title}`;
}

function titleOf(use: LimitUse, definition: WorkflowDefinition, rules: readonly DeadlineRule[]): string | undefined {
  if (use.local !== undefined) return definition.local[use.local]?.label;
  if (use.rule !== undefined) return rules.find((rule) => rule.key === use.rule)?.title;
  return definition.fields[use.on?.split('.')[0] ?? '']?.label;
}
