import type { Condition, FieldTest, Values, WorkflowDefinition } from './definition.js';

/** A condition as the second half of a sentence: "“Kind” is collective", "an assessment of on-track". */
export function conditionInWords(condition: Condition, definition: WorkflowDefinition): string {
  switch (condition.kind) {
    case 'all':
      return condition.of.map((each) => conditionInWords(each, definition)).join(' and ');
    case 'any':
      return condition.of.map((each) => conditionInWords(each, definition)).join(' or ');
    case 'field':
      return `“${fieldLabel(condition.field, definition)}” ${testInWords(condition.test)}`;
    case 'added':
      return `the entry’s “${keyInWords(condition.field)}” ${testInWords(condition.test)}`;
    case 'latest':
      return `the latest entry in “${recordLabel(condition.record, definition)}” with ${valuesInWords(condition.where)} has ${valuesInWords(condition.has)}`;
    default:
      return plainWords(condition, definition);
  }
}

type Plain = Exclude<Condition, { kind: 'all' | 'any' | 'field' | 'added' | 'latest' }>;

function plainWords(condition: Plain, definition: WorkflowDefinition): string {
  switch (condition.kind) {
    case 'state':
      return `it stands in “${definition.states[condition.state]?.label ?? condition.state}”`;
    case 'record':
      return `“${recordLabel(condition.record, definition)}” has at least ${condition.atLeast}`;
    case 'meeting-held':
      return `the meeting of “${fieldLabel(condition.field, definition)}” was held`;
    case 'consent-given':
      return `consent is given in “${recordLabel(condition.record, definition)}”`;
    case 'different-person':
      return `done by somebody else than “${definition.transitions[condition.transition]?.label ?? condition.transition}”`;
    case 'not-owner':
      return 'done by somebody else than the owner';
    case 'assessment':
      return `it is assessed as ${keyInWords(condition.is)}`;
    case 'eligible':
      return 'it is found to be eligible';
  }
}

const tests: Readonly<Record<FieldTest['op'], string>> = {
  is: 'is',
  isNot: 'is not',
  before: 'is before',
  after: 'is after',
  atLeast: 'is at least',
  atMost: 'is at most',
  isSet: 'is given',
  isNotSet: 'is not given',
};

function testInWords(test: FieldTest): string {
  return 'value' in test ? `${tests[test.op]} ${keyInWords(String(test.value))}` : tests[test.op];
}

function valuesInWords(values: Values): string {
  return Object.entries(values)
    .map(([key, value]) => `${keyInWords(key)} ${keyInWords(String(value))}`)
    .join(', ');
}

/** The label of a field, or of the part of a decision that a path names. */
export function fieldLabel(path: string, { fields }: WorkflowDefinition): string {
  const [key = '', part] = path.split('.');
  const label = fields[key]?.label ?? keyInWords(path);
  return part === undefined ? label : `${label}: ${part}`;
}

export function recordLabel(key: string, { records }: WorkflowDefinition): string {
  return records[key]?.label ?? keyInWords(key);
}

/** `corporate-parenting-officer` → `corporate parenting officer`; a date stays as it is. */
export function keyInWords(key: string): string {
  return /^\d{4}-/.test(key) ? key : key.replaceAll('-', ' ');
}
