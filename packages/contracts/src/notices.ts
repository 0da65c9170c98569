import { z } from 'zod';
import { cursor, instant, limit } from './values.js';

export const noticeStatuses = [
  'waiting',
  'sending',
  'quarantined',
  'unknown',
  'sent',
  'delivered',
  'failed',
  'withdrawn',
  'shown',
] as const;
export const noticeKinds = [
  'reminder',
  'overdue',
  'assigned',
  'date-moved',
  'escalation',
  'exception',
  'mention',
  'followed',
] as const;

export const noticeListQuery = z.strictObject({ cursor: cursor.optional(), limit });
export type NoticeListQuery = z.infer<typeof noticeListQuery>;

/** A message: what changed, which item, by when; never its title. */
export const noticeView = z
  .object({
    id: z.string(),
    kind: z.enum(noticeKinds),
    reference: z.string(),
    /** Title of the workflow; null for an item that is kept from open view. */
    workflow: z.string().nullable(),
    /** Null where its reader is told as themselves, of what they follow. */
    post: z.object({ key: z.string(), title: z.string() }).nullable(),
    dueOn: z.string().nullable(),
    /** Told after its own day. */
    late: z.boolean(),
    status: z.enum(noticeStatuses),
    channel: z.enum(['email', 'teams']),
    at: instant,
    statusAt: instant,
    read: z.boolean(),
  })
  .meta({ id: 'Notice' });
export type NoticeView = z.infer<typeof noticeView>;

/** First what is unread, newest first, of the last ninety days. */
export const noticeListView = z
  .object({ notices: z.array(noticeView), nextCursor: z.string().nullable() })
  .meta({ id: 'NoticeList' });
export type NoticeListView = z.infer<typeof noticeListView>;

/** Of the newest hundred. */
export const noticeCountView = z.object({ unread: z.number().int() }).meta({ id: 'NoticeCount' });
export type NoticeCountView = z.infer<typeof noticeCountView>;

export const readNoticesBody = z.strictObject({ ids: z.array(z.uuid()).min(1).max(200) });
export type ReadNoticesBody = z.infer<typeof readNoticesBody>;

/** Messages that were set aside and wait for an administrator. */
export const setAsideView = z.object({ notices: z.array(noticeView.omit({ read: true })) }).meta({ id: 'SetAside' });
export type SetAsideView = z.infer<typeof setAsideView>;

export const setAsideBody = z.strictObject({ decision: z.enum(['release', 'give-up']) });
export type SetAsideBody = z.infer<typeof setAsideBody>;

export const tellingModes = ['at-once', 'daily', 'weekly'] as const;
export const tellingChannels = ['email', 'teams', 'none'] as const;

export const preferencesBody = z.strictObject({
  mode: z.enum(tellingModes).optional(),
  channel: z.enum(tellingChannels).optional(),
  followed: z.enum(tellingModes).optional(),
});
export type PreferencesBody = z.infer<typeof preferencesBody>;

/** How somebody is told. */
export const preferencesView = z
  .object({
    mode: z.enum(tellingModes),
    channel: z.enum(tellingChannels),
    /** How often of what they follow. */
    followed: z.enum(tellingModes),
  })
  .meta({ id: 'Preferences' });
export type PreferencesView = z.infer<typeof preferencesView>;

/** When the feed that works now was made; null where there is none. */
export const calendarFeedView = z.object({ madeAt: instant.nullable() }).meta({ id: 'CalendarFeed' });
export type CalendarFeedView = z.infer<typeof calendarFeedView>;

/** The path holds the secret, and is shown once. */
export const newCalendarFeedView = z.object({ path: z.string(), madeAt: instant }).meta({ id: 'NewCalendarFeed' });
export type NewCalendarFeedView = z.infer<typeof newCalendarFeedView>;
