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

/** Every team, with its channel where one is set. */
export const teamWebhookListView = z
  .object({
    teams: z.array(z.object({ key: z.string(), title: z.string(), webhook: teamWebhookView.nullable() })),
    /** Without KEPT_FIELD_KEY no address can be kept. */
    maySet: z.boolean(),
    /** Where cards may be posted; one with a dot before it stands for all below it. */
    hosts: z.array(z.string()),
  })
  .meta({ id: 'TeamWebhookList' });
export type TeamWebhookListView = z.infer<typeof teamWebhookListView>;
