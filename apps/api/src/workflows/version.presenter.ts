import { describeDuration, drawWorkflow, levelInWords, needInWords, useInWords } from '@kept/domain';
import {
  deadlineTitle,
  keyInWords,
  limitKey,
  localInWords,
  transitionInWords,
  type DeadlineRule,
  type LimitUse,
  type LocalValue,
  type WorkflowDefinition,
} from '@kept/domain';
import type { WorkflowVersionView } from '@kept/contracts';

/** By what a version counts as things stand on a day. */
export interface Counting {
  rules: readonly DeadlineRule[];
  localValues: readonly LocalValue[];
  today: string;
}

/** One version of a workflow, in words and as a drawing. */
export function presentVersion(
  definition: WorkflowDefinition,
  counting: Counting,
  { versions, mayPlay }: Pick<WorkflowVersionView, 'versions' | 'mayPlay'>,
): WorkflowVersionView {
  const { key, version, title } = definition;
  return {
    key,
    version,
    versions,
    title: { ...title },
    states: statesOf(definition, counting),
    steps: stepsOf(definition),
    levels: levelsOf(definition),
    diagram: drawWorkflow(definition),
    mayPlay,
  };
}

function statesOf(definition: WorkflowDefinition, counting: Counting): WorkflowVersionView['states'] {
  return Object.entries(definition.states).map(([key, state]) => {
    const { label, final, restricted, pauses, hiddenFrom, limits, every } = state;
    return {
      key,
      label,
      final,
      says: [
        ...(restricted ? ['Seen by its handler alone'] : []),
        ...(pauses ? ['Every time limit stands still'] : []),
        ...(hiddenFrom.length > 0 ? [`Not seen by ${hiddenFrom.map(keyInWords).join(', ')}`] : []),
      ],
      limits: [...limits, ...(every ? [every] : [])].map((use) => limitOf(use, use === every, definition, counting)),
    };
  });
}

type LimitWords = WorkflowVersionView['states'][number]['limits'][number];

function limitOf(use: LimitUse, isCheckIn: boolean, definition: WorkflowDefinition, counting: Counting): LimitWords {
  const key = limitKey(use);
  const says = useInWords(use, definition, counting.rules);
  return {
    key,
    title: deadlineTitle(key, definition, counting.rules),
    ...lengthOf(use, definition, counting),
    says: isCheckIn ? ['Asked again and again', ...says] : says,
  };
}

function lengthOf(
  use: LimitUse,
  definition: WorkflowDefinition,
  { rules, localValues, today }: Counting,
): Pick<LimitWords, 'basis' | 'length' | 'source'> {
  const rule = rules.findLast((each) => each.key === use.rule);
  if (rule) {
    const { basis, source, duration } = rule;
    const paragraph = source.paragraph === undefined ? '' : `, ${source.paragraph}`;
    return { basis, length: describeDuration(duration), source: `${source.law}${paragraph}` };
  }
  const limit = use.local === undefined ? undefined : definition.local[use.local];
  if (!limit) return { basis: 'local', length: 'On a day that is given', source: 'As agreed for the item' };
  const own = localValues.findLast(
    (each) => each.key === `${definition.key}/${use.local}` && each.effectiveFrom <= today,
  );
  const inFile = localInWords(limit, definition).join('. ');
  if (!own) return { basis: 'local', length: inFile, source: 'Local policy: set by this council' };
  const length = `${describeDuration(own.duration)}${own.duration.amount < 0 ? ' before' : ''}`;
  return { basis: 'local', length, source: `Local policy: agreed by ${own.agreedBy}. In the file: ${inFile}` };
}

function stepsOf(definition: WorkflowDefinition): WorkflowVersionView['steps'] {
  return Object.entries(definition.transitions).map(([key, transition]) => ({
    key,
    label: transition.label,
    from: [...transition.from],
    says: transitionInWords(transition, definition).slice(1),
    needs: [
      ...transition.needs.map((need) => needInWords(need, definition)),
      ...(transition.requires ?? []).map(({ text }) => text),
    ],
  }));
}

function levelsOf(definition: WorkflowDefinition): WorkflowVersionView['levels'] {
  const paths = Object.entries(definition.escalation);
  return paths.flatMap(([path, steps]) =>
    steps.map((step) => ({
      title: paths.length === 1 ? `Level ${step.level}` : `Level ${step.level} of the path “${keyInWords(path)}”`,
      says: levelInWords(step, definition),
    })),
  );
}
