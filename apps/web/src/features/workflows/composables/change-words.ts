import type { WorkflowDifferenceView } from '@kept/contracts';
import { listInWords } from '../../../ui/words.js';

type Change = WorkflowDifferenceView['changes'][number];

const groups: readonly { title: string; parts: readonly Change['part'][] }[] = [
  { title: 'The workflow as a whole', parts: ['setting', 'visibility'] },
  { title: 'States', parts: ['state'] },
  { title: 'Time limits', parts: ['limit', 'local'] },
  { title: 'Steps, and what they ask for', parts: ['transition', 'need'] },
  { title: 'Fields and entries', parts: ['field', 'record'] },
  { title: 'Levels', parts: ['escalation'] },
];

/** The changes by what they are of, in the order in which a reader of a workflow asks; empty groups are left out. */
export function changeGroups({ changes }: WorkflowDifferenceView): { title: string; changes: Change[] }[] {
  return groups
    .map(({ title, parts }) => ({ title, changes: changes.filter(({ part }) => parts.includes(part)) }))
    .filter((group) => group.changes.length > 0);
}

/** `3 things are another in version 3: 1 new, 2 changed.` */
export function summaryOfChanges({ changes, from, to }: WorkflowDifferenceView): string {
  if (changes.length === 0) return `Version ${from} and version ${to} say the same.`;
  const counts = (['added', 'removed', 'changed'] as const).flatMap((how) => {
    const count = changes.filter((each) => each.how === how).length;
    return count === 0 ? [] : [`${count} ${{ added: 'new', removed: 'gone', changed: 'changed' }[how]}`];
  });
  const things = changes.length === 1 ? '1 thing is' : `${changes.length} things are`;
  return `${things} not as in version ${from}: ${listInWords(counts)}. Each is named once.`;
}
