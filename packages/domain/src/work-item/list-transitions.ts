import { allHold, type Situation } from '../workflow/conditions.js';
import { previousState, type Condition, type TransitionDefinition } from '../workflow/definition.js';
import { isSet } from '../workflow/field-path.js';
import { formFields } from '../workflow/form.js';
import { standsIn } from './authority.js';
import { missingNeeds, oncePerField, unmetRequirements } from './missing-needs.js';
import type { Facts, Missing, WorkItem } from './work-item.js';

/** A way on from where the item stands, for the page: its form is in the definition. */
export interface TransitionOption {
  key: string;
  label: string;
  /** Where it leads; the first target where it depends on what is entered. */
  to: string;
  /** May this actor do it, were nothing missing? */
  allowed: boolean;
  /** What it would be refused for now, with nothing entered. */
  missing: Missing[];
}

/** The transitions out of the present state, in the definition's order, each with what it still lacks. */
export function listTransitions(item: WorkItem, facts: Facts): TransitionOption[] {
  const nothing = { fields: item.fields, added: {}, ownerPost: null, reason: null };
  return Object.entries(facts.definition.transitions)
    .filter(([, transition]) => transition.from.includes(item.state) && transition.by.length > 0)
    .map(([key, transition]) => ({
      key,
      label: transition.label,
      to: leadsTo(transition, { item, added: {}, facts }),
      allowed: standsIn(transition.by, item, facts.definition, facts.actor),
      missing: oncePerField([...missingNeeds(transition, item, nothing, facts), ...unmetNow(transition, item, facts)]),
    }));
}

/** A requirement that hangs on what is still to be entered, or on what is evaluated on the way, is not told before. */
function unmetNow(transition: TransitionDefinition, item: WorkItem, facts: Facts): Missing[] {
  const form = formFields(transition);
  const situation = { item, added: {}, facts };
  const open = (transition.requires ?? []).filter(({ that }) =>
    that.every((condition) => condition.kind !== 'eligible' && mayHold(condition, form, situation)),
  );
  return unmetRequirements(transition, situation).filter(({ text }) => !open.some((each) => each.text === text));
}

function leadsTo(transition: TransitionDefinition, situation: Situation): string {
  const form = formFields(transition);
  const target = transition.to.find((each) => each.when.every((condition) => mayHold(condition, form, situation)));
  if (target?.state === previousState) return situation.item.returnsTo ?? situation.item.state;
  return target?.state ?? situation.item.state;
}

/** What is still to be entered on the form may turn out either way. */
function mayHold(condition: Condition, form: readonly string[], situation: Situation): boolean {
  if (condition.kind === 'added') return true;
  if (condition.kind === 'field' && form.includes(condition.field) && !isSet(situation.item.fields[condition.field]))
    return true;
  return allHold([condition], situation);
}
