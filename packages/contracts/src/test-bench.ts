import { z } from 'zod';
import { missing } from './problem.js';
import { cleanText, fields, key, localDate } from './values.js';
import { receiptStepView, suspensionBody } from './work-items.js';

/** A day of London, or a minute of it: `2027-03-01T10:00`. */
const moment = z.union([
  localDate,
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/)
    .refine((text) => localDate.safeParse(text.slice(0, 10)).success, 'Enter a real day, from 1900 to 2199'),
]);
const step = z
  .strictObject({
    at: moment,
    transition: key.optional(),
    record: key.optional(),
    /** The title of a piece of evidence. */
    evidence: cleanText(300).min(1).optional(),
    suspend: suspensionBody.optional(),
    extend: z.strictObject({ deadline: key, to: localDate, reason: cleanText(4000) }).optional(),
    fields: fields.default({}),
    reason: cleanText(4000).optional(),
  })
  .refine(
    ({ transition, record, evidence, suspend, extend }) =>
      [transition, record, evidence, suspend, extend].filter((each) => each !== undefined).length === 1,
    'Send one of transition, record, evidence, suspend and extend.',
  );

/** An imaginary item: nothing of it is written. Days without a time are 09:00, and the end of the last. */
export const testBenchBody = z.strictObject({
  /** The newest, where it is left out. */
  version: z.number().int().min(1).max(100_000).optional(),
  on: moment,
  fields: fields.default({}),
  ownerPost: key.optional(),
  steps: z.array(step).max(200).default([]),
  /** A year later, where it is left out. */
  until: moment.optional(),
});
export type TestBenchBody = z.infer<typeof testBenchBody>;

export const benchEntryKind = z.enum([
  'created',
  'step',
  'record',
  'evidence',
  'suspension',
  'extension',
  'opened',
  'limit-started',
  'limit-met',
  'limit-missed',
  'limit-given-up',
  'limit-suspended',
  'limit-resumed',
  'limit-moved',
  'reminder',
  'overdue',
  'level',
  'told',
  'broken-off',
]);
const entry = z.object({
  /** With London's offset: `2027-03-15T08:00:00+00:00`. */
  at: z.string(),
  kind: benchEntryKind,
  text: z.string(),
  deadline: z
    .object({
      key: z.string(),
      occurrence: z.number().int(),
      title: z.string(),
      dueOn: localDate,
      dueAt: z.string().nullable(),
    })
    .optional(),
  /** Who is told. */
  post: z.object({ key: z.string(), title: z.string() }).optional(),
  /** Why this date, where it is a new one. */
  receipt: z.array(receiptStepView).optional(),
});
export const testBenchView = z
  .object({
    workflow: z.string(),
    version: z.number().int(),
    entries: z.array(entry),
    /** The step that lacks something; the entries go up to it. */
    refused: z.object({ step: z.number().int(), detail: z.string(), missing: z.array(missing) }).optional(),
    /** Where the item stands at the end, and what may be done from there. */
    ends: z.object({
      at: z.string(),
      state: z.object({ key: z.string(), label: z.string() }),
      level: z.number().int(),
      closed: z.boolean(),
      transitions: z.array(z.object({ key: z.string(), label: z.string(), to: z.string(), missing: z.array(missing) })),
      /** The limits that run or stand still at the end. */
      limits: z.array(
        z.object({
          key: z.string(),
          title: z.string(),
          dueOn: localDate,
          /** What may stop it; null where any words do. */
          grounds: z.array(z.object({ key: z.string(), title: z.string() })).nullable(),
          /** Why it stands still. */
          open: z.object({ ground: z.string(), from: localDate }).nullable(),
        }),
      ),
    }),
  })
  .meta({ id: 'TestBench' });
export type TestBenchView = z.infer<typeof testBenchView>;
export type BenchEntryView = z.infer<typeof entry>;
