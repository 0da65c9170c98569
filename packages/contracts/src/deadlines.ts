import { z } from 'zod';
import { exceptionView, receiptStepView } from './work-items.js';
import { cleanText, localDate } from './values.js';

const suspend = z.strictObject({ from: localDate, resumes: localDate, ground: cleanText(200).min(1) });

/**
 * `asOf` leaves out what was not known by the end of that day: rules and local values in force only later, and bank
 * holidays announced later. Where it is not given, nothing is left out.
 */
export const calculateDeadlineBody = z.strictObject({
  rule: z.string().regex(/^[a-z][A-Za-z0-9-]*(\/[a-z][A-Za-z0-9-]*)?$/),
  from: localDate,
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  asOf: localDate.optional(),
  suspend: z.array(suspend).max(50).optional(),
  closure: z.strictObject({ from: localDate, reopens: localDate }).optional(),
  adviceAsked: localDate.optional(),
});
export type CalculateDeadlineBody = z.infer<typeof calculateDeadlineBody>;

export const calculatedDeadlineView = z
  .object({
    rule: z.string(),
    from: localDate,
    dueOn: localDate,
    /** With the London offset, only for limits in hours. */
    dueAt: z.string().optional(),
    exceptions: z.array(exceptionView),
    receipt: z.array(receiptStepView),
  })
  .meta({ id: 'CalculatedDeadline' });
export type CalculatedDeadlineView = z.infer<typeof calculatedDeadlineView>;
