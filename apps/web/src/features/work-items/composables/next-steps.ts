import type { TransitionFormView, WorkflowView, WorkItemView } from '@kept/contracts';

type Option = WorkItemView['transitions'][number];

/** The steps of an item in an order that an officer reads from: what leads on first, what ends or pauses it last. */
export interface Steps {
  /** The step that stands out: the first that leads on and that nothing blocks. */
  first: string | undefined;
  main: Option[];
  /** Ends and pauses, where they are many: they fold away under the others. */
  folded: Option[];
}

/** So many ends and pauses may stand beside the steps that lead on. */
const mostBeside = 2;
const order = ['on', 'finish', 'stay', 'back', 'out'] as const;
type Way = (typeof order)[number];

export function arrangeSteps(options: readonly Option[], workflow: WorkflowView, state: string): Steps {
  const isOpen = (option: Option) => blocks(option, workflow).length === 0;
  const of = (way: Way) => {
    const found = options.filter((option) => wayOf(option, workflow, state) === way);
    return [...found.filter(isOpen), ...found.filter((option) => !isOpen(option))];
  };
  const steps = order.filter((way) => way !== 'out').flatMap(of);
  const outs = of('out');
  const fold = steps.length > 0 && outs.length > mostBeside;
  return {
    first: [...of('on'), ...of('finish')].find(isOpen)?.key,
    main: fold ? steps : [...steps, ...outs],
    folded: fold ? outs : [],
  };
}

/** What a step still lacks that its own form does not ask for: no press of its button helps. */
export function blocks(option: Option, workflow: WorkflowView): Option['missing'] {
  const form = workflow.transitions.find(({ key }) => key === option.key);
  const asked = new Set(form ? askedBy(form) : []);
  return option.missing.filter(({ field }) => !asked.has(field));
}

function askedBy({ fields, needsOwnerPost, needsReason, needsEvidence }: TransitionFormView): string[] {
  return [
    ...fields.map(({ key }) => key),
    ...(needsOwnerPost ? ['ownerPost'] : []),
    ...(needsReason ? ['reason'] : []),
    ...(needsEvidence > 0 ? ['evidence'] : []),
  ];
}

/** States stand in the order in which an item passes them, so that one before the present leads back. */
function wayOf({ key, to }: Option, workflow: WorkflowView, state: string): Way {
  if (to === state) return 'stay';
  const at = (wanted: string) => workflow.states.findIndex((each) => each.key === wanted);
  const [here, there] = [workflow.states[at(state)], workflow.states[at(to)]];
  if (there?.pauses) return 'out';
  if (there?.final) return isArrival(key, workflow) ? 'finish' : 'out';
  return here?.pauses || at(to) > at(state) ? 'on' : 'back';
}

/** An end that is reached from one state alone is where the item was to arrive; one from many is a way out. */
function isArrival(key: string, { transitions }: WorkflowView): boolean {
  return transitions.find((form) => form.key === key)?.from.length === 1;
}
