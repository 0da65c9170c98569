import type { FieldsBody, FieldView, TestBenchBody, WorkflowView } from '@kept/contracts';
import type { LocationQuery } from 'vue-router';

/** What stands in the address: the whole of what is played, so that a link or a reload plays the same. */
export type Plan = TestBenchBody;

/** The plan of an address; null where it has none, or none that can be read. What it says is the server's to check. */
export function readPlan(query: LocationQuery): Plan | null {
  if (typeof query['plan'] !== 'string') return null;
  try {
    const plan = JSON.parse(query['plan']) as unknown;
    if (typeof plan !== 'object' || plan === null || !('on' in plan)) return null;
    return { fields: {}, steps: [], ...plan } as Plan;
  } catch {
    return null;
  }
}

export function writePlan(plan: Plan): LocationQuery {
  return { plan: JSON.stringify(plan) };
}

/** The fields by which dates may go or steps may turn: whatever is chosen, counted or dated. Nothing is told in words. */
export function playedFields<Field extends FieldView>(fields: readonly Field[]): Field[] {
  return fields.filter(({ type }) => type !== 'text' && type !== 'item');
}

/** Words that have to be given though no date goes by them: nobody is to write about a child here. */
export function withWords(values: FieldsBody, fields: readonly (FieldView & { needed?: boolean })[]): FieldsBody {
  const asked = fields.filter(
    ({ type, required, needed }) => (type === 'text' || type === 'item') && (needed ?? required),
  );
  const words = asked.map(({ key, type, max }) => [
    key,
    type === 'item' ? 'XX-0000-001' : 'Imaginary'.slice(0, max ?? 9),
  ]);
  return { ...(Object.fromEntries(words) as FieldsBody), ...values };
}

/** What may be done next on the bench, as a choice: `transition:accept`, `record:updates`, `evidence:`. */
export interface Act {
  value: string;
  label: string;
  fields: readonly (FieldView & { needed: boolean })[];
  needsOwnerPost: boolean;
  needsReason: boolean;
}

export function actsOf(
  workflow: WorkflowView,
  transitions: readonly { key: string; label: string }[],
  closed: boolean,
): Act[] {
  const steps = transitions.flatMap(({ key }) => {
    const form = workflow.transitions.find((each) => each.key === key);
    return form ? [{ ...form, value: `transition:${key}` }] : [];
  });
  const none = { needsOwnerPost: false, needsReason: false };
  const records = workflow.records
    .filter(({ mayAdd }) => mayAdd)
    .map(({ key, label, fields }) => ({
      ...none,
      value: `record:${key}`,
      label: `An entry in “${label}”`,
      fields: fields.map((field) => ({ ...field, needed: field.required })),
    }));
  const evidence = { ...none, value: 'evidence:', label: 'A piece of evidence', fields: [] };
  return closed ? [evidence] : [...steps, ...records, evidence];
}

/** A step of the plan from what was chosen and typed. */
export function stepOf(act: Act, at: string, values: FieldsBody, post: string): Plan['steps'][number] {
  const [kind, key = ''] = act.value.split(':');
  const fields = withWords(values, act.fields);
  if (kind === 'evidence') return { at, evidence: 'Imaginary evidence', fields: {} };
  if (kind === 'record') return { at, record: key, fields };
  const given = act.needsOwnerPost && post !== '' ? { ...fields, ownerPost: post } : fields;
  return { at, transition: key, fields: given, ...(act.needsReason && { reason: 'Imaginary' }) };
}

/** What a step of the plan is called. */
export function stepName({ transition, record }: Plan['steps'][number], workflow: WorkflowView): string {
  if (transition !== undefined) return workflow.transitions.find(({ key }) => key === transition)?.label ?? transition;
  if (record === undefined) return 'A piece of evidence';
  return `An entry in “${workflow.records.find(({ key }) => key === record)?.label ?? record}”`;
}
