import type { WorkflowDefinition } from '@kept/domain';

/** The levels that its items may climb, of all its escalation paths. */
export function levelsOf({ escalation }: WorkflowDefinition): number[] {
  const levels = Object.values(escalation).flatMap((path) => path.map(({ level }) => level));
  return [...new Set(levels)].sort((a, b) => a - b);
}

/** The field that names what its items are part of; null where they are part of nothing. */
export function partOfField({ fields }: WorkflowDefinition): string | null {
  return Object.keys(fields).find((key) => fields[key]?.partOf) ?? null;
}
