import { z } from 'zod';
import { cleanText } from './values.js';

/** Names of a plan and of its period, as its targets print them; without them the newest plan is meant. */
export const planCoverageQuery = z.strictObject({
  plan: cleanText(200).min(1).optional(),
  period: cleanText(100).min(1).optional(),
});
export type PlanCoverageQuery = z.infer<typeof planCoverageQuery>;

const planView = z.object({ plan: z.string(), period: z.string() });
const coverageTargetView = z.object({
  reference: z.string(),
  title: z.string(),
  /** In the plan. */
  number: z.number().int(),
  stateLabel: z.string(),
  /** Those that were not cancelled. */
  actions: z.number().int(),
  /** Pieces on the target and on its actions. */
  evidence: z.number().int(),
});
const coverageCellView = z.object({
  /** Those that the target names: `13.1`, or `22` for the whole standard. */
  paragraphs: z.array(z.string()),
  /** Of the whole target: a plan does not say which of its actions answers to which paragraph. */
  actions: z.number().int(),
  evidence: z.number().int(),
});
/** National Minimum Standards by the targets of one plan by their evidence. */
export const planCoverageView = z
  .object({
    /** The plan shown; null where there is none of that name. */
    plan: planView.nullable(),
    /** Every plan that there is, the newest first. */
    plans: z.array(planView),
    targets: z.array(coverageTargetView),
    standards: z.array(
      z.object({
        number: z.number().int(),
        about: z.string(),
        /** One for each target, in their order; null where it does not name the standard. */
        cells: z.array(coverageCellView.nullable()),
      }),
    ),
    /** Standards that no target names. */
    unnamed: z.array(z.number().int()),
    /** Standards that a target names, and that nothing shows to be met. */
    withoutEvidence: z.array(z.number().int()),
  })
  .meta({ id: 'PlanCoverage' });
export type PlanCoverageView = z.infer<typeof planCoverageView>;
