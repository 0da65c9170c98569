import { conditionInWords, fieldLabel, keyInWords, recordLabel } from '../workflow/condition-words.js';
import {
  previousState,
  type Need,
  type Requirement,
  type TransitionDefinition,
  type WorkflowDefinition,
} from '../workflow/definition.js';
import type { DefinitionPart } from './definition-part.js';

/** Each transition, and behind it each thing that it needs or asks for. */
export function transitionParts(definition: WorkflowDefinition): DefinitionPart[] {
  return Object.entries(definition.transitions).flatMap(([key, transition]) => {
    const { needs, asks, requires = [], ...body } = transition;
    const own: DefinitionPart = {
      kind: 'transition',
      key,
      title: body.label,
      words: transitionInWords(body, definition),
      body,
      of: null,
    };
    return [
      own,
      ...needs.map((need) =>
        needPart(key, { name: nameOfNeed(need), words: needInWords(need, definition), body: need }, own),
      ),
      ...requires.map((each) => needPart(key, requirementOf(each), own)),
      ...asks.map((field) =>
        needPart(
          key,
          { name: `asks ${field}`, words: `May be given: ${fieldLabel(field, definition)}`, body: field },
          own,
        ),
      ),
    ];
  });
}

type Ways = Omit<TransitionDefinition, 'needs' | 'asks' | 'requires'>;

/** From where, to where and under which conditions, by whom, and what it does besides. */
export function transitionInWords(
  { from, to, by, adds, follows, opens, abandons }: Ways,
  definition: WorkflowDefinition,
): string[] {
  const labelOf = (state: string) =>
    state === previousState ? 'where it was before' : `“${definition.states[state]?.label ?? state}”`;
  const targets = to.map(({ state, when }) => {
    const where = when.map((condition) => conditionInWords(condition, definition)).join(' and ');
    return `To ${labelOf(state)}${where === '' ? '' : `, where ${where}`}`;
  });
  return [
    `From ${from.map(labelOf).join(', ')}`,
    ...targets,
    ...(by.length === 0 ? [] : [`By ${by.map(keyInWords).join(', ')}`]),
    ...(adds === undefined ? [] : [`Adds an entry to “${recordLabel(adds, definition)}”`]),
    ...(follows === undefined
      ? []
      : [`Follows by itself from an entry in “${recordLabel(follows.record, definition)}”`]),
    ...(opens === undefined ? [] : [`Opens another item: ${keyInWords(opens.workflow)}`]),
    ...(abandons ? ['Gives up what the state asked'] : []),
  ];
}

function nameOfNeed(need: Need): string {
  return need.kind === 'field' ? `field ${need.field}` : need.kind;
}

/** What a step needs, as a list says it: "The answer", "2 pieces of evidence". */
export function needInWords(need: Need, definition: WorkflowDefinition): string {
  switch (need.kind) {
    case 'field':
      return fieldLabel(need.field, definition);
    case 'ownerPost':
      return 'An owner post';
    case 'reason':
      return 'A reason';
    case 'evidence':
      return need.count === 1 ? 'A piece of evidence' : `${need.count} pieces of evidence`;
    case 'second-person':
      return 'Somebody else than who brought it here';
  }
}

function requirementOf(requirement: Requirement) {
  const { field, text } = requirement;
  return { name: `requires ${field} ${text}`, words: text, body: requirement };
}

function needPart(
  transition: string,
  { name, words, body }: { name: string; words: string; body: unknown },
  { title }: DefinitionPart,
): DefinitionPart {
  return {
    kind: 'need',
    key: `${transition}/${name}`,
    title: `What “${title}” asks for`,
    words: [words],
    body,
    of: { kind: 'transition', key: transition },
  };
}
