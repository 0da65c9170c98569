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

const hourLength = 3_600_000;
/** Hours ahead of UTC by the hour of UTC: asking Intl costs a hundred times a sum, and a transition asks a dozen times. */
const asked = new Map<number, number>();
const mostAsked = 50_000;

/** Hours that London is ahead of UTC: 0 or 1. The clocks change on the hour. */
function hoursAhead(epoch: number): number {
  const hour = Math.floor(epoch / hourLength);
  const known = asked.get(hour);
  if (known !== undefined) return known;
  const ahead = Math.round((Date.parse(`${clockByIntl(hour * hourLength)}.000Z`) - hour * hourLength) / hourLength);
  if (asked.size >= mostAsked) asked.clear();
  asked.set(hour, ahead);
  return ahead;
}

function clockByIntl(epoch: number): string {
  const parts: Record<string, string> = {};
  for (const { type, value } of london.formatToParts(epoch)) parts[type] = value;
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}`;
}

/** The London clock at an instant, `YYYY-MM-DDTHH:MM:SS`. */
function londonClock(epoch: number): string {
  return new Date(epoch + hoursAhead(epoch) * hourLength).toISOString().slice(0, 19);
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
  for (const ahead of [1, 0]) {
    const epoch = asUtc - ahead * hourLength;
    if (londonClock(epoch) === wanted) return new Date(epoch).toISOString();
  }
  throw new NoSuchTime(date, time);
}

/** An instant with London's offset, for reading: `2020-03-29T09:00:00+01:00`. */
export function londonOffsetTime(instant: Instant): string {
  const epoch = Date.parse(instant);
  return `${londonClock(epoch)}+${String(hoursAhead(epoch)).padStart(2, '0')}:00`;
}
