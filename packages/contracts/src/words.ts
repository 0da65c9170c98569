import { z } from 'zod';
import { cleanText, cursor, instant, limit, localDate, saidText } from './values.js';

/** A word or phrase as it is written: it begins with a letter or a figure. */
const listedText = cleanText(60)
  .min(1)
  .refine(
    (text) => text.trim() === '' || /^[\p{L}\p{N}][\p{L}\p{N}\p{M}'’ &/.+-]*$/u.test(text.trim()),
    'Use letters only.',
  );
const forms = z.array(listedText).max(20);
const instead = z.array(saidText(60)).min(1).max(5);
const why = saidText(300);

/** A word for the council's own list. What other forms it has is said, not guessed. */
export const wordBody = z.strictObject({ word: listedText, forms: forms.default([]), instead, why });
export type WordBody = z.infer<typeof wordBody>;

/** `since` is the last change of the word that its reader saw, null for none: another's change is not overwritten unseen. */
export const wordChangeBody = z.strictObject({
  since: z.uuid().nullable(),
  forms: forms.optional(),
  instead: instead.optional(),
  why: why.optional(),
  active: z.boolean().optional(),
});
export type WordChangeBody = z.infer<typeof wordChangeBody>;

export const wordChangesQuery = z.strictObject({ cursor: cursor.optional(), limit });
export type WordChangesQuery = z.infer<typeof wordChangesQuery>;

/** Of one month, this one where none is named. */
export const wordCountQuery = z.strictObject({
  month: z
    .string()
    .regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/)
    .optional(),
  cursor: cursor.optional(),
  limit,
});
export type WordCountQuery = z.infer<typeof wordCountQuery>;

const listedWord = z.object({
  word: z.string(),
  forms: z.array(z.string()),
  instead: z.array(z.string()),
  why: z.string(),
  active: z.boolean(),
});
export const wordView = listedWord
  .extend({
    key: z.string(),
    /** `changed`: the library has it, and the council says something else of it. */
    from: z.enum(['library', 'changed', 'council']),
    lastChange: z.object({ id: z.string(), by: z.string(), at: instant }).nullable(),
  })
  .meta({ id: 'ListedWord' });
export type WordView = z.infer<typeof wordView>;

export const wordListView = z.object({ words: z.array(wordView), mayEdit: z.boolean() }).meta({ id: 'WordList' });
export type WordListView = z.infer<typeof wordListView>;

export const wordChangeView = z
  .object({
    id: z.string(),
    key: z.string(),
    kind: z.enum(['added', 'changed', 'switched-off', 'switched-on', 'removed', 'undone']),
    /** What the council says of it since; null where it is as in the library, or in no list. */
    said: listedWord.nullable(),
    before: listedWord.nullable(),
    by: z.string(),
    at: instant,
    mayUndo: z.boolean(),
  })
  .meta({ id: 'WordChange' });
export type WordChangeView = z.infer<typeof wordChangeView>;
export const wordChangeListView = z
  .object({ changes: z.array(wordChangeView), nextCursor: z.string().nullable() })
  .meta({ id: 'WordChangeList' });
export type WordChangeListView = z.infer<typeof wordChangeListView>;

const times = { used: z.number().int(), mended: z.number().int() };
export const wordCountView = z
  .object({
    month: z.string(),
    ...times,
    /** The last twelve months, newest first; one in which nothing was counted is left out. */
    months: z.array(z.object({ month: z.string(), ...times })),
    /** Of the month, by the workflow and the team of the post that owned the item then. */
    groups: z.array(z.object({ workflow: z.string(), title: z.string(), team: z.string().nullable(), ...times })),
    words: z.array(z.object({ word: z.string(), ...times })),
    /** Each saving that used or mended a word, newest first. */
    rows: z.array(
      z.object({
        id: z.string(),
        on: localDate,
        reference: z.string(),
        workflow: z.string(),
        title: z.string(),
        text: z.string(),
        word: z.string(),
        ...times,
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'WordCount' });
export type WordCountView = z.infer<typeof wordCountView>;
