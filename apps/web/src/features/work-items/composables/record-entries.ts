import type { FieldView, WorkflowView, WorkItemView } from '@kept/contracts';

type Kind = WorkflowView['records'][number];
type Entry = NonNullable<WorkItemView['records'][string]>[number];

/** What an entry still leaves open: the answer to an undertaking, the day on which something was given. */
export function emptyFields(kind: Kind, entry: Entry): FieldView[] {
  return kind.fields.filter(({ key }) => entry.fields[key] === undefined || entry.fields[key] === null);
}
