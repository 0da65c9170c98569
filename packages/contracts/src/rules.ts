import { z } from 'zod';
import { movedMeetingView } from './organisation.js';
import { cleanText, cursor, instant, key, limit, localDate, saidText } from './values.js';

const reason = saidText(1000);
const dryRun = z.boolean().default(false);
const version = z.number().int().min(1).max(100_000);

/** Takes open items over into a version of their workflow. */
export const migrationBody = z.strictObject({
  /** Only items of this version; of every older one, where it is left out. */
  from: version.optional(),
  to: version,
  /** State that is gone → state that takes its place. */
  states: z.record(key, key).default({}),
  /** Fields whose values are given up where the version has no room for them. */
  drops: z.array(key).max(200).default([]),
  reason,
  dryRun,
});
/** Counts open dates by the version of a rule that is in force for them now. */
export const ruleApplyBody = z.strictObject({
  reason: reason.default('The version of the rule that is now in force.'),
  dryRun,
});
export const localLimitBody = z.strictObject({
  /** As a definition writes it: `10wd`, `-5wd`, `3m`, `72h`. */
  amount: z.string().regex(/^-?\d{1,4}(h|d|wd|sd|w|m|term|meeting)$/),
  effectiveFrom: localDate,
  agreedBy: saidText(200),
  reason,
  dryRun,
});
export const ruleUndoBody = z
  .strictObject({
    dryRun,
    /** Of a change of workflow version: takes back what can go back, and leaves the rest. */
    partly: z.boolean().default(false),
  })
  .default({ dryRun: false, partly: false });
export const ruleChangesQuery = z.strictObject({
  /** A workflow, a rule, or workflow/limit. */
  subject: cleanText(200).optional(),
  cursor: cursor.optional(),
  limit,
});
export type MigrationBody = z.infer<typeof migrationBody>;
export type RuleApplyBody = z.infer<typeof ruleApplyBody>;
export type LocalLimitBody = z.infer<typeof localLimitBody>;
export type RuleUndoBody = z.infer<typeof ruleUndoBody>;
export type RuleChangesQuery = z.infer<typeof ruleChangesQuery>;

const { moved, late, unseen } = movedMeetingView.shape;
const limitOfItem = z.object({ reference: z.string(), deadline: z.string(), title: z.string(), dueOn: localDate });
const moves = {
  moved,
  late,
  /** How many further items are changed, or stay as they are, that this officer may not see. */
  unseen,
  /** How many items are changed in all; some may change version and keep every date. */
  items: z.number().int(),
  /** Limits that begin by it, and those that it ends unmet. */
  began: z.array(limitOfItem),
  ended: z.array(limitOfItem),
  /** What stays as it is though it was meant, and why. */
  blocked: z.array(z.object({ reference: z.string(), reasons: z.array(z.string()) })),
};
export const changedRulesView = z
  .object({
    /** What was changed, as pages call it. */
    title: z.string(),
    ...moves,
    /** Null in a dry run, and where nothing was to be done. */
    change: z.string().nullable(),
  })
  .meta({ id: 'ChangedRules' });
export type ChangedRulesView = z.infer<typeof changedRulesView>;

const changeFields = {
  id: z.string(),
  kind: z.enum(['workflow', 'rule', 'limit']),
  subject: z.string(),
  title: z.string(),
  toVersion: z.number().int().nullable(),
  /** What was put in force, in words. */
  says: z.string(),
  reason: z.string(),
  by: z.string(),
  at: instant,
  items: z.number().int(),
  movedCount: z.number().int(),
  undone: z.object({ by: z.string(), at: instant }).nullable(),
  /** May this officer take it back now? */
  mayUndo: z.boolean(),
};
export const ruleChangeListView = z
  .object({ changes: z.array(z.object(changeFields)), nextCursor: z.string().nullable() })
  .meta({ id: 'RuleChangeList' });
export const ruleChangeView = z.object({ ...changeFields, moved, unseen }).meta({ id: 'RuleChange' });
export const undoneRulesView = z.object({ change: z.object(changeFields), ...moves }).meta({ id: 'UndoneRuleChange' });
export type RuleChangeListView = z.infer<typeof ruleChangeListView>;
export type RuleChangeView = z.infer<typeof ruleChangeView>;
export type UndoneRulesView = z.infer<typeof undoneRulesView>;

const textSeen = z.enum(['yes', 'part', 'secondary', 'packs']);
/** Null for whoever may not change rules: a count can tell of an item out of sight. */
const open = z.number().int().nullable();
const ruleSummary = {
  key: z.string(),
  title: z.string(),
  basis: z.enum(['statutory', 'guidance', 'local']),
  law: z.string(),
  paragraph: z.string().nullable(),
  /** Whether the words of the law were read. */
  textSeen,
  /** From what it counts, and how long: "20 working days". */
  from: z.string(),
  length: z.string(),
  /** An exception is no limit: it marks a date and never moves it. */
  kind: z.enum(['limit', 'exception']),
  open,
};
export const ruleListView = z
  .object({
    rules: z.array(z.object({ ...ruleSummary, version: z.number().int(), versions: z.number().int() })),
    mayChange: z.boolean(),
  })
  .meta({ id: 'RuleList' });
export const ruleView = z
  .object({
    ...ruleSummary,
    /** Oldest first. */
    versions: z.array(
      z.object({
        ...ruleSummary,
        version: z.number().int(),
        note: z.string().nullable(),
        calendars: z.array(z.string()),
        convention: z.string(),
        effective: z.object({
          from: localDate.nullable(),
          to: localDate.nullable(),
          /** Which day of a case must lie in the range. */
          applies: z.enum(['started', 'due', 'any-day']),
        }),
        publishedAt: instant.nullable(),
      }),
    ),
    /** Which workflows count by it. */
    usedBy: z.array(z.object({ key: z.string(), title: z.string() })),
    mayChange: z.boolean(),
  })
  .meta({ id: 'Rule' });
export const localLimitListView = z
  .object({
    limits: z.array(
      z.object({
        workflow: z.object({ key: z.string(), title: z.string() }),
        limit: z.string(),
        title: z.string(),
        /** The length in the workflow's file; null where it goes by a date, a period or a meeting alone. */
        inFile: z.object({ amount: z.string(), words: z.string() }).nullable(),
        /** The length that holds today. */
        today: z.object({ amount: z.string(), words: z.string() }).nullable(),
        /** What the council agreed, oldest first; those that were withdrawn too. */
        values: z.array(
          z.object({
            version: z.number().int(),
            amount: z.string(),
            words: z.string(),
            effectiveFrom: localDate,
            agreedBy: z.string(),
            reason: z.string().nullable(),
            withdrawnAt: instant.nullable(),
          }),
        ),
        /** Has it a length to set? */
        hasLength: z.boolean(),
        open,
      }),
    ),
    mayChange: z.boolean(),
  })
  .meta({ id: 'LocalLimitList' });
const named = z.object({ key: z.string(), title: z.string() });
export const workflowVersionsView = z
  .object({
    key: z.string(),
    title: z.string(),
    /** Oldest first; the last is the one of new items. */
    versions: z.array(
      z.object({
        version: z.number().int(),
        publishedAt: instant.nullable(),
        open,
        /** Open states, and fields. */
        states: z.array(named),
        fields: z.array(named),
      }),
    ),
    mayChange: z.boolean(),
  })
  .meta({ id: 'WorkflowVersions' });
export type RuleListView = z.infer<typeof ruleListView>;
export type RuleView = z.infer<typeof ruleView>;
export type LocalLimitListView = z.infer<typeof localLimitListView>;
export type WorkflowVersionsView = z.infer<typeof workflowVersionsView>;
