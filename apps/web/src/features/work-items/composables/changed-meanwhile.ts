import type { WorkflowView, WorkItemView } from '@kept/contracts';
import { valueInWords } from '../../../forms/field-values.js';

export interface ChangedMeanwhile {
  label: string;
  was: string;
  now: string;
}

/**
 * What of an item moved on while somebody wrote about it, apart from the fields of their own form, which are compared
 * there: its title, state, owner, and the fields that the definition names.
 */
export function changedMeanwhile(
  { before, after }: { before: WorkItemView; after: WorkItemView },
  workflow: WorkflowView,
  compared: readonly string[],
): ChangedMeanwhile[] {
  const fields = workflow.fields.filter(({ key }) => !compared.includes(key));
  return [
    { label: 'Title', was: before.title, now: after.title },
    { label: 'State', was: before.stateLabel, now: after.stateLabel },
    { label: 'Owner', was: before.ownerPost.name, now: after.ownerPost.name },
    ...fields.map((field) => ({
      label: field.label,
      was: valueInWords(field, before.fields[field.key]) ?? 'empty',
      now: valueInWords(field, after.fields[field.key]) ?? 'empty',
    })),
  ].filter(({ was, now }) => was !== now);
}
