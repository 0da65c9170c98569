import {
  daysBetween,
  describeDuration,
  describeLevels,
  isOverdue,
  listEditable,
  listTransitions,
  mayChange,
  openGaps,
  visibleFields,
} from '@kept/domain';
import type {
  Actor,
  DeadlineRule,
  Facts,
  Instant,
  LocalDate,
  Organisation,
  WorkItem,
  WorkflowDefinition,
} from '@kept/domain';
import type { WorkItemSummaryView, WorkItemView } from '@kept/contracts';
import { wordsOf } from '../http/words.js';
import { presentPost } from '../reference/present-post.js';
import { presentDeadline, presentDeadlineSummary } from './deadline.presenter.js';

/** What a row of a list is shown against; an item of its own has all of it in its facts. */
export interface Setting {
  actor: Actor;
  today: LocalDate;
  now: Instant;
  definition: WorkflowDefinition;
  organisation: Organisation;
  rules: readonly DeadlineRule[];
}

/** The whole item as this reader may see it, with what they may do next. Of its links, those to items in `seen`. */
export function presentWorkItem(item: WorkItem, facts: Facts, seen: ReadonlySet<string>): WorkItemView {
  return {
    ...presentCore(item, facts),
    evidence: item.evidence.map(({ file, ...rest }) => ({
      ...rest,
      file: file && { name: file.name, bytes: file.bytes, mediaType: file.mediaType },
    })),
    links: item.links.filter(({ to }) => seen.has(to)).map((link) => ({ ...link })),
    gaps: openGaps(item, facts.definition),
    deadlines: item.deadlines.map((deadline) => presentDeadline(deadline, item, facts)),
    levels: presentLevels(item, facts),
    mayChange: mayChange(item, facts),
    editable: listEditable(item, facts),
    transitions: listTransitions(item, facts).map(({ missing, ...option }) => ({ ...option, missing: [...missing] })),
  };
}

function presentLevels(item: WorkItem, facts: Facts): WorkItemView['levels'] {
  const described = describeLevels(item, facts);
  if (described === null) return null;
  const { levels, mayRaiseTo, mayAcknowledge, mayAnswer } = described;
  return {
    levels: levels.map(({ answerWithin, ...level }) => ({
      ...level,
      answerWithin: answerWithin && describeDuration(answerWithin),
    })),
    mayRaiseTo: [...mayRaiseTo],
    mayAcknowledge,
    mayAnswer,
  };
}

/** A row of a list: no receipts, no transitions. */
export function presentSummary(item: WorkItem, setting: Setting): WorkItemSummaryView {
  return {
    ...presentCore(item, setting),
    deadlines: item.deadlines.map((deadline) => presentDeadlineSummary(deadline, setting)),
  };
}

function presentCore(
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
