import type { FieldsBody, TestBenchView, WorkflowView } from '@kept/contracts';
import type { FormField } from '../../../forms/DefinitionForm.vue';
import { formField } from '../../../forms/form-fields.js';
import { dayInWords } from '../../../ui/dates.js';
import { withWords, type Plan } from './bench-plan.js';

type Step = Plan['steps'][number];
type Ends = TestBenchView['ends'];

/** What may be done next on the bench, as a choice: `transition:accept`, `record:updates`, `suspend:answer`. */
export interface Act {
  value: string;
  label: string;
  fields: readonly FormField[];
  needsOwnerPost: boolean;
  /** The step of the plan, from the day on which it is done and what was typed. */
  step: (at: string, values: FieldsBody, post: string) => Step;
}

/** Of an item that is closed there is nothing to do but to add what proves it. */
export function actsOf(workflow: WorkflowView, ends: Ends | undefined): Act[] {
  const evidence: Act = {
    value: 'evidence:',
    label: 'A piece of evidence',
    fields: [],
    needsOwnerPost: false,
    step: (at) => ({ at, evidence: 'Imaginary evidence', fields: {} }),
  };
  if (!ends || ends.closed) return [evidence];
  return [...transitionsOf(workflow, ends), ...recordsOf(workflow), evidence, ...ends.limits.flatMap(limitActs)];
}

function transitionsOf(workflow: WorkflowView, { transitions }: Ends): Act[] {
  return transitions.flatMap(({ key }) => {
    const form = workflow.transitions.find((each) => each.key === key);
    if (!form) return [];
    const { label, fields, needsOwnerPost, needsReason } = form;
    const step: Act['step'] = (at, values, post) => {
      const given = withWords(values, fields);
      return {
        at,
        transition: key,
        fields: needsOwnerPost && post !== '' ? { ...given, ownerPost: post } : given,
        ...(needsReason && { reason: 'Imaginary' }),
      };
    };
    return [{ value: `transition:${key}`, label, fields, needsOwnerPost, step }];
  });
}

function recordsOf(workflow: WorkflowView): Act[] {
  return workflow.records
    .filter(({ mayAdd }) => mayAdd)
    .map(({ key, label, fields }) => ({
      value: `record:${key}`,
      label: `An entry in “${label}”`,
      fields: fields.map((field) => ({ ...field, needed: field.required })),
      needsOwnerPost: false,
      step: (at, values) => ({ at, record: key, fields: withWords(values, fields) }),
    }));
}

/** A limit that runs may stand still or get a later day; one that stands still runs on. */
function limitActs(limit: Ends['limits'][number]): Act[] {
  const { grounds, open } = limit;
  if (open) return [runOn(limit, open), extend(limit)];
  // Most statutory limits know no ground on which they stop.
  return grounds?.length === 0 ? [extend(limit)] : [suspend(limit), extend(limit)];
}

const text = (value: FieldsBody[string] | undefined) => (typeof value === 'string' ? value : '');

function suspend({ key, title, grounds }: Ends['limits'][number]): Act {
  const options = grounds?.map((each) => ({ value: each.key, label: each.title })) ?? [];
  return {
    value: `suspend:${key}`,
    label: `Suspend “${title}”`,
    needsOwnerPost: false,
    fields: [
      ...(grounds ? [formField({ key: 'ground', type: 'choice', label: 'Ground', needed: true, options })] : []),
      formField({ key: 'from', type: 'date', label: 'First day that does not count', needed: true }),
      formField({
        key: 'resumes',
        type: 'date',
        label: 'First day that counts again',
        needed: false,
        hint: 'Leave it empty if it is not known yet.',
      }),
    ],
    step: (at, { ground, from, resumes }) => ({
      at,
      suspend: {
        deadline: key,
        ground: text(ground) || 'Imaginary',
        from: text(from),
        ...(resumes && { resumes: text(resumes) }),
      },
      fields: {},
    }),
  };
}

function runOn({ key, title }: Ends['limits'][number], open: { ground: string; from: string }): Act {
  return {
    value: `resume:${key}`,
    label: `Let “${title}” run on`,
    needsOwnerPost: false,
    fields: [formField({ key: 'resumes', type: 'date', label: 'First day that counts again', needed: true })],
    step: (at, { resumes }) => ({ at, suspend: { deadline: key, ...open, resumes: text(resumes) }, fields: {} }),
  };
}

function extend({ key, title, dueOn }: Ends['limits'][number]): Act {
  const hint = `It is due on ${dayInWords(dueOn)}`;
  return {
    value: `extend:${key}`,
    label: `Agree a later date for “${title}”`,
    needsOwnerPost: false,
    fields: [formField({ key: 'to', type: 'date', label: 'New date', needed: true, hint })],
    step: (at, { to }) => ({ at, extend: { deadline: key, to: text(to), reason: 'Imaginary' }, fields: {} }),
  };
}

/** What a step of the plan is called; `limits` are those that the play names. */
export function stepName(step: Step, workflow: WorkflowView, limits: ReadonlyMap<string, string>): string {
  const { transition, record, suspend: out, extend: later } = step;
  if (transition !== undefined) return workflow.transitions.find(({ key }) => key === transition)?.label ?? transition;
  if (out !== undefined) return suspensionName(out, limits);
  if (later !== undefined) {
    return `A later date for “${limits.get(later.deadline) ?? later.deadline}”: ${dayInWords(later.to)}`;
  }
  if (record === undefined) return 'A piece of evidence';
  return `An entry in “${workflow.records.find(({ key }) => key === record)?.label ?? record}”`;
}

function suspensionName(
  { deadline, from, resumes }: NonNullable<Step['suspend']>,
  limits: ReadonlyMap<string, string>,
) {
  const what = deadline === undefined ? 'every time limit' : `“${limits.get(deadline) ?? deadline}”`;
  return `Suspend ${what} from ${dayInWords(from)}${resumes ? `, to run on from ${dayInWords(resumes)}` : ''}`;
}

/** The titles of the limits that a play names, by their keys. */
export function limitTitles(played: TestBenchView | undefined): ReadonlyMap<string, string> {
  const named = (played?.entries ?? []).flatMap(({ deadline }) => deadline ?? []);
  return new Map(named.map(({ key, title }) => [key, title]));
}
