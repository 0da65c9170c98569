import type { PartState } from '../work-item/work-item.js';
import type { Assessment } from './assessment.js';

/** States of an action in which nobody waits for it any more without its having been done. */
const given = { up: 'cancelled', on: 'carried-over' } as const;

/**
 * How the actions of a target stand: on track while none is late, at risk where one is or was carried over undone, off
 * track where two or more are late and they are half of those that count at least. Cancelled actions count for nothing.
 */
export function assessParts(parts: readonly PartState[]): Assessment {
  const counting = parts.filter(({ state }) => state !== given.up);
  if (counting.length === 0) return 'unknown';
  const late = lateParts(counting).length;
  if (late >= 2 && late * 2 >= counting.length) return 'off-track';
  return late > 0 || counting.some(({ state }) => state === given.on) ? 'at-risk' : 'on-track';
}

/** What the actions say, in a sentence: how many there are, how many done, late, carried over. */
export function describeParts(parts: readonly PartState[]): string {
  const counting = parts.filter(({ state }) => state !== given.up);
  if (counting.length === 0) return 'It has no actions.';
  const late = lateParts(counting).length;
  const carried = counting.filter(({ state }) => state === given.on).length;
  const done = counting.filter(({ closed, state }) => closed && state !== given.on).length;
  const rest = [
    late === 0 ? 'none late' : `${late} late`,
    ...(carried === 0 ? [] : [`${carried} carried over undone`]),
  ];
  return `${done} of ${counting.length} ${counting.length === 1 ? 'action' : 'actions'} done; ${rest.join(', ')}.`;
}

function lateParts(parts: readonly PartState[]): PartState[] {
  return parts.filter(({ closed, overdue }) => !closed && overdue);
}
