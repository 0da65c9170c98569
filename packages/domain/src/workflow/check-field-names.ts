import type { Condition, FieldType, LimitUse, RecordDefinition, WorkflowDefinition } from './definition.js';
import type { DefinitionFault } from './fault.js';
import { deadlineOfOrigin, limitKey, originPaths, typeAt } from './field-path.js';
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
    ...ofRecordLimits(definition),
    ...ofFollowing(definition),
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
    ...(use.doneOn === undefined ? [] : [{ name: use.doneOn, path: [...path, 'doneOn'], types: ['date'] as const }]),
    ...ofOrigin(use, path, definition),
  ]);
}

/** Fields that a limit counts from, the time of the day among them; another deadline is none of them. */
function ofOrigin({ origin }: LimitUse, path: Path, definition: WorkflowDefinition): Naming[] {
  if (origin === undefined) return [];
  const time =
    'time' in origin && origin.time !== undefined ? [{ name: origin.time, path, types: ['time'] as const }] : [];
  const dates = originPaths(origin).filter((name) => deadlineOfOrigin(name) === null);
  const deadlines = originPaths(origin).flatMap((name) => deadlineOfOrigin(name) ?? []);
  const known = limitsOf(definition).map(({ use }) => limitKey(use));
  return [
    ...time,
    ...dates.map((name) => ({ name, path, types: ['date'] as const })),
    ...deadlines.filter((key) => !known.includes(key)).map((name) => ({ name: `deadline:${name}`, path })),
  ];
}

function ofLocal(definition: WorkflowDefinition): Naming[] {
  return Object.entries(definition.local).flatMap(([key, { orAt, orOn, eachOf }]) => [
    ...(eachOf === undefined ? [] : [{ name: eachOf, path: ['local', key, 'eachOf'], types: ['choice'] as const }]),
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
    case 'latest':
      return unknownValues(condition, records[condition.record]);
    case 'record':
    case 'consent-given':
      return condition.record in records ? [] : [`There is no record “${condition.record}”.`];
    case 'different-person':
      return condition.transition in transitions ? [] : [`There is no transition “${condition.transition}”.`];
    default:
      return [];
  }
}

function unknownValues(
  { record, where, has }: Extract<Condition, { kind: 'latest' }>,
  found?: RecordDefinition,
): string[] {
  if (!found) return [`There is no record “${record}”.`];
  return [...Object.keys(where), ...Object.keys(has)]
    .filter((key) => !(key in found.fields))
    .map((key) => `A record of “${record}” has no field “${key}”.`);
}

/** The limit of a record hangs on date fields of its entries. */
function ofRecordLimits(definition: WorkflowDefinition): DefinitionFault[] {
  return Object.entries(definition.records).flatMap(([kind, { limit, fields }]) => {
    if (limit === undefined) return [];
    return [limit.on, limit.from, limit.metBy]
      .filter((key) => key !== undefined)
      .filter((key) => fields[key]?.type !== 'date')
      .map((key) => unknown(['records', kind, 'limit'], `“${key}” is no date of a record of “${kind}”.`));
  });
}

/** What a transition follows, opens, is evaluated or counted at exists. */
function ofFollowing(definition: WorkflowDefinition): DefinitionFault[] {
  const { records, transitions, eligibility, capacity = {} } = definition;
  const follows = Object.entries(transitions).flatMap(([key, { follows: followed, opens }]) => [
    ...(followed && !(followed.record in records)
      ? [unknown(['transitions', key, 'follows', 'record'], `There is no record “${followed.record}”.`)]
      : []),
    ...Object.values(opens?.copies ?? {})
      .filter((field) => !(field in definition.fields))
      .map((field) => unknown(['transitions', key, 'opens', 'copies'], `There is no field “${field}”.`)),
  ]);
  const named = [
    ...(eligibility?.at ?? []).map((name, index) => ({ name, path: ['eligibility', 'at', index] })),
    ...Object.entries(capacity).map(([key, { counts }]) => ({ name: counts, path: ['capacity', key, 'counts'] })),
  ];
  const missing = named
    .filter(({ name }) => !(name in transitions))
    .map(({ name, path }) => unknown(path, `There is no transition “${name}”.`));
  return [...follows, ...missing, ...ofStalled(definition)];
}

/** The rule of what is stalled looks at a limit and a record that are there. */
function ofStalled(definition: WorkflowDefinition): DefinitionFault[] {
  const { stalled, records } = definition;
  if (!stalled) return [];
  const { limit, since } = stalled;
  const knows = limitsOf(definition).some(({ use }) => limitKey(use) === limit);
  return [
    ...(knows ? [] : [unknown(['stalled', 'limit'], `There is no limit “${limit}”.`)]),
    ...(since === undefined || since in records
      ? []
      : [unknown(['stalled', 'since'], `There is no record “${since}”.`)]),
  ];
}

/** A command keeps these words for itself, also on the form of a record that a transition adds. */
function reservedNames(definition: WorkflowDefinition): DefinitionFault[] {
  const added = Object.values(definition.transitions).flatMap(({ adds }) => adds ?? []);
  const paths = [
    ...Object.keys(definition.fields).map((key) => ['fields', key]),
    ...added.flatMap((kind) =>
      Object.keys(definition.records[kind]?.fields ?? {}).map((key) => ['records', kind, 'fields', key]),
    ),
  ];
  return paths
    .map((path) => ({ path, key: path.at(-1) ?? '' }))
    .filter(({ key }) => reserved.includes(key))
    .map(({ path, key }) => ({
      fault: 'bad-key',
      path,
      text: `“${key}” has a meaning of its own: choose another key.`,
    }));
}

function unknown(path: Path, text: string): DefinitionFault {
  return { fault: 'unknown-field', path, text };
}
