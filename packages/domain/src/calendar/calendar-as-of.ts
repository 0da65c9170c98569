import type { Calendar, LocalDate } from './calendar.js';

/**
 * The calendar as it was known at the end of a day: without the days announced later, and with those that gave way to
 * them. Example: until 7 June 2019 the early May bank holiday of 2020 was Monday 4 May, not Friday 8 May. What was
 * announced later is taken back newest first, so that a day that came and went again was known only in between.
 */
export function calendarAsOf(calendar: Calendar, asOf: LocalDate): Calendar {
  const later = (calendar.changes ?? []).filter(({ announcedOn }) => announcedOn > asOf);
  if (later.length === 0) return calendar;
  const days = { ...calendar.days };
  for (const { added, dropped } of newestFirst(later)) {
    for (const day of added) delete days[day];
    Object.assign(days, dropped);
  }
  return { ...calendar, days };
}

/** Of two announced on one day, the one that stands later in the list is the newer. */
function newestFirst<Change extends { announcedOn: LocalDate }>(changes: readonly Change[]): Change[] {
  return [...changes]
    .reverse()
    .sort((a, b) => (a.announcedOn > b.announcedOn ? -1 : a.announcedOn < b.announcedOn ? 1 : 0));
}
