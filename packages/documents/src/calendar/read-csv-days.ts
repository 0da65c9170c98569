import { readCsvLines } from '../table/read-csv-lines.js';
import type { CsvLine } from '../table/read-csv-lines.js';
import { mostRows, rowFault, tidyName, tooManyRows } from './calendar-file.js';
import type { CalendarFile, CalendarFileFault, CalendarFileRow } from './calendar-file.js';

/** What people call the columns, in small letters. */
const columns = {
  name: ['name', 'title', 'description', 'holiday', 'term', 'event'],
  from: ['date', 'from', 'day', 'start', 'starts', 'start date', 'first day', 'begins'],
  to: ['to', 'end', 'ends', 'end date', 'last day', 'until'],
};

/** Rows of a table whose first line names the columns; a row without a last day is one day. */
export function readCsvDays(text: string): CalendarFile {
  const read = records(text);
  if (!Array.isArray(read)) return { ok: false, faults: [read] };
  const [heading, ...body] = read;
  const places = heading && placesOf(heading.cells);
  if (!places) {
    const words = 'The first line must name the columns: “name” and “date”, or “name”, “from” and “to”.';
    return { ok: false, faults: [{ line: 1, text: words }] };
  }
  if (body.length === 0)
    return { ok: false, faults: [{ line: 2, text: 'The file has no entries below its first line.' }] };
  const rows = body.map((each) => rowOf(each, places));
  const faults = rows.flatMap((row) => {
    const wrong = rowFault(row);
    return wrong === null ? [] : [{ line: row.line, text: wrong }];
  });
  return faults.length > 0 ? { ok: false, faults } : { ok: true, rows };
}

/** The lines of the table, or what keeps it from being one. */
function records(text: string): CsvLine[] | CalendarFileFault {
  const read = readCsvLines(text, mostRows);
  if (read.ok) return read.lines;
  const broken = 'This line is no line of a table. Look for a quotation mark that is not closed.';
  return { line: read.line, text: read.why === 'too-long' ? tooManyRows : broken };
}

interface Places {
  name: number;
  from: number;
  to: number;
}

function placesOf(heading: readonly string[]): Places | null {
  const titles = heading.map((title) => title.toLowerCase());
  const place = (known: readonly string[]) => titles.findIndex((title) => known.includes(title));
  const places = { name: place(columns.name), from: place(columns.from), to: place(columns.to) };
  return places.name < 0 || places.from < 0 ? null : places;
}

function rowOf({ line, cells }: CsvLine, places: Places): CalendarFileRow {
  const cell = (place: number) => cells[place] ?? '';
  const from = isoDay(cell(places.from));
  return { line, name: tidyName(cell(places.name)), from, to: isoDay(cell(places.to)) || from };
}

/** `1/9/2026` is 1 September 2026, as dates are written here. What is neither form comes back as it is. */
function isoDay(text: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
