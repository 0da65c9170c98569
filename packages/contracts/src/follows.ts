import { z } from 'zod';

/** Whether the reader follows an item; who else does is nobody's to see. */
export const followView = z.object({ following: z.boolean() }).meta({ id: 'Follow' });
export type FollowView = z.infer<typeof followView>;
