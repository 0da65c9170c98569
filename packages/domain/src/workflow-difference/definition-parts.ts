import { describeDuration } from '../deadline/duration.js';
import type { DeadlineRule } from '../deadline/rule.js';
import { keyInWords } from '../workflow/condition-words.js';
import type {
  EscalationStep,
  FieldDefinition,
  LimitUse,
  RecordDefinition,
  WorkflowDefinition,
} from '../workflow/definition.js';
import { asUse, limitKey } from '../workflow/field-path.js';
import { deadlineTitle } from '../workflow/form.js';
import { localInWords, ruleInWords, useInWords } from '../workflow/limit-words.js';
import type { DefinitionPart } from './definition-part.js';
import { transitionParts } from './transition-parts.js';

/** Every part of a definition but its key and version; together they hold all that it says. */
export function partsOfDefinition(definition: WorkflowDefinition, rules: readonly DeadlineRule[]): DefinitionPart[] {
  return numbered([
    ...settingParts(definition),
    ...stateParts(definition, rules),
    ...transitionParts(definition),
    ...Object.entries(definition.fields).map(([key, field]) => fieldPart(key, field)),
    ...recordParts(definition, rules),
    ...localParts(definition),
    ...escalationParts(definition),
    ...Object.entries(definition.visibility).map(([role, sees]): DefinitionPart => ({
      kind: 'visibility',
      key: role,
      title: `What ${keyInWords(role)} sees`,
      words: sees.map((each) => ({ aggregate: 'Figures', item: 'Items', published: 'What is published' })[each]),
      body: sees,
      of: null,
    })),
  ]);
}

/** Two of one name (a limit that a state uses twice) stay two. */
function numbered(parts: readonly DefinitionPart[]): DefinitionPart[] {
  const seen = new Map<string, number>();
  return parts.map((part) => {
    const name = `${part.kind} ${part.key}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? part : { ...part, key: `${part.key} ${count}` };
  });
}

const apart = ['key', 'version', 'fields', 'records', 'local', 'states', 'transitions', 'escalation', 'visibility'];
const settingTitles: Readonly<Record<string, string>> = {
  title: 'What it is called',
  reference: 'Letters of its references',
  classification: 'Who may read it',
  initial: 'Where it begins',
  owner: 'Who owns a new one',
  about: 'What it is about',
  skipsLevels: 'Who may pass over a level',
  eligibility: 'The rule of who is eligible',
  stalled: 'When it counts as stalled',
  capacity: 'How many there is room for',
};

function settingParts(definition: WorkflowDefinition): DefinitionPart[] {
  return Object.entries(definition)
    .filter(([key, value]) => !apart.includes(key) && value !== undefined)
    .map(([key, value]: [string, unknown]) => ({
      kind: 'setting',
      key,
      title: settingTitles[key] ?? keyInWords(key),
      words: key === 'initial' ? [definition.states[definition.initial]?.label ?? definition.initial] : linesOf(value),
      body: value,
      of: null,
    }));
}

/** Any value of a file as lines: `officer: Challenge card`. */
function linesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [keyInWords(String(value))];
  if (Array.isArray(value)) return [value.map((each: unknown) => linesOf(each).join(', ')).join(', ')];
  if ('amount' in value && 'unit' in value) return [describeDuration(value as { amount: number; unit: 'days' })];
  return Object.entries(value).map(([key, inner]) => `${keyInWords(key)}: ${linesOf(inner).join(', ')}`);
}

function stateParts(definition: WorkflowDefinition, rules: readonly DeadlineRule[]): DefinitionPart[] {
  return Object.entries(definition.states).flatMap(([key, { limits, every, ...body }]) => {
    const { label, final, restricted, hiddenFrom, pauses } = body;
    const words = [
      ...(final ? ['An end'] : []),
      ...(restricted ? ['Seen by its handler alone'] : []),
      ...(hiddenFrom.length > 0 ? [`Not seen by ${hiddenFrom.map(keyInWords).join(', ')}`] : []),
      ...(pauses ? ['Every time limit stands still'] : []),
    ];
    const state: DefinitionPart = { kind: 'state', key, title: label, words, body, of: null };
    const uses = [...limits, ...(every ? [every] : [])];
    return [state, ...uses.map((use) => limitPart(use, { state: key, isCheckIn: use === every }, definition, rules))];
  });
}

function limitPart(
  use: LimitUse,
  { state, isCheckIn }: { state: string; isCheckIn: boolean },
  definition: WorkflowDefinition,
  rules: readonly DeadlineRule[],
): DefinitionPart {
  const key = limitKey(use);
  const rule = rules.findLast((each) => each.key === use.rule);
  return {
    kind: 'limit',
    key: `${state}/${isCheckIn ? 'every/' : ''}${key}`,
    title: `${deadlineTitle(key, definition, rules)}, in “${definition.states[state]?.label ?? state}”`,
    words: [
      ...(isCheckIn ? ['Asked again and again'] : []),
      ...(rule === undefined ? [] : [ruleInWords(rule)]),
      ...useInWords(use, definition, rules),
    ],
    body: use,
    of: { kind: 'state', key: state },
  };
}

function fieldPart(key: string, field: FieldDefinition, of: DefinitionPart['of'] = null): DefinitionPart {
  const { type, label, hint, required, plain, of: choices, min, max, visibleTo } = field;
  const words = [
    `A ${type}`,
    ...(required ? ['Has to be given'] : []),
    ...(plain ? ['Young people read it'] : []),
    ...(hint === undefined ? [] : [`Hint: ${hint}`]),
    ...(choices === undefined ? [] : [`One of: ${choices.map(keyInWords).join(', ')}`]),
    ...(min === undefined ? [] : [`At least ${min}`]),
    ...(max === undefined ? [] : [`At most ${max}`]),
    ...(visibleTo === undefined ? [] : [`Seen by ${visibleTo.map(keyInWords).join(', ')} alone`]),
  ];
  return { kind: 'field', key: of === null ? key : `${of.key}/${key}`, title: label, words, body: field, of };
}

function recordParts(definition: WorkflowDefinition, rules: readonly DeadlineRule[]): DefinitionPart[] {
  return Object.entries(definition.records).flatMap(([key, { fields, ...body }]) => [
    {
      kind: 'record' as const,
      key,
      title: body.label,
      words: recordWords(body, definition, rules),
      body,
      of: null,
    },
    ...Object.entries(fields).map(([field, each]) => fieldPart(field, each, { kind: 'record', key })),
  ]);
}

function recordWords(
  { limit }: Pick<RecordDefinition, 'limit'>,
  definition: WorkflowDefinition,
  rules: readonly DeadlineRule[],
): string[] {
  if (limit === undefined) return [];
  return [`Each entry has a time limit: ${deadlineTitle(limitKey(asUse(limit)), definition, rules)}`];
}

function localParts(definition: WorkflowDefinition): DefinitionPart[] {
  return Object.entries(definition.local).map(([key, limit]) => ({
    kind: 'local',
    key,
    title: limit.label ?? keyInWords(key),
    words: localInWords(limit, definition),
    body: limit,
    of: null,
  }));
}

function escalationParts(definition: WorkflowDefinition): DefinitionPart[] {
  return Object.entries(definition.escalation).flatMap(([path, steps]) =>
    steps.map((step) => ({
      kind: 'escalation' as const,
      key: `${path}/${step.level}`,
      title: `Level ${step.level} of the path “${keyInWords(path)}”`,
      words: levelInWords(step, definition),
      body: step,
      of: null,
    })),
  );
}

/** Where a level goes, when, and how long it has: "To the post above the owner", "1 working day after the date". */
export function levelInWords({ to, after, answerWithin }: EscalationStep, definition: WorkflowDefinition): string[] {
  const target =
    to === undefined
      ? 'Onto the agenda of the next meeting'
      : to === 'owner.reportsTo'
        ? 'To the post above the owner'
        : `To ${definition.fields[to]?.label ?? keyInWords(to)}`;
  return [
    target,
    ...(after === undefined ? [] : [`${describeDuration(after)} after the date`]),
    ...(answerWithin === undefined ? [] : [`Answers within ${describeDuration(answerWithin)}`]),
  ];
}
