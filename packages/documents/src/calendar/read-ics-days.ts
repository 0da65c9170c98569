import ICAL from 'ical.js';
import { dayAfter, isRealDay, mostRows, rowFault, tidyName, tooManyRows } from './calendar-file.js';
import type { CalendarFile, CalendarFileFault, CalendarFileRow } from './calendar-file.js';

/** One event as it stands in the file. */
interface Block {
  line: number;
  text: string;
}

type Read = { row: CalendarFileRow | null } | { fault: string };

const longestEvent = 20_000;

/**
 * The all-day events of an iCalendar file (RFC 5545). Each is read by itself, so that a fault has a line and the others
 * are still looked at. An event that was cancelled is left out.
 */
export function readIcsDays(text: string): CalendarFile {
  const lines = text.split(/\r\n|\r|\n/);
  if (!/^\uFEFF?BEGIN:VCALENDAR\s*$/i.test(lines.find((line) => line.trim() !== '') ?? '')) {
    return refused([{ line: 1, text: 'This is no iCalendar file: it does not begin with BEGIN:VCALENDAR.' }]);
  }
  const blocks = eventsIn(lines);
  if (blocks.length > mostRows) return refused([{ line: blocks[mostRows]?.line ?? 1, text: tooManyRows }]);
  const read = blocks.map((block) => ({ line: block.line, ...readEvent(block) }));
  const faults = read.flatMap((each) => ('fault' in each ? [{ line: each.line, text: each.fault }] : []));
  if (faults.length > 0) return refused(faults);
  const rows = read.flatMap((each) => ('row' in each && each.row ? [each.row] : []));
  if (rows.length === 0) return refused([{ line: 1, text: 'The file holds no event.' }]);
  return { ok: true, rows };
}

const refused = (faults: CalendarFileFault[]): CalendarFile => ({ ok: false, faults });

/** From each BEGIN:VEVENT to its END; one without an end goes on to the next, or to the end of the file. */
function eventsIn(lines: readonly string[]): Block[] {
  const starts = lines.flatMap((line, index) => (/^BEGIN:VEVENT\s*$/i.test(line) ? [index] : []));
  return starts.map((start, place) => {
    const upTo = lines.slice(start, starts[place + 1] ?? lines.length);
    const end = upTo.findIndex((line) => /^END:VEVENT\s*$/i.test(line));
    return { line: start + 1, text: upTo.slice(0, end < 0 ? upTo.length : end + 1).join('\r\n') };
  });
}

function readEvent({ line, text }: Block): Read {
  const event = text.length > longestEvent ? null : parseEvent(text);
  if (event === null)
    return { fault: 'This event cannot be read. Save the calendar anew from the program that made it.' };
  if (String(event.getFirstPropertyValue('status')).toUpperCase() === 'CANCELLED') return { row: null };
  const from = dayOf(event, 'dtstart');
  if (from === null || endsAtTime(event))
    return { fault: 'This event has a time of day, or no date. Make it an all-day event.' };
  if (repeats(event)) return { fault: 'This event repeats. Write each day as an event of its own.' };
  const summary = event.getFirstPropertyValue('summary');
  const name = tidyName(typeof summary === 'string' ? summary : '');
  const row = { line, name, from, to: lastDay(event, from) };
  const wrong = rowFault(row);
  return wrong === null ? { row } : { fault: wrong };
}

const repeats = (event: ICAL.Component) => event.hasProperty('rrule') || event.hasProperty('rdate');
const endsAtTime = (event: ICAL.Component) => event.hasProperty('dtend') && dayOf(event, 'dtend') === null;

function parseEvent(text: string): ICAL.Component | null {
  try {
    const event = new ICAL.Component(ICAL.parse(text));
    return event.name === 'vevent' ? event : null;
  } catch {
    // The library's own words repeat what stood in the file.
    return null;
  }
}

/** The day as it is written: the library's own dates make 1 March of 30 February. Null for a time of day. */
function dayOf(event: ICAL.Component, name: string): string | null {
  const [, , type, value] = (event.getFirstProperty(name)?.toJSON() ?? []) as unknown[];
  return type === 'date' && typeof value === 'string' ? value : null;
}

/** DTEND is the day after the last one; an event without an end or a length is one day. */
function lastDay(event: ICAL.Component, from: string): string {
  if (event.hasProperty('dtend')) {
    const after = dayOf(event, 'dtend') ?? '';
    return isRealDay(after) && after > from ? dayAfter(after, -1) : after;
  }
  const length = event.getFirstPropertyValue('duration');
  const days = length instanceof ICAL.Duration ? Math.round(length.toSeconds() / 86_400) : 1;
  return days > 1 && isRealDay(from) ? dayAfter(from, days - 1) : from;
}
