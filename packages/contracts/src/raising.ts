import { z } from 'zod';
import { cleanText, cursor, instant, key, limit, saidText } from './values.js';

/** For which council of children and young people, and for how many days. */
export const raisingLinkBody = z.strictObject({ raisedBy: key, days: z.number().int().min(1).max(14).default(7) });
export type RaisingLinkBody = z.infer<typeof raisingLinkBody>;

export const raisingLinksQuery = z.strictObject({ cursor: cursor.optional(), limit });
export type RaisingLinksQuery = z.infer<typeof raisingLinksQuery>;

export const raisingLinkView = z
  .object({
    id: z.string(),
    raisedBy: z.object({ key: z.string(), title: z.string() }),
    madeBy: z.string(),
    madeAt: instant,
    expiresAt: instant,
    status: z.enum(['open', 'used', 'expired', 'revoked']),
  })
  .meta({ id: 'RaisingLink' });
export type RaisingLinkView = z.infer<typeof raisingLinkView>;
/** `path` is said this once. */
export const newRaisingLinkView = raisingLinkView.extend({ path: z.string() }).meta({ id: 'NewRaisingLink' });
export type NewRaisingLinkView = z.infer<typeof newRaisingLinkView>;
export const raisingLinkListView = z
  .object({
    links: z.array(raisingLinkView),
    /** The councils for which a link may be made. */
    councils: z.array(z.object({ key: z.string(), title: z.string() })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'RaisingLinkList' });
export type RaisingLinkListView = z.infer<typeof raisingLinkListView>;

/** What a young person sends by a one-time link: no name, no number, no address is asked. */
export const raisingForm = z.object({
  question: saidText(2000),
  askedFor: z.enum(['everybody', 'only-me']),
  tellBy: z.enum(['my-worker', 'our-meeting', 'public-page']),
});
export type RaisingForm = z.infer<typeof raisingForm>;
/** A secret as it stands in an address. */
export const raisingSecret = cleanText(100).min(1);
