import {
  previousState,
  type Condition,
  type LimitUse,
  type TransitionDefinition,
  type WorkflowDefinition,
} from './definition.js';

/** A path into a definition file. */
export type Path = (string | number)[];

/** Every limit of every state, check-ins included, with its place. */
export function limitsOf(definition: WorkflowDefinition): { use: LimitUse; state: string; path: Path }[] {
  return Object.entries(definition.states).flatMap(([state, { limits, every }]) => [
    ...limits.map((use, index) => ({ use, state, path: ['states', state, 'limits', index] })),
    ...(every ? [{ use: every, state, path: ['states', state, 'every'] }] : []),
  ]);
}

/** Every condition of every transition, those inside `all` and `any` too, with its place. */
export function conditionsOf(
  definition: WorkflowDefinition,
): { condition: Condition; adds: string | undefined; path: Path }[] {
  return Object.entries(definition.transitions).flatMap(([key, { to, adds, requires = [], follows }]) => {
    const groups = [
      ...to.map(({ when }, at) => ({ when, path: ['to', at, 'when'], record: adds ?? follows?.record })),
      ...requires.map(({ that }, at) => ({ when: that, path: ['requires', at, 'that'], record: adds })),
      ...(follows ? [{ when: follows.when, path: ['follows', 'when'], record: follows.record }] : []),
    ];
    return groups.flatMap(({ when, path, record }) =>
      when.flatMap((condition, index) =>
        flatten(condition, ['transitions', key, ...path, index]).map((found) => ({ ...found, adds: record })),
      ),
    );
  });
}

/** The states that one step leads to. */
export function stepsFrom(state: string, definition: WorkflowDefinition): string[] {
  return Object.values(definition.transitions)
    .flatMap((transition) => targetsFrom(state, transition))
    .filter((target) => target !== previousState);
}

/** The states from which a pausing state is entered: what `previous` may mean there. */
function pausedFrom(state: string, definition: WorkflowDefinition): string[] {
  return Object.values(definition.transitions)
    .filter(({ to }) => to.some((target) => target.state === state))
    .flatMap(({ from }) => from.filter((each) => each !== state));
}

/**
 * Where a transition can lead from a state. Targets are tried in order: one that asks for another state is passed over,
 * and none is tried after one that is sure to be taken.
 */
export function targetsFrom(state: string, transition: TransitionDefinition): string[] {
  if (!transition.from.includes(state)) return [];
  const open = transition.to.filter(
    ({ when }) => !when.some((condition) => condition.kind === 'state' && condition.state !== state),
  );
  const sure = open.findIndex(({ when }) => when.every((condition) => condition.kind === 'state'));
  return open.slice(0, sure === -1 ? open.length : sure + 1).map((target) => target.state);
}

/** All states that can be reached from a state, itself included. */
export function reachableFrom(state: string, definition: WorkflowDefinition): Set<string> {
  const reached = new Set<string>();
  const waiting = [state];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    waiting.push(...stepsFrom(next, definition));
    if (definition.states[next]?.pauses) waiting.push(...pausedFrom(next, definition));
  }
  return reached;
}

function flatten(condition: Condition, path: Path): { condition: Condition; path: Path }[] {
  if (condition.kind !== 'all' && condition.kind !== 'any') return [{ condition, path }];
  const { kind } = condition;
  return condition.of.flatMap((inner, index) => flatten(inner, [...path, kind, index]));
}
