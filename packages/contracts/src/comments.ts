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
/** Who may be mentioned in a comment on the item: those who may see it. */
export const mentionListView = z.object({ mentions: z.array(mention) }).meta({ id: 'MentionList' });
export type CommentBody = z.infer<typeof commentBody>;
export type CommentListQuery = z.infer<typeof commentListQuery>;
export type CommentView = z.infer<typeof commentView>;
export type CommentListView = z.infer<typeof commentListView>;
export type MentionListView = z.infer<typeof mentionListView>;
