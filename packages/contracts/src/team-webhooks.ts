import { z } from 'zod';
import { cleanText } from './values.js';

/** The address is a secret: it is taken and never shown. */
export const teamWebhookBody = z.strictObject({ address: cleanText(2000).min(1) });
export type TeamWebhookBody = z.infer<typeof teamWebhookBody>;

export const teamWebhookView = z
  .object({
    team: z.object({ key: z.string(), title: z.string() }),
    /** The host of the address, which tells whose it is. */
    host: z.string(),
    setBy: z.string(),
    setAt: z.string(),
    /** A card is posted when the address is set. */
    test: z.object({
      outcome: z.enum(['waiting', 'posted', 'failed']),
      at: z.string().nullable(),
      fault: z.string().nullable(),
    }),
  })
  .meta({ id: 'TeamWebhook' });
export type TeamWebhookView = z.infer<typeof teamWebhookView>;
