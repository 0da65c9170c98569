import { z } from 'zod';
import { cleanText, cursor, instant, limit } from './values.js';

/** Plain text. `@key` mentions a post, or a person by their name in small letters with hyphens. */
export const commentBody = z.strictObject({ text: cleanText(4000).min(1) });
export const commentListQuery = z.strictObject({ cursor: cursor.optional(), limit });
const mention = z.object({ key: z.string(), kind: z.enum(['post', 'person']), name: z.string() });
export const commentView = z.object({
  id: z.string(),
  at: instant,
  by: z.string(),
  text: z.string(),
  mentions: z.array(mention),
});
/** Newest first. */
export const commentListView = z
  .object({
    comments: z.array(commentView),
    nextCursor: z.string().nullable(),
    /** May this officer comment? */
    mayComment: z.boolean(),
  })
  .meta({ id: 'CommentList' });
/** `q`: part of the name or the key. */
export const mentionListQuery = z.strictObject({
  q: cleanText(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(200),
});
/** Who may be mentioned in a comment on the item: those who may see it; `more` where not all of them are named. */
export const mentionListView = z.object({ mentions: z.array(mention), more: z.boolean() }).meta({ id: 'MentionList' });
export type CommentBody = z.infer<typeof commentBody>;
export type CommentListQuery = z.infer<typeof commentListQuery>;
export type CommentView = z.infer<typeof commentView>;
export type CommentListView = z.infer<typeof commentListView>;
export type MentionListQuery = z.infer<typeof mentionListQuery>;
export type MentionListView = z.infer<typeof mentionListView>;
