import { CsvError, parse } from 'csv-parse/sync';

/** Cells of one line of a table, trimmed, with the number of the line of the file that it ends on. */
export interface CsvLine {
  line: number;
  cells: string[];
}

/** `broken`: a quotation mark is not closed, or a line is longer than any is; `too-long`: more lines than asked for. */
export type CsvLines = { ok: true; lines: CsvLine[] } | { ok: false; line: number; why: 'broken' | 'too-long' };

const longestLine = 10_000;

interface Found {
  record: string[];
  info: { lines: number };
}

/**
 * The lines of a table as spreadsheets save it, heading first, empty ones left out. It is separated as its first line is: by
 * comma, semicolon or tab.
 * @param mostLines lines below the heading
 */
export function readCsvLines(text: string, mostLines: number): CsvLines {
  const options = {
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    trim: true,
    max_record_size: longestLine,
    delimiter: delimiterOf(text),
    to: mostLines + 2,
  };
  try {
    // Counted as one line end each, also within quotation marks.
    const found = parse(text.replaceAll('\r\n', '\n'), options) as unknown as Found[];
    if (found.length > mostLines + 1) return { ok: false, line: mostLines + 2, why: 'too-long' };
    return { ok: true, lines: found.map(({ record, info }) => ({ line: info.lines, cells: record })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { ok: false, line: typeof error['lines'] === 'number' ? error['lines'] : 1, why: 'broken' };
  }
}

/** Lists from British spreadsheets have commas; others semicolons or tabs. The first line decides. */
function delimiterOf(text: string): string {
  const first = text.slice(0, 1000).split(/\r|\n/, 1)[0] ?? '';
  const count = (mark: string) => first.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}
