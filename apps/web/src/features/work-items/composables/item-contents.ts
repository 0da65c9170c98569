import type { WorkflowView, WorkItemView } from '@kept/contracts';
import { ownSections } from './record-entries.js';

/** A heading of the item's page, by its id. */
export interface Section {
  id: string;
  text: string;
}

/** What somebody comes back for, in the order in which it stands on the page; records by their kinds, where there are entries. */
export function itemContents(item: WorkItemView, workflow: WorkflowView): Section[] {
  const filled = ({ key }: { key: string }): boolean =>
    !ownSections.includes(key) && (item.records[key] ?? []).length > 0;
  return [
    { id: 'next', text: 'What may happen next' },
    ...(item.measures ? [{ id: 'standing-by-measures', text: 'How it stands by its measures' }] : []),
    ...(workflow.parts.length > 0 ? [{ id: 'parts', text: 'Parts' }] : []),
    { id: 'deadlines', text: 'Dates' },
    ...workflow.records.filter(filled).map(({ key, label }) => ({ id: `record-${key}`, text: label })),
    { id: 'evidence', text: 'Evidence' },
    { id: 'comments', text: 'Comments' },
    { id: 'history', text: 'History' },
  ];
}
