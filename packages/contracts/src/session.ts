import { z } from 'zod';
import { cleanText, instant, saidText } from './values.js';

export const signInBody = z.strictObject({ persona: cleanText(60) });
export const tokenBody = z.strictObject({
  name: saidText(100),
  expiresInDays: z.number().int().min(1).max(366).default(90),
});

export type SignInBody = z.infer<typeof signInBody>;
export type TokenBody = z.infer<typeof tokenBody>;

export const sessionView = z
  .object({
    person: z.object({ id: z.string(), name: z.string(), email: z.string() }),
    persona: z.string().nullable(),
    roles: z.array(z.string()),
    posts: z.array(z.object({ key: z.string(), title: z.string() })),
    authority: z.object({ key: z.string(), name: z.string() }),
    /** The service's clock: `now` runs on from where the demo started. */
    clock: z.object({ now: instant, today: z.string(), demo: z.boolean() }),
    /** When it ends at the latest, by that clock, and after how many minutes without a request; null for a token. */
    ends: z.object({ at: instant, idleMinutes: z.number().int().nullable() }),
  })
  .meta({ id: 'Session' });
export type SessionView = z.infer<typeof sessionView>;

/** The token is shown once. */
export const tokenView = z
  .object({ id: z.string(), name: z.string(), token: z.string(), expiresAt: instant })
  .meta({ id: 'Token' });
export type TokenView = z.infer<typeof tokenView>;

/** What the sign-in page shows before anybody is signed in. */
export const signInOptionsView = z
  .object({
    demo: z.boolean(),
    personas: z.array(z.object({ key: z.string(), title: z.string(), sees: z.string() })),
  })
  .meta({ id: 'SignInOptions' });
export type SignInOptionsView = z.infer<typeof signInOptionsView>;
