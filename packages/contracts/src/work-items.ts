import { z } from 'zod';
import { itemMeasuresView } from './measures.js';
import { missing } from './problem.js';
import { cleanText, cursor, fields, instant, key, limit, localDate } from './values.js';

export const createWorkItemBody = z.strictObject({
  workflow: key,
  title: cleanText(300).min(1),
  fields: fields.default({}),
  ownerPost: key.optional(),
});
export const editWorkItemBody = z
  .strictObject({
    title: cleanText(300).min(1).optional(),
    fields: fields.optional(),
    deadlines: z.record(key, z.strictObject({ scheduledOn: localDate.nullable() })).optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'Send a title, fields or deadlines.');
export const transitionBody = z.strictObject({
  transition: key,
  fields: fields.default({}),
  reason: cleanText(4000).optional(),
});
export const ownerBody = z.strictObject({ ownerPost: key, reason: cleanText(4000).min(1) });
export const extensionBody = z.strictObject({ to: localDate, reason: cleanText(4000).min(1) });
export const suspensionBody = z.strictObject({
  deadline: key.optional(),
  ground: cleanText(200).min(1),
  from: localDate,
  resumes: localDate.nullable().optional(),
});
export const linkBody = z.strictObject({ to: cleanText(100).min(1), kind: key });
export const evidenceBody = z.strictObject({
  title: cleanText(300).min(1),
  note: cleanText(20_000).optional(),
  link: cleanText(2000)
    .pipe(z.url({ protocol: /^https?$/ }))
    .optional(),
});
export const escalationBody = z.strictObject({
  level: z.number().int().min(1).max(9),
  reason: cleanText(4000).optional(),
});
export const acknowledgementBody = z.strictObject({ level: z.number().int().min(1).max(9), answerBy: localDate });
/** The posts that it falls to; the item is copied for each, or for none. */
export const fanOutBody = z.strictObject({ ownerPosts: z.array(key).min(1).max(50) });
export type FanOutBody = z.infer<typeof fanOutBody>;
export type EscalationBody = z.infer<typeof escalationBody>;
export type AcknowledgementBody = z.infer<typeof acknowledgementBody>;
/** A record's own fields; the workflow says which. */
export const recordBody = fields;
export type CreateWorkItemBody = z.infer<typeof createWorkItemBody>;
export type EditWorkItemBody = z.infer<typeof editWorkItemBody>;
export type TransitionBody = z.infer<typeof transitionBody>;
export type OwnerBody = z.infer<typeof ownerBody>;
export type ExtensionBody = z.infer<typeof extensionBody>;
export type SuspensionBody = z.infer<typeof suspensionBody>;
export type LinkBody = z.infer<typeof linkBody>;
export type EvidenceBody = z.infer<typeof evidenceBody>;
export type RecordBody = z.infer<typeof recordBody>;

export const extensionView = z.object({
  from: localDate,
  to: localDate,
  reason: z.string(),
  by: z.string(),
  at: instant,
});
export const suspensionView = z.object({
  from: localDate,
  resumes: localDate.nullable(),
  ground: z.string(),
  by: z.string(),
  at: instant,
});
/** `holdsTo` is null while the circumstance still holds. */
export const exceptionView = z.object({ regulation: z.string(), holdsFrom: localDate, holdsTo: localDate.nullable() });
export const receiptStepView = z.object({ step: z.string(), date: localDate, text: z.string() });

const deadlineFields = {
  key: z.string(),
  occurrence: z.number().int(),
  title: z.string(),
  rule: z.string(),
  basis: z.enum(['statutory', 'guidance', 'local']),
  statutoryOn: localDate.nullable(),
  agreedOn: localDate.nullable(),
  scheduledOn: localDate.nullable(),
  dueOn: localDate,
  dueAt: instant.nullable(),
  metOn: localDate.nullable(),
  status: z.enum(['running', 'suspended', 'met', 'missed', 'cancelled']),
  overdue: z.boolean(),
  /** Calendar days from today, or from the day on which it was met, to its day; negative when late, else null. */
  daysLeft: z.number().int().nullable(),
  /** The kind of record whose entry it is the limit of; its occurrence is then the number of the entry. */
  record: z.string().nullable(),
  extensions: z.array(extensionView),
  suspensions: z.array(suspensionView),
  exceptions: z.array(exceptionView),
};
export const deadlineSummaryView = z.object(deadlineFields);
export const deadlineView = z.object({
  ...deadlineFields,
  receipt: z.array(receiptStepView),
  /** Where the limit comes from: law and paragraph, or local policy with who agreed it. */
  source: z.object({ law: z.string(), paragraph: z.string().nullable(), textSeen: z.string().nullable() }),
  escalation: z.array(
    z.object({
      level: z.number().int(),
      to: z.string(),
      on: localDate.nullable(),
      answerWithin: z.string().nullable(),
    }),
  ),
});

export const transitionOptionView = z.object({
  key: z.string(),
  label: z.string(),
  /** Where it leads; the first target where it depends on what is entered. */
  to: z.string(),
  /** May this officer do it now, were nothing missing? */
  allowed: z.boolean(),
  missing: z.array(missing),
});

export const recordEntryView = z.object({ no: z.number().int(), fields, addedAt: instant, addedBy: z.string() });
export const evidenceView = z.object({
  no: z.number().int(),
  title: z.string(),
  note: z.string().nullable(),
  link: z.string().nullable(),
  file: z.object({ name: z.string(), bytes: z.number().int(), mediaType: z.string() }).nullable(),
  addedAt: instant,
  addedBy: z.string(),
});
export const linkView = z.object({
  no: z.number().int(),
  to: z.string(),
  kind: z.string(),
  /** `opened`: this item went on in that one; `opened-by`: it came out of that one; `linked`: somebody linked them. */
  way: z.enum(['linked', 'opened', 'opened-by']),
  addedAt: instant,
  addedBy: z.string(),
});
export const ownerPostView = z.object({
  key: z.string(),
  name: z.string(),
  holder: z.string().nullable(),
  /** Who acts while the post is vacant or covered, with why; null when its holder does. */
  acting: z.object({ name: z.string(), because: z.string() }).nullable(),
});

const itemFields = {
  id: z.string(),
  reference: z.string(),
  workflow: z.string(),
  definitionVersion: z.number().int(),
  title: z.string(),
  state: z.string(),
  stateLabel: z.string(),
  level: z.number().int(),
  closed: z.boolean(),
  /** It stands in a state that pauses: its limits stand still. */
  paused: z.boolean(),
  exempt: z.boolean(),
  ownerPost: ownerPostView,
  nextDueOn: localDate.nullable(),
  /** Calendar days, negative when overdue. */
  daysLeft: z.number().int().nullable(),
  overdue: z.boolean(),
  version: z.number().int(),
  fields,
  records: z.record(z.string(), z.array(recordEntryView)),
  createdAt: instant,
};
export const workItemSummaryView = z
  .object({ ...itemFields, deadlines: z.array(deadlineSummaryView) })
  .meta({ id: 'WorkItemSummary' });
export const workItemView = z
  .object({
    ...itemFields,
    evidence: z.array(evidenceView),
    links: z.array(linkView),
    /** What nobody gave or answered though it was asked for, and where the papers contradict each other. */
    gaps: z.array(missing).optional(),
    deadlines: z.array(deadlineView),
    /** While it is paused: since when, when it is looked at again, why, and the state that it goes back to. */
    pause: z
      .object({
        since: instant,
        until: localDate.nullable(),
        reason: z.string().nullable(),
        goesBackTo: z.string().nullable(),
      })
      .nullable(),
    /** Why it counts as stalled, by the rule of its workflow; empty where it moves. */
    stalled: z.array(z.string()),
    /** The levels that it climbs, and what this officer may do about them; null where its workflow has none. */
    levels: z
      .object({
        levels: z.array(
          z.object({
            level: z.number().int(),
            to: z.string(),
            reached: z.boolean(),
            answerWithin: z.string().nullable(),
          }),
        ),
        mayRaiseTo: z.array(z.number().int()),
        mayAcknowledge: z.number().int().nullable(),
        mayAnswer: z.number().int().nullable(),
      })
      .nullable(),
    /** Null where its workflow keeps none. */
    measures: itemMeasuresView.nullable(),
    /** Exempt, restricted, or of a workflow that is: a page keeps nothing of it in the browser. */
    discreet: z.boolean(),
    /** May this officer change its owner, its dates, its evidence, links and records now? */
    mayChange: z.boolean(),
    /** Keys of the fields that this officer may edit now. */
    editable: z.array(z.string()),
    transitions: z.array(transitionOptionView),
  })
  .meta({ id: 'WorkItem' });
export const workItemListView = z
  .object({ items: z.array(workItemSummaryView), nextCursor: z.string().nullable() })
  .meta({ id: 'WorkItemList' });
export type DeadlineSummaryView = z.infer<typeof deadlineSummaryView>;
export type EvidenceView = z.infer<typeof evidenceView>;
export type OwnerPostView = z.infer<typeof ownerPostView>;
export type WorkItemView = z.infer<typeof workItemView>;
export type WorkItemSummaryView = z.infer<typeof workItemSummaryView>;
export type WorkItemListView = z.infer<typeof workItemListView>;
export type DeadlineView = z.infer<typeof deadlineView>;

export const historyQuery = z.strictObject({ cursor: cursor.optional(), limit });
export type HistoryQuery = z.infer<typeof historyQuery>;
export const historyView = z
  .object({
    events: z.array(
      z.object({
        at: instant,
        occurredOn: localDate,
        actor: z.string(),
        type: z.string(),
        from: z.string().optional(),
        to: z.string().optional(),
        reason: z.string().optional(),
        fields: z.record(z.string(), z.unknown()).optional(),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'History' });
export type HistoryView = z.infer<typeof historyView>;

export const itemPathView = z
  .object({
    /** The states that it came through, oldest first, and the last of them where it stands; `until` is null there. */
    states: z.array(
      z.object({
        state: z.string(),
        label: z.string(),
        from: localDate,
        until: localDate.nullable(),
        days: z.number().int(),
      }),
    ),
  })
  .meta({ id: 'ItemPath' });
export type ItemPathView = z.infer<typeof itemPathView>;
