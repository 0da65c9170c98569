import { z } from 'zod';

export const fieldView = z.object({
  key: z.string(),
  type: z.enum([
    'text',
    'date',
    'time',
    'integer',
    'number',
    'money',
    'boolean',
    'choice',
    'body',
    'post',
    'meeting',
    'decision',
    'item',
  ]),
  label: z.string(),
  hint: z.string().nullable(),
  required: z.boolean(),
  plain: z.boolean(),
  /** True where young people said it themselves: no word of it is to be mended. */
  ownWords: z.boolean().optional(),
  /** Choices with what the page calls them; for bodies, posts and meetings too. */
  options: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
  max: z.number().nullable(),
  min: z.number().nullable(),
});
export const transitionFormView = z.object({
  key: z.string(),
  label: z.string(),
  from: z.array(z.string()),
  to: z.array(z.string()),
  by: z.array(z.string()),
  /** Fields of the form in order: those it needs, those it asks, and those of the record that it adds. */
  fields: z.array(fieldView.extend({ needed: z.boolean() })),
  needsReason: z.boolean(),
  needsOwnerPost: z.boolean(),
  needsEvidence: z.number().int(),
  adds: z.string().nullable(),
  /** The kind of record from which it follows by itself. */
  follows: z.string().nullable(),
  /** What the workflow is called of which it opens an item. */
  opens: z.string().nullable(),
});
export const workflowSummaryView = z
  .object({
    key: z.string(),
    version: z.number().int(),
    reference: z.string(),
    title: z.object({ officer: z.string(), plain: z.string() }),
    mayCreate: z.boolean(),
  })
  .meta({ id: 'WorkflowSummary' });
export const workflowView = workflowSummaryView
  .extend({
    initial: z.string(),
    /** A new one is kept from open view: a page keeps nothing of it in the browser. */
    discreet: z.boolean(),
    states: z.array(z.object({ key: z.string(), label: z.string(), final: z.boolean(), pauses: z.boolean() })),
    fields: z.array(fieldView),
    records: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        fields: z.array(fieldView),
        /** False where only a transition may add it. */
        mayAdd: z.boolean(),
      }),
    ),
    transitions: z.array(transitionFormView),
    /** The levels that its items climb, lowest first; empty where they climb none. */
    levels: z.array(z.number().int()),
    /** The field that names the item which one of these is part of. */
    partOf: z.string().nullable(),
    /** The workflows whose items may be part of one of these, and the field by which they say so. */
    parts: z.array(z.object({ workflow: z.string(), title: z.string(), field: z.string(), mayCreate: z.boolean() })),
    /** The states and moves as an SVG drawing, with its words as text inside. */
    diagram: z.string(),
  })
  .meta({ id: 'Workflow' });
export const workflowListView = z.object({ workflows: z.array(workflowSummaryView) }).meta({ id: 'WorkflowList' });
export type WorkflowView = z.infer<typeof workflowView>;
export type WorkflowSummaryView = z.infer<typeof workflowSummaryView>;
export type FieldView = z.infer<typeof fieldView>;
export type TransitionFormView = z.infer<typeof transitionFormView>;
export type WorkflowListView = z.infer<typeof workflowListView>;

const limitWords = z.object({
  key: z.string(),
  title: z.string(),
  basis: z.enum(['statutory', 'guidance', 'local']),
  /** How long it is today: of a rule in law, or as this council agreed it. */
  length: z.string(),
  /** Law and paragraph, or whose decision it is. */
  source: z.string(),
  /** What it counts from, what meets it, who is told, when it climbs. */
  says: z.array(z.string()),
});
export const workflowVersionView = z
  .object({
    key: z.string(),
    version: z.number().int(),
    /** Every version that stands, oldest first. */
    versions: z.array(z.number().int()),
    title: z.object({ officer: z.string(), plain: z.string() }),
    states: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        final: z.boolean(),
        says: z.array(z.string()),
        limits: z.array(limitWords),
      }),
    ),
    steps: z.array(
      z.object({
        key: z.string(),
        label: z.string(),
        /** Keys of states. */
        from: z.array(z.string()),
        /** What it says of where it leads, who takes it and what follows. */
        says: z.array(z.string()),
        needs: z.array(z.string()),
      }),
    ),
    levels: z.array(z.object({ title: z.string(), says: z.array(z.string()) })),
    diagram: z.string(),
    mayPlay: z.boolean(),
  })
  .meta({ id: 'WorkflowVersion' });
export type WorkflowVersionView = z.infer<typeof workflowVersionView>;

export const workflowDifferenceView = z
  .object({
    key: z.string(),
    title: z.string(),
    from: z.number().int(),
    to: z.number().int(),
    /** Each change once: what is new, what is gone, what is another. */
    changes: z.array(
      z.object({
        how: z.enum(['added', 'removed', 'changed']),
        part: z.enum([
          'setting',
          'state',
          'limit',
          'transition',
          'need',
          'field',
          'record',
          'local',
          'escalation',
          'visibility',
        ]),
        key: z.string(),
        title: z.string(),
        /** What only the one version says, and what only the other does; a line each. */
        before: z.array(z.string()),
        after: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'WorkflowDifference' });
export type WorkflowDifferenceView = z.infer<typeof workflowDifferenceView>;
