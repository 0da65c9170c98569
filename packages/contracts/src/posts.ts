import { z } from 'zod';
import { cleanText, key, localDate, saidText } from './values.js';

/** A person by id or e-mail. */
const person = cleanText(200).min(1);
const reason = saidText(1000);

export const postListQuery = z.strictObject({ vacant: z.enum(['true', 'false']).optional() });
export const postBody = z.strictObject({
  /** Made of the title where it is left out. */
  key: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,63}$/)
    .optional(),
  title: saidText(200),
  reportsTo: key.nullable().optional(),
  team: key.nullable().optional(),
});
export const postChangeBody = z.strictObject({
  title: saidText(200).optional(),
  reportsTo: key.nullable().optional(),
  team: key.nullable().optional(),
});
export const holderBody = z.strictObject({ person, from: localDate, to: localDate.optional() });
/** The new last day; null where it is never to have been. */
export const holderEndBody = z.strictObject({ to: localDate.nullable() });
export const coverBody = z.strictObject({ person, from: localDate, to: localDate });
export const handOverBody = z.strictObject({
  to: key,
  /** References or ids; all open items of the post where they are left out. */
  items: z.array(cleanText(100).min(1)).min(1).max(500).optional(),
  reason,
  dryRun: z.boolean().default(false),
});
export type PostListQuery = z.infer<typeof postListQuery>;
export type PostBody = z.infer<typeof postBody>;
export type PostChangeBody = z.infer<typeof postChangeBody>;
export type HolderBody = z.infer<typeof holderBody>;
export type HolderEndBody = z.infer<typeof holderEndBody>;
export type CoverBody = z.infer<typeof coverBody>;
export type HandOverBody = z.infer<typeof handOverBody>;

export const personName = z.object({ id: z.string(), name: z.string() });
export const postName = z.object({ key: z.string(), title: z.string() });
const holderView = z.object({ person: personName, from: localDate, to: localDate.nullable() });

const postFields = {
  key: z.string(),
  title: z.string(),
  aliases: z.array(z.string()),
  team: z.string().nullable(),
  reportsTo: z.string().nullable(),
  holder: holderView.nullable(),
  cover: holderView.nullable(),
  vacant: z.boolean(),
  /** The first day of this vacancy; null where it is held, or never was. */
  vacantSince: localDate.nullable(),
  /** The post that acts while this one is vacant. */
  actingPost: z.string().nullable(),
  /** Who acts in it today in place of a holder, and why. */
  acting: z.object({ person: personName, because: z.string() }).nullable(),
  /** Its open items, as far as the caller may count them; where vacant posts are asked for, and on its own page. */
  openItems: z.number().int().optional(),
};
export const postView = z.object(postFields).meta({ id: 'Post' });
export const postListView = z
  .object({
    posts: z.array(postView),
    /** May the caller make and fill posts? */
    mayChange: z.boolean(),
  })
  .meta({ id: 'PostList' });
export const postPageView = z
  .object({
    ...postFields,
    above: postName.nullable(),
    below: z.array(postName),
    /** Everybody who held it and will, newest first. */
    holders: z.array(holderView),
    covers: z.array(holderView),
    mayChange: z.boolean(),
    mayHandOver: z.boolean(),
  })
  .meta({ id: 'PostPage' });
export const teamsView = z
  .object({ teams: z.array(z.object({ key: z.string(), title: z.string(), posts: z.array(z.string()) })) })
  .meta({ id: 'Teams' });
export const handOverView = z
  .object({
    from: postName,
    to: postName,
    dryRun: z.boolean(),
    /** One for each item, in the order in which they were asked for or fall due. */
    items: z.array(
      z.object({
        reference: z.string(),
        /** Null where the caller may not see the item, and in the answer to a repeated call. */
        title: z.string().nullable(),
        outcome: z.enum(['changed', 'would-change', 'refused']),
        /** Why it was refused. */
        because: z.string().nullable(),
      }),
    ),
    changed: z.number().int(),
    refused: z.number().int(),
    /** Further open items of the post that were left for another call. */
    left: z.number().int(),
  })
  .meta({ id: 'HandOver' });
export type PostView = z.infer<typeof postView>;
export type PostListView = z.infer<typeof postListView>;
export type PostPageView = z.infer<typeof postPageView>;
export type TeamsView = z.infer<typeof teamsView>;
export type HandOverView = z.infer<typeof handOverView>;
