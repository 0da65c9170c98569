import { z } from 'zod';

/** `up` as soon as the process answers; `ready` when its database is there and migrated. */
export const healthView = z.object({ status: z.enum(['up', 'ready']) }).meta({ id: 'Health' });
export type HealthView = z.infer<typeof healthView>;
