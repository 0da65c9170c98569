import { z } from 'zod';
import { postName } from './posts.js';
import { cleanText, instant, localDate, saidText } from './values.js';

const email = z
  .string()
  .max(200)
  .regex(/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/);
const roles = z.array(z.string().max(40)).max(20);

export const personBody = z.strictObject({ name: saidText(200), email, roles: roles.default([]) });
export const personChangeBody = z.strictObject({
  name: saidText(200).optional(),
  email: email.optional(),
  roles: roles.optional(),
});
export const leavingBody = z.strictObject({
  lastDay: localDate,
  reason: cleanText(1000).optional(),
  dryRun: z.boolean().default(false),
});
export const absenceBody = z.strictObject({ from: localDate, to: localDate });
/** Nothing needs to be said. */
export const emptyBody = z.strictObject({}).optional();
export type PersonBody = z.infer<typeof personBody>;
export type PersonChangeBody = z.infer<typeof personChangeBody>;
export type LeavingBody = z.infer<typeof leavingBody>;
export type AbsenceBody = z.infer<typeof absenceBody>;

const leavingView = z.object({
  lastDay: localDate,
  /** Has their way in ended? */
  gone: z.boolean(),
});
const personFields = {
  id: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.string()),
  /** Keys of the posts that they answer for today. */
  posts: z.array(z.string()),
  /** The administrator sees it as soon as it is said, others once it is so. */
  leaving: leavingView.nullable(),
  /** Away today, until this day. */
  absentUntil: localDate.nullable(),
};
const span = z.object({ from: localDate, to: localDate });
const filling = z.object({ post: postName, from: localDate, to: localDate.nullable() });

export const peopleView = z
  .object({ people: z.array(z.object(personFields)), mayChange: z.boolean() })
  .meta({ id: 'People' });
export const personView = z
  .object({
    ...personFields,
    holdings: z.array(filling),
    covers: z.array(filling),
    absences: z.array(span),
    mayChange: z.boolean(),
    /** Until when the caller may take the leaving back; null where they may not. */
    undoUntil: instant.nullable(),
  })
  .meta({ id: 'Person' });
export const leavingResultView = z
  .object({
    dryRun: z.boolean(),
    person: z.object({ id: z.string(), name: z.string() }),
    lastDay: localDate,
    /** From then on no session, token or sign-in is taken. */
    endsAt: instant,
    /** The first day on which they answer for nothing. */
    goneFrom: localDate,
    /** What they hold beyond the last day, and what becomes of it. */
    posts: z.array(
      z.object({
        post: postName,
        from: localDate,
        to: localDate.nullable(),
        /** Null where nobody above answers. */
        acts: z.object({ post: postName, person: z.string() }).nullable(),
        openItems: z.number().int(),
        /** The first of them by date; a title only where the caller may see the item. */
        first: z.array(z.object({ reference: z.string(), title: z.string().nullable() })),
      }),
    ),
    covers: z.array(filling),
    /** Is there a feed of their dates, which ends too? */
    feed: z.boolean(),
    undoUntil: instant.nullable(),
  })
  .meta({ id: 'Leaving' });
export type PeopleView = z.infer<typeof peopleView>;
export type PersonView = z.infer<typeof personView>;
export type LeavingResultView = z.infer<typeof leavingResultView>;
