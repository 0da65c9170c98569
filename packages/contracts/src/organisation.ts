import { z } from 'zod';
import { cleanText, cursor, key, limit, localDate } from './values.js';

export const meetingListQuery = z.strictObject({
  body: key.optional(),
  from: localDate.optional(),
  cursor: cursor.optional(),
  limit,
});
export const createMeetingBody = z.strictObject({ body: key, date: localDate, title: cleanText(200).optional() });
export const moveMeetingBody = z.strictObject({ date: localDate, dryRun: z.boolean().default(false) });
export type MeetingListQuery = z.infer<typeof meetingListQuery>;
export type CreateMeetingBody = z.infer<typeof createMeetingBody>;
export type MoveMeetingBody = z.infer<typeof moveMeetingBody>;

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
    /** May this officer add and move meetings? */
    mayMove: z.boolean(),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'MeetingList' });
export const movedMeetingView = z
  .object({
    meeting: meetingView,
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
  })
  .meta({ id: 'MovedMeeting' });
export type MeetingListView = z.infer<typeof meetingListView>;
export type MeetingView = z.infer<typeof meetingView>;
export type MovedMeetingView = z.infer<typeof movedMeetingView>;
