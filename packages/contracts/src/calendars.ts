import { z } from 'zod';
import { movedMeetingView } from './organisation.js';
import { cursor, instant, key, limit, localDate, saidText } from './values.js';

const reason = saidText(1000);
const namedDay = z.strictObject({ date: localDate, name: saidText(200) });
const term = z.strictObject({ name: saidText(200), from: localDate, to: localDate });
const days = <Entry extends z.ZodType>(entry: Entry) => z.array(entry).min(1).max(400);

/** All of it is done, or nothing. */
export const calendarChangeBody = z
  .strictObject({
    add: days(namedDay).optional(),
    /** Days that are named already, under another name. */
    rename: days(namedDay).optional(),
    remove: days(localDate).optional(),
    /** Terms are told apart by the day on which they begin. */
    terms: z
      .strictObject({
        add: days(term).optional(),
        change: days(z.strictObject({ starts: localDate, term })).optional(),
        remove: days(localDate).optional(),
      })
      .optional(),
    /** Another last day for which the calendar is known. */
    knownTo: localDate.optional(),
    reason,
    dryRun: z.boolean().default(false),
  })
  .refine(
    ({ add, rename, remove, terms, knownTo }) =>
      [add, rename, remove, terms?.add, terms?.change, terms?.remove, knownTo].some((part) => part !== undefined),
    'Say what is to change: add, rename, remove, terms or knownTo.',
  );
/** The fields beside the file of an import, as a form carries them. */
export const calendarImportFields = z.strictObject({
  reason,
  dryRun: z.enum(['true', 'false']).default('false'),
});
export const calendarUndoBody = z.strictObject({ dryRun: z.boolean().default(false) }).default({ dryRun: false });
export const calendarChangesQuery = z.strictObject({ calendar: key.optional(), cursor: cursor.optional(), limit });
export type CalendarChangeBody = z.infer<typeof calendarChangeBody>;
export type CalendarImportFields = z.infer<typeof calendarImportFields>;
export type CalendarUndoBody = z.infer<typeof calendarUndoBody>;
export type CalendarChangesQuery = z.infer<typeof calendarChangesQuery>;

const calendarSummary = {
  key: z.string(),
  title: z.string(),
  kind: z.enum(['holidays', 'closures', 'terms']),
  revision: z.number().int(),
  /** `library` ships with Kept; `council` is this council's own, which stands in its place. */
  source: z.enum(['library', 'council']),
  /** Beyond these days no date is counted. For terms, those of the first and the last one; null where none is loaded. */
  knownFrom: localDate.nullable(),
  knownTo: localDate.nullable(),
};
export const calendarListView = z
  .object({
    calendars: z.array(
      z.object({
        ...calendarSummary,
        /** The next named days, or the terms that are not over, from today on. */
        coming: z.array(z.object({ from: localDate, to: localDate, name: z.string() })),
      }),
    ),
    /** May this officer change them? */
    mayChange: z.boolean(),
  })
  .meta({ id: 'CalendarList' });
const namedDayView = z.object({
  date: localDate,
  name: z.string(),
  /** When it was made known, where that was after the calendar was drawn up. */
  announcedOn: localDate.nullable(),
  /** May it be taken out? A bank holiday that is over may not. */
  mayRemove: z.boolean(),
});
const termView = z.object({ name: z.string(), from: localDate, to: localDate });
export const calendarView = z
  .object({
    ...calendarSummary,
    /** Oldest first; a term stands in the year in which it begins. */
    years: z.array(
      z.object({
        year: z.number().int(),
        days: z.array(namedDayView),
        terms: z.array(termView.extend({ mayChange: z.boolean() })),
      }),
    ),
    /** Days to come that ship with Kept and that this council's own calendar does not name. */
    libraryAlso: z.array(z.object({ date: localDate, name: z.string() })),
    mayChange: z.boolean(),
  })
  .meta({ id: 'Calendar' });
export type CalendarListView = z.infer<typeof calendarListView>;
export type CalendarView = z.infer<typeof calendarView>;

/** What a change does to the calendar itself. */
const differenceView = z
  .object({
    added: z.array(namedDay),
    removed: z.array(namedDay),
    renamed: z.array(z.object({ date: localDate, from: z.string(), to: z.string() })),
    termsAdded: z.array(termView),
    termsRemoved: z.array(termView),
    termsChanged: z.array(z.object({ from: termView, to: termView })),
    knownTo: z.object({ from: localDate, to: localDate }).nullable(),
  })
  .meta({ id: 'CalendarDifference' });
const { moved, late, unseen } = movedMeetingView.shape;
const moves = { moved, late, unseen };
export const changedCalendarView = z
  .object({
    calendar: calendarView,
    difference: differenceView,
    ...moves,
    /** How many lines of the file say what the calendar says already; null where no file was read. */
    unchanged: z.number().int().nullable(),
    /** Null in a dry run, and where nothing was to be changed. */
    change: z.string().nullable(),
  })
  .meta({ id: 'ChangedCalendar' });
const changeFields = {
  id: z.string(),
  calendar: z.object({ key: z.string(), title: z.string() }),
  fromRevision: z.number().int(),
  toRevision: z.number().int(),
  origin: z.enum(['edit', 'import']),
  difference: differenceView,
  reason: z.string(),
  by: z.string(),
  at: instant,
  /** How many dates moved, also of items that this officer may not see. */
  movedCount: z.number().int(),
  undone: z.object({ by: z.string(), at: instant }).nullable(),
  /** May this officer take it back now? */
  mayUndo: z.boolean(),
};
export const calendarChangeListView = z
  .object({ changes: z.array(z.object(changeFields)), nextCursor: z.string().nullable() })
  .meta({ id: 'CalendarChangeList' });
export const calendarChangeView = z.object({ ...changeFields, moved, unseen }).meta({ id: 'CalendarChange' });
export const undoneCalendarView = z
  .object({ calendar: calendarView, difference: differenceView, ...moves })
  .meta({ id: 'UndoneCalendarChange' });
export type CalendarDifferenceView = z.infer<typeof differenceView>;
export type ChangedCalendarView = z.infer<typeof changedCalendarView>;
export type CalendarChangeListView = z.infer<typeof calendarChangeListView>;
export type CalendarChangeView = z.infer<typeof calendarChangeView>;
export type UndoneCalendarView = z.infer<typeof undoneCalendarView>;
