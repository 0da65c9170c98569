import { daysBetween, isOverdue, visibleFields } from '@kept/domain';
import type { Actor, DeadlineRule, Instant, LocalDate, Organisation, WorkItem, WorkflowDefinition } from '@kept/domain';
import type { WorkItemSummaryView } from '@kept/contracts';
import { wordsOf } from '../http/words.js';
import { presentPost } from '../reference/present-post.js';
import { presentDeadlineSummary } from './deadline-row.presenter.js';

/** What a row of a list is shown against; an item of its own has all of it in its facts. */
export interface Setting {
  actor: Actor;
  today: LocalDate;
  now: Instant;
  definition: WorkflowDefinition;
  organisation: Organisation;
  rules: readonly DeadlineRule[];
}

/** A row of a list: no receipts, no transitions. */
export function presentSummary(item: WorkItem, setting: Setting): WorkItemSummaryView {
  return {
    ...presentCore(item, setting),
    deadlines: item.deadlines.map((deadline) => presentDeadlineSummary(deadline, setting)),
  };
}

/** What a list and a page of its own show alike. */
export function presentCore(
  item: WorkItem,
  { actor, today, now, definition, organisation }: Setting,
): Omit<WorkItemSummaryView, 'deadlines'> {
  const {
    id,
    reference,
    workflow,
    definitionVersion,
    title,
    state,
    level,
    closed,
    exempt,
    nextDueOn,
    version,
    createdAt,
  } = item;
  return {
    id,
    reference,
    workflow,
    definitionVersion,
    title,
    state,
    stateLabel: definition.states[state]?.label ?? wordsOf(state),
    level,
    closed,
    paused: definition.states[state]?.pauses ?? false,
    exempt,
    ownerPost: presentPost(item.ownerPost, organisation, today),
    nextDueOn,
    daysLeft: nextDueOn === null ? null : daysBetween(today, nextDueOn),
    overdue: item.deadlines.some((deadline) => isOverdue(deadline, today, now)),
    version,
    fields: { ...visibleFields(item, definition, actor) },
    records: Object.fromEntries(
      Object.entries(item.records).map(([kind, entries]) => [kind, entries.map((entry) => ({ ...entry }))]),
    ),
    createdAt,
  };
}
