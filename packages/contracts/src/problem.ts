import { z } from 'zod';

/** What is absent or untrue; `field` is the key of a field of the form, or `_` for the whole. */
export const missing = z.object({ field: z.string(), text: z.string() }).meta({ id: 'Missing' });

export type Missing = z.infer<typeof missing>;

/** RFC 9457. Never carries the offending value. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    missing: z.array(missing).optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
