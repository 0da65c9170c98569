import { z } from 'zod';

// C0 and C1 controls but tab, line feed and carriage return; and the bidi overrides that hide text from a reader.
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/;

/** Text as people type it: no control characters, no direction overrides, well-formed Unicode. */
export const cleanText = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !forbidden.test(text) && !/\p{Surrogate}/u.test(text), 'Remove the control characters');

/** Words that have to be given: blanks alone say nothing, and are refused as what is left out. */
export const saidText = (max: number) =>
  cleanText(max)
    .min(1)
    .superRefine((text, { addIssue }) => {
      if (text !== '' && text.trim() === '')
        addIssue({ code: 'too_small', origin: 'string', minimum: 1, inclusive: true, input: text });
    });

/** A real calendar day, `YYYY-MM-DD`, from 1900 to 2199: a date beyond these years is a slip of the pen. */
export const localDate = z.iso
  .date()
  .refine((date) => date >= '1900-01-01' && date <= '2199-12-31', 'Enter a date from 1900 to 2199')
  .meta({ id: 'LocalDate' });
export const instant = z.iso.datetime();
export const key = z.string().regex(/^[a-zA-Z][A-Za-z0-9-]{0,63}$/);
/** One key or several, with commas between them. */
export const keys = z.string().regex(/^[a-zA-Z][A-Za-z0-9-]{0,63}(,[a-zA-Z][A-Za-z0-9-]{0,63}){0,19}$/);
/** Columns of a list, with commas between them; a field of a workflow stands as `field.KEY`. */
export const columnKeys = z.string().regex(/^[A-Za-z][A-Za-z0-9.-]{0,79}(,[A-Za-z][A-Za-z0-9.-]{0,79}){0,39}$/);
export const cursor = cleanText(500);
/** An item's id or its reference, as it stands in a path. */
export const idOrReference = cleanText(100).min(1);
/** The number of a record or a piece of evidence, from 1. */
export const recordNo = z.coerce.number().int().min(1).max(1_000_000);
/** A version of a workflow, as it stands in a path. */
export const versionNo = z.coerce.number().int().min(1).max(100_000);
export const versionOrNewest = z.union([z.literal('newest'), versionNo]);
export const limit = z.coerce.number().int().min(1).max(200).default(50);

export const decisionValue = z.strictObject({ body: cleanText(200), date: localDate, reference: cleanText(100) });
/** A field's value on the wire; the workflow's definition says which form a field takes. */
export const fieldValue = z.union([z.null(), z.boolean(), z.number().finite(), cleanText(20_000), decisionValue]);
export const fields = z.record(key, fieldValue);
export type FieldsBody = z.infer<typeof fields>;
