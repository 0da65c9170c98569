import type { Deadline } from '../deadline/deadline.js';
import type { LimitUse, WorkflowDefinition } from '../workflow/definition.js';
import { limitKey } from '../workflow/field-path.js';

/** Running or suspended: it still asks something of somebody. */
export function isLive(deadline: Deadline): boolean {
  return deadline.status === 'running' || deadline.status === 'suspended';
}

export function liveDeadline(deadlines: readonly Deadline[], key: string): Deadline | undefined {
  return deadlines.find((deadline) => deadline.key === key && isLive(deadline));
}

/** The latest occurrence of a deadline: what `deadlines/{key}` means. */
export function latestDeadline(deadlines: readonly Deadline[], key: string): Deadline | undefined {
  return deadlines.filter((deadline) => deadline.key === key).sort((a, b) => b.occurrence - a.occurrence)[0];
}

export function nextOccurrence(deadlines: readonly Deadline[], key: string): number {
  return (latestDeadline(deadlines, key)?.occurrence ?? 0) + 1;
}

/** The meetings for which this check-in was opened in other periods; one that was cancelled counts for nothing. */
export function servedMeetings(deadlines: readonly Deadline[], key: string, occurrence: number): string[] {
  return deadlines
    .filter((each) => each.key === key && each.occurrence !== occurrence && each.status !== 'cancelled')
    .flatMap(({ versions }) => (versions.meeting ? [versions.meeting.id] : []));
}

/** Puts a deadline in the place of the same key and occurrence. */
export function replaceDeadline(deadlines: readonly Deadline[], changed: Deadline): Deadline[] {
  return deadlines.map((each) => (each.key === changed.key && each.occurrence === changed.occurrence ? changed : each));
}

/** The limit that a deadline was started by: that of the state it is in, else of any state that names its key. */
export function useOf(deadline: Deadline, state: string, definition: WorkflowDefinition): LimitUse | undefined {
  const others = Object.keys(definition.states).filter((key) => key !== state);
  return [state, ...others].flatMap((key) => usesIn(key, definition)).find((use) => limitKey(use) === deadline.key);
}

/** The limits of a state with its check-in. */
export function usesIn(state: string, definition: WorkflowDefinition): LimitUse[] {
  const found = definition.states[state];
  if (!found) return [];
  return found.every ? [...found.limits, found.every] : [...found.limits];
}

/** Is this deadline a check-in (`every`) of some state? */
export function isCheckIn(deadline: Deadline, definition: WorkflowDefinition): boolean {
  return Object.values(definition.states).some((state) => state.every && limitKey(state.every) === deadline.key);
}
