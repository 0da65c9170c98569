import { z } from 'zod';

/**
 * A delivery receipt as GOV.UK Notify sends it. It says more than is read here, and may say more tomorrow: this is the
 * one body in which an unknown property is no fault.
 */
export const notifyReceiptBody = z.looseObject({
  /** What Kept gave with the message: the id of its row in the outbox. */
  reference: z.string().max(1000).nullable(),
  status: z.string().max(100),
});
export type NotifyReceiptBody = z.infer<typeof notifyReceiptBody>;
