import { daysBetween, type LocalDate, type WorkflowDefinition } from '@kept/domain';
import type { ItemPathView } from '@kept/contracts';
import type { PathEntry } from '@kept/database';

/** The way that an item has gone, with how many days it stood at each place. A state that is gone keeps its key for a name. */
export function presentPath(
  entries: readonly PathEntry[],
  { states }: WorkflowDefinition,
  today: LocalDate,
): ItemPathView {
  return {
    states: entries.map(({ state, occurredOn }, index) => {
      const until = entries[index + 1]?.occurredOn ?? null;
      const last = until ?? today;
      const stands = states[state]?.final && until === null ? occurredOn : last;
      return {
        state,
        label: states[state]?.label ?? state,
        from: occurredOn,
        until,
        days: Math.max(0, daysBetween(occurredOn, stands)),
      };
    }),
  };
}
