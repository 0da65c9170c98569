import { cohortReasons, extractFields, schoolPhases } from '@kept/domain';
import { z } from 'zod';
import { cleanText, cursor, instant, limit, localDate } from './values.js';

const phase = z.enum(schoolPhases.map(({ key }) => key));
const reason = z.enum(cohortReasons);
const plan = z.enum(['with', 'without']);
const truth = z.enum(['true', 'false']);

/** `on`: the month that held on that day, else the newest; `with`: a month to compare it with. */
export const cohortQuery = z.strictObject({ on: localDate.optional(), with: localDate.optional() });
export type CohortQuery = z.infer<typeof cohortQuery>;

const filterShape = {
  phase: phase.optional(),
  reason: reason.optional(),
  plan: plan.optional(),
  /** Is an open work item about the child? */
  tracked: truth.optional(),
};
export const cohortChildrenQuery = z.strictObject({
  on: localDate.optional(),
  ...filterShape,
  cursor: cursor.optional(),
  limit,
});
export type CohortChildrenQuery = z.infer<typeof cohortChildrenQuery>;

/**
 * A number with its words: `13`, `fewer than 5`, `not shown`. `filter` is what the list of the children behind it is asked
 * with; null for those who may not see children, and `count` where it is kept back.
 */
export const cohortFigureView = z
  .object({ count: z.number().int().nullable(), words: z.string(), filter: z.object(filterShape).nullable() })
  .meta({ id: 'CohortFigure' });
export type CohortFigureView = z.infer<typeof cohortFigureView>;

const byPlan = { all: cohortFigureView, withPlan: cohortFigureView, withoutPlan: cohortFigureView };
const reasonRow = z.object({
  /** Null is any reason. */
  reason: reason.nullable(),
  label: z.string(),
  ...byPlan,
});
export type CohortReasonRow = z.infer<typeof reasonRow>;

const phaseRow = z.object({
  /** Null is all of them. */
  phase: phase.nullable(),
  label: z.string(),
  years: z.string().nullable(),
  /** How many children there are at all; null where the extract did not say. */
  size: z.object({ all: cohortFigureView, withPlan: cohortFigureView }).nullable(),
  reasons: z.array(reasonRow),
  /** Null where the edition leaves it out. */
  untracked: cohortFigureView.nullable(),
});
export type CohortPhaseRow = z.infer<typeof phaseRow>;

const pairPart = z.object({
  title: z.string(),
  definition: z.string(),
  figure: cohortFigureView,
  parts: z.array(z.object({ label: z.string(), figure: cohortFigureView })),
});

export const cohortView = z
  .object({
    key: z.string(),
    title: z.string(),
    /** `suppressed`: small numbers are kept back, and others that would give them away. */
    edition: z.enum(['full', 'suppressed']),
    /** Null where nothing has been imported, or nothing by then. */
    snapshot: z
      .object({ asOn: localDate, importedAt: instant, importedBy: z.string(), note: z.string().nullable() })
      .nullable(),
    /** Days of the snapshots that hold, newest first. */
    months: z.array(localDate),
    sentences: z.array(z.string()),
    /** Said above the figures with and without a plan. */
    planSentence: z.string().nullable(),
    reasons: z.array(z.object({ key: reason, label: z.string(), definition: z.string() })),
    /** By school phase, with all of them last. */
    phases: z.array(phaseRow),
    untracked: z.object({ definition: z.string(), rows: z.array(reasonRow) }),
    /** Two figures that are easily taken for one another. */
    pair: z.object({ figures: z.array(pairPart), both: cohortFigureView, words: z.string() }).nullable(),
    comparison: z
      .object({
        asOn: localDate,
        rows: z.array(
          z.object({
            reason: reason.nullable(),
            label: z.string(),
            before: cohortFigureView,
            now: cohortFigureView,
            /** Null where either number is kept back. */
            change: z.number().int().nullable(),
            joined: z.number().int().nullable(),
            left: z.number().int().nullable(),
          }),
        ),
      })
      .nullable(),
    mayImport: z.boolean(),
    maySeeChildren: z.boolean(),
  })
  .meta({ id: 'Cohort' });
export type CohortView = z.infer<typeof cohortView>;

export const cohortChildView = z.object({
  reference: z.string(),
  yearGroup: z.number().int(),
  phase,
  area: z.string().nullable(),
  hasPlan: z.boolean(),
  reasons: z.array(z.object({ key: reason, label: z.string() })),
  reducedHours: z.number().nullable(),
  fixedExclusions: z.number().int(),
  permanentExclusion: z.boolean(),
  attendance: z.number().nullable(),
  tracked: z.boolean(),
  /** The open item about the child, for those who may see it. */
  trackedBy: z.string().nullable(),
  /** May this officer begin one now? */
  mayTrack: z.boolean(),
});
export type CohortChildView = z.infer<typeof cohortChildView>;
export const cohortChildrenView = z
  .object({
    asOn: localDate.nullable(),
    /** Which children these are, in words. */
    title: z.string(),
    total: z.number().int(),
    children: z.array(cohortChildView),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'CohortChildren' });
export type CohortChildrenView = z.infer<typeof cohortChildrenView>;

/** What stands beside `file` in the form. */
export const cohortImportForm = z.strictObject({
  asOn: localDate,
  dryRun: truth.default('false'),
  /** The file lists every child of statutory school age, and not only those with a reason. */
  whole: truth.default('false'),
  /** Field → header, where the extract's headers are its own. */
  columns: z.partialRecord(z.enum(extractFields), cleanText(200)).optional(),
});
export type CohortImportForm = z.infer<typeof cohortImportForm>;

export const extractFaultView = z.object({
  /** Line of the file; 1 is the header. */
  line: z.number().int(),
  /** Name of the column; `_` for the line as a whole. */
  column: z.string(),
  text: z.string(),
});
export const cohortImportView = z
  .object({
    outcome: z.enum(['preview', 'imported', 'unchanged']),
    id: z.string().nullable(),
    asOn: localDate,
    /** What it does, or would do, to its month. */
    effect: z.enum(['new', 'replaces', 'unchanged']),
    lines: z.number().int(),
    children: z.number().int(),
    size: z.object({ children: z.number().int(), withPlan: z.number().int() }).nullable(),
    columns: z.array(
      z.object({
        field: z.enum(extractFields),
        label: z.string(),
        required: z.boolean(),
        header: z.string().nullable(),
      }),
    ),
    headers: z.array(z.string()),
    /** Headers that were not read: nothing of them is kept. */
    ignored: z.array(z.string()),
    figures: z.array(
      z.object({ label: z.string(), all: z.number().int(), withPlan: z.number().int(), withoutPlan: z.number().int() }),
    ),
    /** The first hundred; where there is any, nothing is imported. */
    faults: z.array(extractFaultView),
    faultCount: z.number().int(),
  })
  .meta({ id: 'CohortImport' });
export type CohortImportView = z.infer<typeof cohortImportView>;

export const cohortImportsView = z
  .object({
    imports: z.array(
      z.object({
        id: z.string(),
        asOn: localDate,
        revision: z.number().int(),
        /** False where a later extract of its month stands in its place. */
        holds: z.boolean(),
        children: z.number().int(),
        fileName: z.string().nullable(),
        importedAt: instant,
        importedBy: z.string(),
        mayUndo: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'CohortImports' });
export type CohortImportsView = z.infer<typeof cohortImportsView>;
