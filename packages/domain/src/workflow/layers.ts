import type { WorkflowDefinition } from './definition.js';
import { stepsFrom } from './walk.js';

/** One line of a drawing: from state to state. */
export interface Edge {
  from: string;
  to: string;
}

/** Every pair of different states that a transition joins, once, in the definition's order. */
export function edgesOf(definition: WorkflowDefinition): Edge[] {
  return Object.keys(definition.states).flatMap((from) =>
    [...new Set(stepsFrom(from, definition))]
      .filter((to) => to !== from && to in definition.states)
      .map((to) => ({ from, to })),
  );
}

/**
 * The states in rows from the initial one down: each stands below all that lead to it (steps back left out), and the
 * final ones share the last row.
 */
export function layersOf(definition: WorkflowDefinition): string[][] {
  const rows = rowOfEach(definition);
  const last = 1 + Math.max(...rows.values());
  const layers: string[][] = Array.from({ length: last + 1 }, () => []);
  for (const [key, state] of Object.entries(definition.states))
    layers[state.final ? last : (rows.get(key) ?? 0)]?.push(key);
  return layers.filter((layer) => layer.length > 0);
}

/** Longest way from the initial state, steps back left out. States that nothing reaches stand in the first row. */
function rowOfEach(definition: WorkflowDefinition): Map<string, number> {
  const forward = forwardEdges(definition);
  const rows = new Map(Object.keys(definition.states).map((key) => [key, 0]));
  for (let round = 0; round < rows.size; round += 1) {
    for (const { from, to } of forward) rows.set(to, Math.max(rows.get(to) ?? 0, (rows.get(from) ?? 0) + 1));
  }
  for (const [key, state] of Object.entries(definition.states)) if (state.final) rows.delete(key);
  return rows;
}

/** Edges without those that lead back to a state on the way, found by walking as deep as it goes. */
function forwardEdges(definition: WorkflowDefinition): Edge[] {
  const forward: Edge[] = [];
  const done = new Set<string>();
  const walk = (from: string, way: ReadonlySet<string>): void => {
    if (done.has(from)) return;
    for (const to of new Set(stepsFrom(from, definition))) {
      if (way.has(to) || !(to in definition.states)) continue;
      forward.push({ from, to });
      walk(to, new Set([...way, to]));
    }
    done.add(from);
  };
  walk(definition.initial, new Set([definition.initial]));
  return forward;
}
