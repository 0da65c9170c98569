import type { DeadlineRule } from '../deadline/rule.js';
import type { WorkflowDefinition } from '../workflow/definition.js';
import type { DefinitionPart, PartKind } from './definition-part.js';
import { partsOfDefinition } from './definition-parts.js';

/** One thing that is another in a newer version. `before` and `after` are lines; what both say is left out. */
export interface WorkflowChange {
  how: 'added' | 'removed' | 'changed';
  part: PartKind;
  key: string;
  title: string;
  before: readonly string[];
  after: readonly string[];
}

const unsaid = 'Something that these words do not say, such as a condition or a default.';

/**
 * What changed from one version of a workflow to another, each thing once: a state that is new brings its time limits as
 * lines, and these are not named a second time. Empty exactly where both say the same but for their number.
 */
export function workflowDifference(
  before: WorkflowDefinition,
  after: WorkflowDefinition,
  rules: readonly DeadlineRule[],
): WorkflowChange[] {
  const [old, now] = [partsOfDefinition(before, rules), partsOfDefinition(after, rules)];
  const removed = old.filter((part) => !has(now, part) && !isCarried(part, now));
  const added = now.filter((part) => !has(old, part) && !isCarried(part, old));
  return [
    ...added.map((part) => changeOf('added', part, { before: [], after: withItsOwn(part, now) })),
    ...removed.map((part) => changeOf('removed', part, { before: withItsOwn(part, old), after: [] })),
    ...now.flatMap((part) =>
      changed(
        old.find((each) => isSame(each, part)),
        part,
      ),
    ),
  ];
}

const isSame = (one: Pick<DefinitionPart, 'kind' | 'key'>, other: Pick<DefinitionPart, 'kind' | 'key'>): boolean =>
  one.kind === other.kind && one.key === other.key;

const has = (parts: readonly DefinitionPart[], part: Pick<DefinitionPart, 'kind' | 'key'>): boolean =>
  parts.some((each) => isSame(each, part));

/** It came or went with what it belongs to, and is told there. */
function isCarried({ of }: DefinitionPart, others: readonly DefinitionPart[]): boolean {
  return of !== null && !has(others, of);
}

function withItsOwn(part: DefinitionPart, parts: readonly DefinitionPart[]): string[] {
  const own = parts.filter(({ of }) => of !== null && isSame(of, part));
  return [...part.words, ...own.map(({ kind, title, words }) => ownLine(kind, title, words))];
}

function ownLine(kind: PartKind, title: string, words: readonly string[]): string {
  if (kind === 'need') return `Asks for: ${words.join('; ')}`;
  const name = kind === 'limit' ? `Time limit: ${title.replace(/, in “[^”]*”$/, '')}` : `Field: ${title}`;
  return words.length === 0 ? name : `${name} (${words.join('; ')})`;
}

function changed(old: DefinitionPart | undefined, now: DefinitionPart): WorkflowChange[] {
  if (old === undefined || canonical(old.body) === canonical(now.body)) return [];
  const before = linesOf(old, now).filter((line) => !linesOf(now, old).includes(line));
  const after = linesOf(now, old).filter((line) => !linesOf(old, now).includes(line));
  const silent = before.length + after.length === 0;
  return [changeOf('changed', now, { before, after: silent ? [unsaid] : after })];
}

/** Its name is a line only where the other version has another. */
function linesOf(part: DefinitionPart, other: DefinitionPart): string[] {
  return part.title === other.title ? [...part.words] : [`Called “${part.title}”`, ...part.words];
}

function changeOf(
  how: WorkflowChange['how'],
  { kind, key, title }: DefinitionPart,
  lines: Pick<WorkflowChange, 'before' | 'after'>,
): WorkflowChange {
  return { how, part: kind, key, title, ...lines };
}

/** The same text for the same value, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
