import type { FieldView, WorkflowView, WorkItemView } from '@kept/contracts';
import { valueInWords } from '../../../forms/field-values.js';
import { lowerFirst } from '../../../ui/words.js';

/** A field as the item's page shows it: with its value, or as the gap that somebody left. */
export interface ShownField {
  field: FieldView;
  value: string | null;
  /** Said where a step asked for it and did not get it: `No answer date was given when it was accepted.` */
  gap: string | null;
}

/**
 * Fields with a value, and those that a step already taken asked for in vain. A step has been taken when all that it
 * needs is there; fields that nobody has asked for yet are left out.
 */
export function shownFields(item: WorkItemView, workflow: WorkflowView): ShownField[] {
  const given = (key: string) => {
    const value = item.fields[key];
    return value !== null && value !== undefined && value !== '';
  };
  const taken = workflow.transitions.filter((step) => {
    const needed = step.fields.filter((field) => field.needed);
    return needed.length > 0 && !step.adds && needed.every((field) => given(field.key));
  });
  return workflow.fields.flatMap((field) => {
    const value = valueInWords(field, item.fields[field.key]);
    const asked = taken.find((step) => step.fields.some((each) => each.key === field.key && !each.needed));
    if (value === null && !asked) return [];
    const gap = value === null && asked ? `No ${lowerFirst(field.label)} was given at “${asked.label}”` : null;
    return [{ field, value, gap }];
  });
}
