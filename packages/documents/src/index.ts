/** Bytes to text and tables. No database, no network, nothing of the product's rules. */
export type { CalendarFile, CalendarFileFault, CalendarFileRow } from './calendar/calendar-file.js';
export { readCalendarFile } from './calendar/read-calendar-file.js';
export { readCsvLines, type CsvLine, type CsvLines } from './table/read-csv-lines.js';
