import type { Instant, LocalDate } from './calendar.js';

/** A clock time that did not exist in London: the hour skipped when summer time begins. */
export class NoSuchTime extends Error {
  constructor(date: LocalDate, time: string) {
    super(`${time} on ${date} does not exist in Europe/London: the clocks went forward over it.`);
    this.name = 'NoSuchTime';
  }
}

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** The London clock at an instant, `YYYY-MM-DDTHH:MM:SS`. */
function londonClock(epoch: number): string {
  const parts: Record<string, string> = {};
  for (const { type, value } of london.formatToParts(epoch)) parts[type] = value;
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}`;
}

/** The day in Europe/London at an instant: `londonDay('2018-07-18T23:30:00.000Z')` is `2018-07-19`. */
export function londonDay(instant: Instant): LocalDate {
  return londonClock(Date.parse(instant)).slice(0, 10);
}

/**
 * The instant at which London's clocks show a time. Of a time that comes twice (the end of summer time), the first.
 * @throws {NoSuchTime} for a time skipped when the clocks go forward.
 */
export function londonInstant(date: LocalDate, time: string): Instant {
  const wanted = `${date}T${time}:00`;
  const asUtc = Date.parse(`${wanted}.000Z`);
  for (const hoursAhead of [1, 0]) {
    const epoch = asUtc - hoursAhead * 3_600_000;
    if (londonClock(epoch) === wanted) return new Date(epoch).toISOString();
  }
  throw new NoSuchTime(date, time);
}

/** An instant with London's offset, for reading: `2020-03-29T09:00:00+01:00`. */
export function londonOffsetTime(instant: Instant): string {
  const clock = londonClock(Date.parse(instant));
  const hoursAhead = Math.round((Date.parse(`${clock}.000Z`) - Date.parse(instant)) / 3_600_000);
  return `${clock}+${String(hoursAhead).padStart(2, '0')}:00`;
}
