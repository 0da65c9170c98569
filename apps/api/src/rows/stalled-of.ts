import { stalledReasons, type LocalDate, type WorkItem } from '@kept/domain';
import type { Caller } from '../auth/caller.js';

/** Why an item counts as stalled by the definition that it keeps; empty where it does not. */
export function stalledOf(item: WorkItem, { reference }: Pick<Caller, 'reference'>, today: LocalDate): string[] {
  const { definitions, calendars } = reference;
  const definition = definitions.find(
    ({ key, version }) => key === item.workflow && version === item.definitionVersion,
  );
  return definition ? stalledReasons(item, { definition, calendars, today }) : [];
}
