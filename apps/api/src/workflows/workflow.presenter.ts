import { drawWorkflow, engineRecords, formFields, isEngineRecord, mayCreate } from '@kept/domain';
import type { Actor, Organisation, TransitionDefinition, WorkflowDefinition } from '@kept/domain';
import type { TransitionFormView, WorkflowSummaryView, WorkflowView } from '@kept/contracts';
import { levelsOf, partOfField } from '../reference/definition-shape.js';
import { presentField, presentFields } from '../reference/field.presenter.js';

export function presentWorkflowSummary(definition: WorkflowDefinition, actor: Actor): WorkflowSummaryView {
  const { key, version, reference, title } = definition;
  return { key, version, reference, title: { ...title }, mayCreate: mayCreate(definition, actor) };
}

/** A workflow with its forms and its drawing; `definitions` are the newest of each. */
export function presentWorkflow(
  definition: WorkflowDefinition,
  actor: Actor,
  { organisation, definitions }: Surroundings,
): WorkflowView {
  const addedByTransition = new Set(Object.values(definition.transitions).map(({ adds }) => adds));
  return {
    ...presentWorkflowSummary(definition, actor),
    initial: definition.initial,
    discreet: startsDiscreet(definition),
    states: Object.entries(definition.states).map(([key, { label, final, pauses = false }]) => ({
      key,
      label,
      final,
      pauses,
    })),
    fields: presentFields(definition.fields, organisation),
    records: Object.entries(recordsOf(definition)).map(([key, { label, fields }]) => ({
      key,
      label,
      fields: presentFields(fields, organisation),
      mayAdd: !addedByTransition.has(key) && !isEngineRecord(definition, key),
    })),
    transitions: Object.entries(definition.transitions).map(([key, transition]) =>
      presentForm(key, transition, { definition, organisation, definitions }),
    ),
    levels: levelsOf(definition),
    partOf: partOfField(definition),
    parts: definitions.flatMap((each) => partsOf(each, definition.key, actor)),
    diagram: drawWorkflow(definition),
  };
}

/** The definition's record kinds, and those that the machine writes on such items. */
function recordsOf({ records, escalation, eligibility }: WorkflowDefinition): WorkflowDefinition['records'] {
  const { escalations, eligibility: evaluations } = engineRecords;
  return {
    ...records,
    ...(Object.keys(escalation).length > 0 && escalations && { escalations }),
    ...(eligibility && evaluations && { eligibility: evaluations }),
  };
}

/** A workflow whose items may be part of one of `whole`; one that leaves open of which is a part of nothing by name. */
function partsOf(definition: WorkflowDefinition, whole: string, actor: Actor): WorkflowView['parts'] {
  const field = partOfField(definition);
  if (field === null || !definition.fields[field]?.of?.includes(whole)) return [];
  const { key, title } = definition;
  return [{ workflow: key, title: title.officer, field, mayCreate: mayCreate(definition, actor) }];
}

interface Surroundings {
  organisation: Organisation;
  definitions: readonly WorkflowDefinition[];
}

interface Setting extends Surroundings {
  definition: WorkflowDefinition;
}

function presentForm(key: string, transition: TransitionDefinition, setting: Setting): TransitionFormView {
  const { needs, adds, follows, opens } = transition;
  const opened = setting.definitions.find((definition) => definition.key === opens?.workflow);
  const evidence = needs.flatMap((need) => (need.kind === 'evidence' ? [need.count] : []));
  return {
    key,
    label: transition.label,
    from: [...transition.from],
    to: [...new Set(transition.to.map(({ state }) => state))],
    by: [...transition.by],
    fields: formOf(transition, setting),
    needsReason: needs.some(({ kind }) => kind === 'reason'),
    needsOwnerPost: needs.some(({ kind }) => kind === 'ownerPost'),
    needsEvidence: Math.max(0, ...evidence),
    adds: adds ?? null,
    follows: follows?.record ?? null,
    opens: opened?.title.officer ?? null,
  };
}

/** Fields that it needs, then those of the record that it adds, then those that it asks. */
function formOf(transition: TransitionDefinition, { definition, organisation }: Setting): TransitionFormView['fields'] {
  const needed = transition.needs.flatMap((need) => (need.kind === 'field' ? [need.field] : []));
  const own = formFields(transition).flatMap((key) => {
    const field = definition.fields[key];
    return field ? [{ ...presentField(key, field, organisation), needed: needed.includes(key) }] : [];
  });
  const record = transition.adds === undefined ? undefined : definition.records[transition.adds];
  const added = record ? presentFields(record.fields, organisation) : [];
  return [
    ...own.filter(({ needed }) => needed),
    ...added.map((field) => ({ ...field, needed: field.required })),
    ...own.filter(({ needed }) => !needed),
  ];
}

/** Is what is written into a new one kept from open view from the first? */
function startsDiscreet({ classification, states, initial }: WorkflowDefinition): boolean {
  return classification !== 'unrestricted' || (states[initial]?.restricted ?? false);
}
