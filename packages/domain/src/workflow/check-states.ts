import { previousState, type WorkflowDefinition } from './definition.js';
import type { DefinitionFault } from './fault.js';
import { conditionsOf, limitsOf, reachableFrom, type Path } from './walk.js';

/** States: every one that is named exists, each can be reached, and from each open one the end can. */
export function checkStates(definition: WorkflowDefinition): DefinitionFault[] {
  return [
    ...unknownTargets(definition),
    ...unreachable(definition),
    ...noWayOut(definition),
    ...waysOutOfTheEnd(definition),
    ...waysBack(definition),
  ];
}

function unknownTargets(definition: WorkflowDefinition): DefinitionFault[] {
  return namedStates(definition)
    .filter(({ state }) => !Object.hasOwn(definition.states, state) && state !== previousState)
    .map(({ state, path }) => ({ fault: 'unknown-target', path, text: `There is no state “${state}”.` }));
}

function namedStates(definition: WorkflowDefinition): { state: string; path: Path }[] {
  const ofTransitions = Object.entries(definition.transitions).flatMap(([key, { from, to }]) => [
    ...from.map((state, index) => ({ state, path: ['transitions', key, 'from', index] })),
    ...to.map(({ state }, index) => ({ state, path: ['transitions', key, 'to', index, 'state'] })),
  ]);
  const ofConditions = conditionsOf(definition).flatMap(({ condition, path }) =>
    condition.kind === 'state' ? [{ state: condition.state, path: [...path, 'state'] }] : [],
  );
  const ofLimits = limitsOf(definition).flatMap(({ use, path }) =>
    use.continues.map((state, index) => ({ state, path: [...path, 'continues', index] })),
  );
  return [{ state: definition.initial, path: ['initial'] }, ...ofTransitions, ...ofConditions, ...ofLimits];
}

function unreachable(definition: WorkflowDefinition): DefinitionFault[] {
  const reached = reachableFrom(definition.initial, definition);
  return Object.keys(definition.states)
    .filter((state) => !reached.has(state))
    .map((state) => ({
      fault: 'unreachable-state',
      path: ['states', state],
      text: `No transition leads from “${definition.initial}” to “${state}”.`,
    }));
}

function noWayOut(definition: WorkflowDefinition): DefinitionFault[] {
  return Object.entries(definition.states)
    .filter(([, state]) => !state.final)
    .filter(([key]) => ![...reachableFrom(key, definition)].some((each) => definition.states[each]?.final))
    .map(([key]) => ({
      fault: 'no-way-out',
      path: ['states', key],
      text: `From “${key}” no final state can be reached: an item would stay open for ever.`,
    }));
}

/** Only a state that pauses remembers where an item came from; and one that pauses leads back. */
function waysBack(definition: WorkflowDefinition): DefinitionFault[] {
  const back = Object.entries(definition.transitions).filter(([, { to }]) =>
    to.some(({ state }) => state === previousState),
  );
  const fromElsewhere = back.flatMap(([key, { from }]) =>
    from.flatMap((state, index) =>
      definition.states[state]?.pauses
        ? []
        : [
            {
              fault: 'unknown-target' as const,
              path: ['transitions', key, 'from', index],
              text: `“${state}” does not pause, so there is no state before it to go back to.`,
            },
          ],
    ),
  );
  const withoutReturn = Object.entries(definition.states)
    .filter(([key, state]) => state.pauses && !back.some(([, { from }]) => from.includes(key)))
    .map(([key]) => ({
      fault: 'no-way-out' as const,
      path: ['states', key, 'pauses'],
      text: `“${key}” pauses, and no transition leads back from it (to: previous).`,
    }));
  return [...fromElsewhere, ...withoutReturn];
}

/** A final state is final: what comes after it is a new item, or a state that was not the end. */
function waysOutOfTheEnd(definition: WorkflowDefinition): DefinitionFault[] {
  return Object.entries(definition.transitions).flatMap(([key, { from }]) =>
    from.flatMap((state, index) =>
      definition.states[state]?.final
        ? [
            {
              fault: 'unknown-target' as const,
              path: ['transitions', key, 'from', index],
              text: `“${state}” is final: nothing leads out of it.`,
            },
          ]
        : [],
    ),
  );
}
