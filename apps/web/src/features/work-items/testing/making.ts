import type { DeadlineView, FieldView, TransitionFormView, WorkItemView } from '@kept/contracts';

// Parts of what the server says, with everything left out that a test does not look at.

export function field(key: string, type: FieldView['type'], label: string, more: Partial<FieldView> = {}): FieldView {
  return { key, type, label, hint: null, required: false, plain: false, options: null, max: null, min: null, ...more };
}

export function form(
  key: string,
  label: string,
  more: Pick<TransitionFormView, 'from' | 'to' | 'by'> & Partial<TransitionFormView>,
): TransitionFormView {
  return {
    key,
    label,
    fields: [],
    needsReason: false,
    needsOwnerPost: false,
    needsEvidence: 0,
    adds: null,
    follows: null,
    opens: null,
    ...more,
  };
}

export function option(
  key: string,
  label: string,
  to: string,
  more: Partial<WorkItemView['transitions'][number]> = {},
): WorkItemView['transitions'][number] {
  return { key, label, to, allowed: true, missing: [], ...more };
}

export function deadline(key: string, title: string, dueOn: string, more: Partial<DeadlineView> = {}): DeadlineView {
  return {
    key,
    occurrence: 1,
    title,
    rule: key,
    basis: 'local',
    statutoryOn: null,
    agreedOn: null,
    scheduledOn: null,
    dueOn,
    dueAt: null,
    metOn: null,
    status: 'running',
    overdue: false,
    daysLeft: null,
    record: null,
    extensions: [],
    suspensions: [],
    exceptions: [],
    receipt: [{ step: 'due', date: dueOn, text: `Counted to ${dueOn}.` }],
    source: { law: 'Local policy of this council', paragraph: null, textSeen: null },
    escalation: [],
    ...more,
  };
}

type Entry = NonNullable<WorkItemView['records'][string]>[number];

export function entry(no: number, fields: Entry['fields'], more: Partial<Entry> = {}): Entry {
  return { no, fields, addedAt: '2020-01-13T10:00:00Z', addedBy: 'Hannah Okonjo', ...more };
}
