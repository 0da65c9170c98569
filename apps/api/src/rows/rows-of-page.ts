import type { Instant, LocalDate, WorkItem } from '@kept/domain';
import type { WorkItemSummaryView } from '@kept/contracts';
import type { Caller } from '../auth/caller.js';
import { presentSummary } from './item-row.presenter.js';

/** One row, against the definition that the item keeps; null where that was never published here. */
export function rowOf(
  item: WorkItem,
  { actor, reference }: Caller,
  at: { now: Instant; today: LocalDate },
): WorkItemSummaryView | null {
  const { organisation, rules, definitions } = reference;
  const definition = definitions.find(
    ({ key, version }) => key === item.workflow && version === item.definitionVersion,
  );
  return definition ? presentSummary(item, { actor, ...at, definition, organisation, rules }) : null;
}
