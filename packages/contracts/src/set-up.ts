import { z } from 'zod';

/** One thing that is to be there before a council works with Kept. Whether it is, the service finds out. */
const setUpTaskView = z.object({
  key: z.string(),
  title: z.string(),
  done: z.boolean(),
  /** What is there, or what is missing. */
  hint: z.string(),
  /** The page on which it is done; null where that is no page of Kept. */
  href: z.string().nullable(),
});
export const setUpView = z
  .object({
    asOf: z.string(),
    groups: z.array(z.object({ title: z.string(), tasks: z.array(setUpTaskView) })),
    /** How many are not done. */
    open: z.number().int(),
  })
  .meta({ id: 'SetUp' });
export type SetUpView = z.infer<typeof setUpView>;
