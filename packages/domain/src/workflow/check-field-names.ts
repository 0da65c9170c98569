import type { Condition, FieldType, WorkflowDefinition } from './definition.js';
import type { DefinitionFault } from './fault.js';
import { typeAt } from './field-path.js';
import { conditionsOf, limitsOf, type Path } from './walk.js';

/** Names that a command uses for itself, beside the fields of a form. */
const reserved = ['reason', 'ownerPost', 'secondPerson', 'evidence'];

/** A place that names a field, and what kinds of field may stand there (any, where none are given). */
interface Naming {
  name: string;
  path: Path;
  types?: readonly FieldType[];
}

/** Every field, record kind and transition that is named exists and is of a type that fits the place. */
export function checkFieldNames(definition: WorkflowDefinition): DefinitionFault[] {
  return [
    ...[
      ...ofTransitions(definition),
      ...ofLimits(definition),
      ...ofLocal(definition),
      ...ofConditions(definition),
    ].flatMap((naming) => checkNaming(naming, definition)),
    ...ofRecords(definition),
    ...reservedNames(definition),
  ];
}

function checkNaming({ name, path, types }: Naming, definition: WorkflowDefinition): DefinitionFault[] {
  const type = typeAt(definition.fields, name);
  if (type === undefined) return [unknown(path, `There is no field “${name}”.`)];
  if (types && !types.includes(type))
    return [unknown(path, `“${name}” is a field of type ${type}; here stands ${types.join(' or ')}.`)];
  return [];
}

function ofTransitions(definition: WorkflowDefinition): Naming[] {
  return Object.entries(definition.transitions).flatMap(([key, { needs, asks }]) => [
    ...needs.flatMap((need, index) =>
      need.kind === 'field' ? [{ name: need.field, path: ['transitions', key, 'needs', index] }] : [],
    ),
    ...asks.map((name, index) => ({ name, path: ['transitions', key, 'asks', index] })),
  ]);
}

function ofLimits(definition: WorkflowDefinition): Naming[] {
  return limitsOf(definition).flatMap(({ use, path }) => [
    ...(use.on === undefined ? [] : [{ name: use.on, path: [...path, 'on'], types: ['date'] as const }]),
    ...(use.metBy === undefined || use.metBy in definition.records
      ? []
      : [{ name: use.metBy, path: [...path, 'metBy'] }]),
  ]);
}

function ofLocal(definition: WorkflowDefinition): Naming[] {
  return Object.entries(definition.local).flatMap(([key, { orAt, orOn }]) => [
    ...(orAt === undefined ? [] : [{ name: orAt, path: ['local', key, 'orAt'], types: ['meeting'] as const }]),
    ...(orOn === undefined ? [] : [{ name: orOn, path: ['local', key, 'orOn'], types: ['date'] as const }]),
  ]);
}

function ofConditions(definition: WorkflowDefinition): Naming[] {
  return conditionsOf(definition).flatMap(({ condition, path }) => {
    if (condition.kind === 'field') return [{ name: condition.field, path: [...path, 'field'] }];
    if (condition.kind === 'meeting-held')
      return [{ name: condition.field, path: [...path, 'meeting'], types: ['meeting'] as const }];
    return [];
  });
}

function ofRecords(definition: WorkflowDefinition): DefinitionFault[] {
  const adds = Object.entries(definition.transitions).flatMap(([key, transition]) =>
    transition.adds === undefined || transition.adds in definition.records
      ? []
      : [unknown(['transitions', key, 'adds'], `There is no record “${transition.adds}”.`)],
  );
  const conditions = conditionsOf(definition).flatMap(({ condition, adds: added, path }) =>
    unknownInCondition(condition, added, definition).map((text) => unknown(path, text)),
  );
  return [...adds, ...conditions];
}

function unknownInCondition(
  condition: Condition,
  adds: string | undefined,
  { records, transitions }: WorkflowDefinition,
): string[] {
  switch (condition.kind) {
    case 'added':
      return condition.field in (records[adds ?? '']?.fields ?? {})
        ? []
        : [`The record that this transition adds has no field “${condition.field}”.`];
    case 'record':
    case 'consent-given':
      return condition.record in records ? [] : [`There is no record “${condition.record}”.`];
    case 'different-person':
      return condition.transition in transitions ? [] : [`There is no transition “${condition.transition}”.`];
    default:
      return [];
  }
}

function reservedNames(definition: WorkflowDefinition): DefinitionFault[] {
  return Object.keys(definition.fields)
    .filter((key) => reserved.includes(key))
    .map((key) => ({
      fault: 'bad-key',
      path: ['fields', key],
      text: `“${key}” has a meaning of its own: choose another key.`,
    }));
}

function unknown(path: Path, text: string): DefinitionFault {
  return { fault: 'unknown-field', path, text };
}
