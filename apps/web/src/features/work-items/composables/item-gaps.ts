import type { FieldView, WorkflowView, WorkItemView } from '@kept/contracts';
import { valueInWords } from '../../../forms/field-values.js';

/** A field as the item's page shows it: with its value, or as the gap that the server names. */
export interface ShownField {
  field: FieldView;
  value: string | null;
  gap: string | null;
}

/** Fields with a value, and those that were asked for in vain; fields that nobody has asked for yet are left out. */
export function shownFields(item: WorkItemView, workflow: WorkflowView): ShownField[] {
  return workflow.fields.flatMap((field) => {
    const value = valueInWords(field, item.fields[field.key]);
    const gap = item.gaps?.find((each) => each.field === field.key)?.text ?? null;
    return value === null && gap === null ? [] : [{ field, value, gap }];
  });
}
