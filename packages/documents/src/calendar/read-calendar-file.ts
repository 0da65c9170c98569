import { isUtf8 } from 'node:buffer';
import type { CalendarFile } from './calendar-file.js';
import { readCsvDays } from './read-csv-days.js';
import { readIcsDays } from './read-ics-days.js';

/**
 * Reads the days of a calendar file, or tells of every line what is wrong with it.
 *
 * A CSV file names its columns in the first line: `name` and `date`, or `name`, `from` and `to`. Of an ICS file the
 * all-day events are read. Both are UTF-8.
 */
export function readCalendarFile(format: 'csv' | 'ics', bytes: Uint8Array): CalendarFile {
  if (!isUtf8(bytes)) return fault('The file is not written in UTF-8. In Excel, save it as “CSV UTF-8”.');
  const text = new TextDecoder('utf-8').decode(bytes);
  if (text.includes('\0')) return fault('The file holds something else than text. Choose the calendar file itself.');
  return format === 'csv' ? readCsvDays(text) : readIcsDays(text);
}

const fault = (text: string): CalendarFile => ({ ok: false, faults: [{ line: 1, text }] });
