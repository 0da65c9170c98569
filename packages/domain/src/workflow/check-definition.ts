import { checkFieldNames } from './check-field-names.js';
import { checkLimits } from './check-limits.js';
import { checkReaders } from './check-readers.js';
import { checkStates } from './check-states.js';
import type { WorkflowDefinition } from './definition.js';
import type { CheckContext, DefinitionFault } from './fault.js';

/** Everything wrong with what a definition means, each with its place. An empty list: it can be lived by. */
export function checkDefinition(definition: WorkflowDefinition, context: CheckContext): DefinitionFault[] {
  return [
    ...checkStates(definition),
    ...checkLimits(definition, context),
    ...checkFieldNames(definition),
    ...checkReaders(definition),
  ];
}
