import { z } from 'zod';
import { cursor, key, limit, localDate, saidText } from './values.js';

export const meetingListQuery = z.strictObject({
  body: key.optional(),
  from: localDate.optional(),
  cursor: cursor.optional(),
  limit,
});
export const createMeetingBody = z.strictObject({ body: key, date: localDate, title: saidText(200).optional() });
/** The days of one body, such as those of a year. All of them are added, or none. */
export const createMeetingsBody = z.strictObject({
  body: key,
  dates: z.array(localDate).min(1).max(12),
  title: saidText(200).optional(),
  dryRun: z.boolean().default(false),
});
export const moveMeetingBody = z.strictObject({ date: localDate, dryRun: z.boolean().default(false) });
export const removeMeetingQuery = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') });
export type MeetingListQuery = z.infer<typeof meetingListQuery>;
export type CreateMeetingBody = z.infer<typeof createMeetingBody>;
export type CreateMeetingsBody = z.infer<typeof createMeetingsBody>;
export type MoveMeetingBody = z.infer<typeof moveMeetingBody>;
export type RemoveMeetingQuery = z.infer<typeof removeMeetingQuery>;

export const meetingView = z
  .object({
    id: z.string(),
    body: z.object({ key: z.string(), title: z.string() }),
    date: localDate,
    title: z.string(),
    held: z.boolean(),
    /** The day the agenda must be published, with the receipt's last line; null for a children's council. */
    agendaOn: localDate.nullable(),
  })
  .meta({ id: 'Meeting' });
export const meetingListView = z
  .object({
    meetings: z.array(meetingView),
    /** The bodies that meet, also those of which no meeting is known. */
    bodies: z.array(z.object({ key: z.string(), title: z.string() })),
    /** May this officer add, move and take away meetings? */
    mayMove: z.boolean(),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'MeetingList' });
/** What goes with a meeting: the dates that hang on the meetings of its body. */
const moves = {
  moved: z.array(
    z.object({
      reference: z.string(),
      deadline: z.string(),
      /** What pages call the deadline. */
      title: z.string(),
      from: localDate,
      to: localDate,
    }),
  ),
  late: z.array(z.string()),
  /** How many further items moved that this officer may not see. */
  unseen: z.number().int(),
};
/** A meeting that was moved, or taken away; or in a dry run would be. */
export const movedMeetingView = z.object({ meeting: meetingView, ...moves }).meta({ id: 'MovedMeeting' });
/** Meetings that were added; in a dry run they have ids that nothing answers to. */
export const addedMeetingsView = z.object({ meetings: z.array(meetingView), ...moves }).meta({ id: 'AddedMeetings' });
export type AddedMeetingsView = z.infer<typeof addedMeetingsView>;
export type MeetingListView = z.infer<typeof meetingListView>;
export type MeetingView = z.infer<typeof meetingView>;
export type MovedMeetingView = z.infer<typeof movedMeetingView>;
