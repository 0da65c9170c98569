import type { WorkflowView, WorkItemView } from '@kept/contracts';
import { lowerFirst } from '../../../ui/words.js';
import { arrangeSteps } from './next-steps.js';

type Option = WorkItemView['transitions'][number];

/** A state that the item may come into next, with the steps that lead there. */
export interface NextPlace {
  state: string;
  label: string;
  options: Option[];
}

/** Where it may go from here, each place once, in the order of its steps; and what it may end or pause by besides. */
export function nextPlaces(item: WorkItemView, workflow: WorkflowView): { places: NextPlace[]; besides: string[] } {
  const { main, folded } = arrangeSteps(item.transitions, workflow, item.state);
  const leading = main.filter(({ to }) => to !== item.state);
  const labelOf = (state: string) => workflow.states.find(({ key }) => key === state)?.label ?? state;
  return {
    places: [...new Set(leading.map(({ to }) => to))].map((state) => ({
      state,
      label: labelOf(state),
      options: leading.filter(({ to }) => to === state),
    })),
    besides: [...new Set(folded.map(({ to }) => labelOf(to)))],
  };
}

/** `Nothing is missing`, or what is, in one line. */
export function lacksInWords({ missing }: Pick<Option, 'missing'>): string {
  if (missing.length === 0) return 'Nothing is missing.';
  return `Needs first: ${missing.map(({ text }) => lowerFirst(text).replace(/\.$/, '')).join('; ')}.`;
}

/** `3 days`, `1 day`, `Less than a day`. */
export function daysInWords(days: number): string {
  if (days === 0) return 'Less than a day';
  return days === 1 ? '1 day' : `${days} days`;
}
