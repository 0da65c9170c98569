import type { BenchRefusal, BenchRun, WorkflowDefinition, WorkItem } from '@kept/domain';
import { incomplete } from '../http/problem.js';

interface Played {
  definition: WorkflowDefinition;
  run: BenchRun;
}

/**
 * A step that lacks something is told beside the year up to it; one that is not to be had from where the item stands, or
 * that there is not, is no step of this item at all.
 * @throws Refused 422 that names the step, and for a state what leads on from it
 */
export function refuseStep(
  { step, kind, detail, missing }: BenchRefusal,
  item: WorkItem,
  { definition, run }: Played,
): void {
  if (kind === 'missing') return;
  const number = step ?? 0;
  const act = run.steps[number]?.act;
  const part = act === undefined ? 'step' : (Object.keys(act)[0] ?? 'step');
  const aboutLimits = part === 'suspend' || part === 'extend';
  const on = kind === 'state' && !aboutLimits ? waysOn(item, definition) : '';
  const named = missing.map(({ field, text }) => ({ field: `steps.${number}.fields.${field}`, text }));
  throw incomplete([{ field: `steps.${number}.${part}`, text: `${detail}${on}` }, ...named], detail);
}

function waysOn({ state }: WorkItem, { states, transitions }: WorkflowDefinition): string {
  const ways = Object.values(transitions).filter(({ from, by }) => from.includes(state) && by.length > 0);
  const label = states[state]?.label ?? state;
  if (ways.length === 0) return ` “${label}” is an end.`;
  return ` From “${label}” it goes on by: ${ways.map((way) => way.label).join(', ')}.`;
}
