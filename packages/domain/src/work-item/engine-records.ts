import type { FieldDefinition, RecordDefinition, WorkflowDefinition } from '../workflow/definition.js';

/**
 * Record kinds that no definition declares: they are written by what the machine does for every workflow, never by the
 * call that adds records.
 */
export const engineRecords: Readonly<Record<string, RecordDefinition>> = {
  escalations: {
    label: 'Levels of escalation',
    fields: {
      level: field('integer', 'Level'),
      post: field('post', 'Raised to'),
      agenda: field('text', 'Onto the agenda of'),
      meeting: field('meeting', 'That meeting'),
      limit: field('text', 'Raised by itself for the limit'),
      limitNo: field('integer', 'Occurrence of that limit'),
      limitDueOn: field('date', 'Date of that limit'),
      reason: field('text', 'Reason'),
      answerDueOn: field('date', 'To be answered by'),
      acknowledgedBy: field('text', 'Acknowledged by'),
      acknowledgedOn: field('date', 'Acknowledged on'),
      answerBy: field('date', 'Answer promised for'),
      answer: field('text', 'Answer'),
      answeredOn: field('date', 'Answered on'),
    },
  },
  eligibility: {
    label: 'Eligibility',
    fields: {
      outcome: field('choice', 'Outcome', { of: ['eligible', 'not-eligible', 'unknown'] }),
      rule: field('text', 'Rule'),
      version: field('integer', 'Version of the rule'),
      on: field('date', 'As on'),
      reasons: field('text', 'Reasons'),
    },
  },
};

/** The record kind of a definition, or one of the machine's own; undefined where there is no such kind. */
export function recordOf(definition: WorkflowDefinition, kind: string): RecordDefinition | undefined {
  if (Object.hasOwn(definition.records, kind)) return definition.records[kind];
  return Object.hasOwn(engineRecords, kind) ? engineRecords[kind] : undefined;
}

/** Is this kind written by the machine alone? */
export function isEngineRecord(definition: WorkflowDefinition, kind: string): boolean {
  return Object.hasOwn(engineRecords, kind) && !Object.hasOwn(definition.records, kind);
}

function field(type: FieldDefinition['type'], label: string, rest: Partial<FieldDefinition> = {}): FieldDefinition {
  return { type, label, required: false, plain: false, ...rest };
}
