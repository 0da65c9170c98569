import { agendaKinds } from '@kept/domain';
import { z } from 'zod';
import { meetingView } from './organisation.js';
import { cleanText, instant, key, localDate, saidText } from './values.js';
import { receiptStepView } from './work-items.js';

const agendaKind = z.enum(agendaKinds);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const reference = z.string().regex(/^[A-Z]{2,4}-\d{4}-\d{3,6}$/);
/** As the database writes it, so that two ways to write one id are one id. */
const id = z.uuid().toLowerCase();
const edition = z.enum(['full', 'open']);
const named = z.object({ key: z.string(), title: z.string() });

/** The whole agenda in its order. An item keeps its id, so that what came of it stays with it. */
export const agendaBody = z.strictObject({
  items: z
    .array(
      z.strictObject({
        id,
        title: cleanText(500),
        kind: agendaKind,
        leadPost: key.nullable().default(null),
        exempt: z.boolean().default(false),
        /** Of what is exempt: closed by section 100A(2) of the Local Government Act 1972 itself, without a motion. */
        confidential: z.boolean().default(false),
        /** Of Part 1 of Schedule 12A to the Local Government Act 1972. */
        paragraphs: z.array(z.number().int()).max(7).default([]),
        minutesOpen: z.boolean().default(false),
        links: z.array(reference).max(20).default([]),
        pages: saidText(40).nullable().default(null),
      }),
    )
    .max(60),
});
export type AgendaBody = z.infer<typeof agendaBody>;
export const agendaQuery = z.strictObject({ edition: edition.optional() });
export type AgendaQuery = z.infer<typeof agendaQuery>;

export const attendanceBody = z.strictObject({
  entries: z
    .array(
      z.strictObject({
        id,
        kind: z.enum(['present', 'apologies', 'absent', 'substitute', 'in-attendance']),
        memberId: id.nullable().default(null),
        post: key.nullable().default(null),
        title: cleanText(200).nullable().default(null),
        substituteFor: id.nullable().default(null),
        arrivedAt: time.nullable().default(null),
        leftAt: time.nullable().default(null),
      }),
    )
    .max(200),
});
export type AttendanceBody = z.infer<typeof attendanceBody>;

/** For an action, `text` is what the panel action is called, and `action` says whose it is. */
export const outcomeBody = z.strictObject({
  /** Null, and said to be: what stands under no item is open to all who read the minutes. */
  agendaItemId: id.nullable(),
  minute: z.number().int().min(1).max(9999),
  paragraph: saidText(40).nullable().default(null),
  kind: z.enum(['note', 'agree', 'refer', 'action', 'challenge-accepted']),
  text: saidText(300),
  /** The work item that it leads to, where that is there already. */
  reference: reference.nullable().default(null),
  action: z
    .strictObject({
      ownerPost: key.optional(),
      dueOn: localDate.optional(),
      dueMeeting: id.optional(),
    })
    .optional(),
});
export type OutcomeBody = z.infer<typeof outcomeBody>;
export const withdrawalBody = z.strictObject({ because: saidText(500) });
export type WithdrawalBody = z.infer<typeof withdrawalBody>;

export const seatBody = z.strictObject({
  place: z.enum(['chair', 'vice-chair', 'member', 'co-opted', 'substitute']),
  title: saidText(200),
  post: key.nullable().default(null),
  vacant: z.boolean().default(false),
  from: localDate,
  to: localDate.nullable().default(null),
});
export type SeatBody = z.infer<typeof seatBody>;
export const seatEndBody = z.strictObject({ to: localDate });
export type SeatEndBody = z.infer<typeof seatEndBody>;
export const quorumBody = z.strictObject({ quorum: z.number().int().min(1).max(200).nullable() });
export type QuorumBody = z.infer<typeof quorumBody>;
export const membershipQuery = z.strictObject({ on: localDate.optional() });
export type MembershipQuery = z.infer<typeof membershipQuery>;

const published = z.object({
  no: z.number().int(),
  at: instant,
  by: z.string(),
  /** Does the agenda stand as it was published? Null to whoever reads the open edition alone. */
  isCurrent: z.boolean().nullable(),
});

/** One meeting, and which of its parts this officer may open. */
export const meetingPageView = z
  .object({
    meeting: meetingView,
    /** The day the agenda and its papers must be out, and why; null for a children's council. */
    papers: z.object({ dueOn: localDate, receipt: z.array(receiptStepView) }).nullable(),
    published: published.nullable(),
    /** Runs it: agenda, attendance, minutes, membership. */
    mayRun: z.boolean(),
    /** Reads attendance, outcomes and matters arising. */
    mayReadMinutes: z.boolean(),
    mayMove: z.boolean(),
  })
  .meta({ id: 'MeetingPage' });
export type MeetingPageView = z.infer<typeof meetingPageView>;

export const agendaItemView = z.object({
  id: z.string(),
  number: z.number().int(),
  title: z.string(),
  kind: agendaKind,
  leadPost: named.nullable(),
  exempt: z.boolean(),
  confidential: z.boolean(),
  paragraphs: z.array(z.number().int()),
  minutesOpen: z.boolean(),
  /** References that this officer may see. */
  links: z.array(z.string()),
  pages: z.string().nullable(),
});
export const agendaView = z
  .object({
    meeting: meetingView,
    edition,
    /** The version of the agenda as it is worked on; null in the open edition. */
    version: z.number().int().nullable(),
    published: published.nullable(),
    items: z.array(agendaItemView),
    /** To be moved so that press and public leave; null where nothing is exempt. */
    motion: z.string().nullable(),
    mayEdit: z.boolean(),
    /** May read the edition with the exempt matters. */
    mayReadFull: z.boolean(),
  })
  .meta({ id: 'Agenda' });
export type AgendaItemView = z.infer<typeof agendaItemView>;
export type AgendaView = z.infer<typeof agendaView>;

export const seatView = z.object({
  id: z.string(),
  place: seatBody.shape.place,
  title: z.string(),
  post: named.nullable(),
  /** Who holds the post on the day; null where nobody does, or where the seat is no post's. */
  holder: z.string().nullable(),
  vacant: z.boolean(),
  from: localDate,
  to: localDate.nullable(),
});
export type SeatView = z.infer<typeof seatView>;
export const membershipView = z
  .object({
    body: named,
    /** The day that is shown. */
    on: localDate,
    seats: z.array(seatView),
    quorum: z.number().int().nullable(),
    mayChange: z.boolean(),
  })
  .meta({ id: 'Membership' });
export type MembershipView = z.infer<typeof membershipView>;

export const attendanceView = z
  .object({
    meeting: meetingView,
    version: z.number().int(),
    /** The seats of the body on the day of the meeting. */
    seats: z.array(seatView),
    entries: z.array(
      z.object({
        ...attendanceBody.shape.entries.element.shape,
        /** Who it is, in words. */
        name: z.string(),
      }),
    ),
    quorum: z.object({
      present: z.number().int(),
      quorum: z.number().int().nullable(),
      met: z.boolean().nullable(),
    }),
    mayRecord: z.boolean(),
  })
  .meta({ id: 'Attendance' });
export type AttendanceView = z.infer<typeof attendanceView>;

export const outcomesView = z
  .object({
    meeting: meetingView,
    edition,
    outcomes: z.array(
      z.object({
        id: z.string(),
        minute: z.number().int(),
        paragraph: z.string().nullable(),
        agendaItem: z.object({ number: z.number().int(), title: z.string() }).nullable(),
        kind: outcomeBody.shape.kind,
        text: z.string(),
        /** Minuted behind closed doors; never true in the open edition, which has none of these. */
        exempt: z.boolean(),
        /** Does everybody who reads minutes read it? Not before its item is published as open. */
        open: z.boolean(),
        /** Minuted wrongly; the open edition has none of these. */
        withdrawn: z.object({ at: instant, by: z.string(), because: z.string() }).nullable(),
        /** The item that it leads to, where this officer may see it. */
        reference: z.string().nullable(),
        /** The transition by which this officer may accept the challenge card; null where there is none to make. */
        accepts: z.object({ workflow: z.string(), transition: z.string() }).nullable(),
      }),
    ),
    /** A proposal for the next one; null to whoever does not write them. */
    nextMinute: z.number().int().nullable(),
    mayRecord: z.boolean(),
  })
  .meta({ id: 'MeetingOutcomes' });
export type OutcomesView = z.infer<typeof outcomesView>;

export const mattersArisingView = z
  .object({
    meeting: meetingView,
    matters: z.array(
      z.object({
        reference: z.string(),
        title: z.string(),
        meetingDate: localDate,
        minute: z.number().int().nullable(),
        paragraph: z.string().nullable(),
        owner: named,
        holder: z.string().nullable(),
        state: z.string(),
        stateLabel: z.string(),
        closed: z.boolean(),
        exempt: z.boolean(),
        dueWords: z.string().nullable(),
        nextDueOn: localDate.nullable(),
        overdue: z.boolean(),
        /** What was done, or the newest update; null where nobody has written one. */
        done: z.string().nullable(),
        /** What this officer may do with it here: propose to close, confirm. */
        steps: z.array(z.object({ transition: z.string(), label: z.string() })),
      }),
    ),
  })
  .meta({ id: 'MattersArising' });
export type MattersArisingView = z.infer<typeof mattersArisingView>;
