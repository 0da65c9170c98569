import { z } from 'zod';
import { cursor, instant, limit, saidText } from './values.js';

const words = z.strictObject({ asked: saidText(2000), did: saidText(2000), couldNot: saidText(2000) });

/** For each reading age: you asked, we did, we could not and why. */
const texts = z.strictObject({ '7-11': words, '11-16': words, '16-plus': words }).meta({ id: 'PlainTexts' });

/** `verdictWords` false leaves out the young people's own words, where they would tell who said them. */
export const publicationBody = z.strictObject({ texts, verdictWords: z.boolean().default(true) });
export type PublicationBody = z.infer<typeof publicationBody>;

export const publicationReasonBody = z.strictObject({ reason: saidText(1000) });
export type PublicationReasonBody = z.infer<typeof publicationReasonBody>;

export const publicationListQuery = z.strictObject({
  status: z.enum(['proposed', 'published']),
  cursor: cursor.optional(),
  limit,
});
export type PublicationListQuery = z.infer<typeof publicationListQuery>;

export const publicationView = z
  .object({
    id: z.string(),
    /** Of the card, for those who work on it; the public page has no reference. */
    reference: z.string(),
    title: z.string(),
    status: z.enum(['proposed', 'published', 'refused', 'replaced', 'withdrawn']),
    texts,
    askedBy: z.string(),
    verdict: z
      .object({
        verdict: z.enum(['kept', 'partly', 'not-yet']),
        stars: z.number().int().nullable(),
        words: z.string().nullable(),
      })
      .nullable(),
    proposedBy: z.string(),
    proposedAt: instant,
    decidedBy: z.string().nullable(),
    decidedAt: instant.nullable(),
    withdrawnBy: z.string().nullable(),
    withdrawnAt: instant.nullable(),
    /** Why it was refused or taken off. */
    reason: z.string().nullable(),
    /** Whether the reader may approve it: somebody else proposed it, it waits, and the card is theirs to answer for. */
    mayApprove: z.boolean(),
  })
  .meta({ id: 'Publication' });
export type PublicationView = z.infer<typeof publicationView>;

export const publicationListView = z
  .object({ publications: z.array(publicationView), nextCursor: z.string().nullable() })
  .meta({ id: 'PublicationList' });
export type PublicationListView = z.infer<typeof publicationListView>;

/** What was proposed for one card, page by page. */
export const cardPublicationsQuery = z.strictObject({ cursor: cursor.optional(), limit });
export type CardPublicationsQuery = z.infer<typeof cardPublicationsQuery>;

/** Newest first, and why it may not be published as it stands. */
export const cardPublicationsView = z
  .object({
    whyNot: z.string().nullable(),
    mayPropose: z.boolean(),
    /** Ids of the one that waits for a second person and of the one on the public page, on whatever page they are. */
    waiting: z.string().nullable(),
    published: z.string().nullable(),
    publications: z.array(publicationView),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'CardPublications' });
export type CardPublicationsView = z.infer<typeof cardPublicationsView>;

/** For whom the public page is written, 11 to 16 where nothing is asked; and which page of it, from 1. */
export const publicPageQuery = z.strictObject({
  age: z.enum(['7-11', '11-16', '16-plus']).default('11-16'),
  page: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .default('1')
    .transform(Number),
});
export type PublicPageQuery = z.infer<typeof publicPageQuery>;
