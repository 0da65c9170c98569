import {
  awaitsCheckIn,
  nextFiringAt,
  type Deadline,
  type Evidence,
  type Firing,
  type Link,
  type RecordEntry,
  type WorkItem,
  type WorkflowDefinition,
} from '@kept/domain';

/** The domain's words to the columns of a table; `jsonb_populate_record` reads them by name. */
export type Row = Readonly<Record<string, unknown>>;

function classificationOf(item: WorkItem, definition: WorkflowDefinition): string {
  if (item.exempt) return 'exempt';
  return definition.classification === 'exempt' ? 'unrestricted' : definition.classification;
}

export function itemRow(item: WorkItem, definition: WorkflowDefinition, firingSteps: number): Row {
  return {
    id: item.id,
    workflow: item.workflow,
    definition_version: item.definitionVersion,
    title: item.title,
    state: item.state,
    entered_at: item.enteredAt,
    returns_to: item.returnsTo,
    part_of: partOf(item, definition),
    level: item.level,
    closed: item.closed,
    exempt: item.exempt,
    classification: classificationOf(item, definition),
    restricted_to_posts: item.restrictedTo?.posts ?? null,
    restricted_to_people: item.restrictedTo?.people ?? null,
    hidden_from: item.hiddenFrom,
    owner_post: item.ownerPost,
    contributors: item.contributors,
    fields: item.fields,
    next_due_on: item.nextDueOn,
    awaits_meeting: awaitsCheckIn(item, definition),
    done_by: item.doneBy,
    version: item.version,
    firing_steps: firingSteps,
    created_at: item.createdAt,
    created_by: item.createdBy,
  };
}

/** The reference in the field that says what the item is part of. */
function partOf(item: WorkItem, definition: WorkflowDefinition): string | null {
  const key = Object.keys(definition.fields).find((each) => definition.fields[each]?.partOf);
  const value = key === undefined ? undefined : item.fields[key];
  return typeof value === 'string' ? value : null;
}

/** A change steps the version; a writing that steps none, a firing, is counted beside it. */
export const firingStepsAfter = (before: { item: WorkItem; firingSteps: number }, after: WorkItem): number =>
  before.firingSteps + (after.version > before.item.version ? 0 : 1);

export function deadlineRow(itemId: string, deadline: Deadline): Row {
  return {
    work_item_id: itemId,
    key: deadline.key,
    occurrence: deadline.occurrence,
    rule: deadline.rule,
    basis: deadline.basis,
    versions: deadline.versions,
    started_on: deadline.startedOn,
    started_at: deadline.startedAt,
    statutory_on: deadline.statutoryOn,
    calculated_on: deadline.calculatedOn,
    agreed_on: deadline.agreedOn,
    scheduled_on: deadline.scheduledOn,
    due_on: deadline.dueOn,
    due_at: deadline.dueAt,
    met_on: deadline.metOn,
    status: deadline.status,
    extensions: deadline.extensions,
    suspensions: deadline.suspensions,
    exceptions: deadline.exceptions,
    receipt: deadline.receipt,
    reminders: deadline.reminders,
    escalation: deadline.escalation,
    ignores_quiet_hours: deadline.ignoresQuietHours,
    plan: deadline.plan,
    next_firing_at: nextFiringAt(deadline),
  };
}

export const recordRow = (itemId: string, kind: string, entry: RecordEntry): Row => ({
  work_item_id: itemId,
  kind,
  no: entry.no,
  fields: entry.fields,
  added_at: entry.addedAt,
  added_by: entry.addedBy,
});

export const evidenceRow = (itemId: string, evidence: Evidence): Row => ({
  work_item_id: itemId,
  no: evidence.no,
  title: evidence.title,
  note: evidence.note,
  link: evidence.link,
  file_name: evidence.file?.name ?? null,
  file_sha256: evidence.file?.sha256 ?? null,
  file_bytes: evidence.file?.bytes ?? null,
  file_media_type: evidence.file?.mediaType ?? null,
  added_at: evidence.addedAt,
  added_by: evidence.addedBy,
});

export const linkRow = (itemId: string, link: Link): Row => ({
  work_item_id: itemId,
  no: link.no,
  to_item: link.to,
  kind: link.kind,
  added_at: link.addedAt,
  added_by: link.addedBy,
});

/** What makes a firing the same firing, within one item. */
export const firingKey = (
  deadline: Pick<Deadline, 'key' | 'occurrence'>,
  firing: Pick<Firing, 'kind' | 'mark' | 'dueOn'>,
): string => [deadline.key, deadline.occurrence, firing.kind, firing.mark, firing.dueOn].join('|');
