import type { Calendar, LocalDate } from './calendar.js';

/**
 * The calendar as it was known at the end of a day: without the days announced later, and with those that gave way to
 * them. Example: until 7 June 2019 the early May bank holiday of 2020 was Monday 4 May, not Friday 8 May.
 */
export function calendarAsOf(calendar: Calendar, asOf: LocalDate): Calendar {
  const later = (calendar.changes ?? []).filter(({ announcedOn }) => announcedOn > asOf);
  if (later.length === 0) return calendar;
  const unknown = new Set(later.flatMap(({ added }) => added));
  const kept = Object.entries(calendar.days).filter(([day]) => !unknown.has(day));
  return { ...calendar, days: Object.assign(Object.fromEntries(kept), ...later.map(({ dropped }) => dropped)) };
}
