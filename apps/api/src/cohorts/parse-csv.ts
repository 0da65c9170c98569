import type { ExtractFault, ExtractLine } from '@kept/domain';
import { CsvError, parse } from 'csv-parse/sync';

/** Lines beyond this are no month of one council. */
const mostLines = 20_000;
const delimiters = [',', ';', '\t'];

export type ParsedCsv = { ok: true; lines: ExtractLine[] } | { ok: false; fault: ExtractFault };

/** Cells of a CSV with the number of the line that each record ends on. Separated as its header is: by comma, semicolon or tab. */
export function parseCsv(text: string): ParsedCsv {
  try {
    const records = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      to: mostLines + 2,
    }) as unknown as { info: { lines: number }; record: string[] }[];
    const lines = records
      .map(({ info, record }) => ({ line: info.lines, cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
    if (lines.length <= mostLines + 1) return { ok: true, lines };
    return { ok: false, fault: { line: mostLines + 2, column: '_', text: `A file may have ${mostLines} lines.` } };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : 1;
    return {
      ok: false,
      fault: {
        line,
        column: '_',
        text: 'Quotation marks do not pair up here: mend the line, or save the file as CSV again.',
      },
    };
  }
}

function delimiterOf(text: string): string {
  const [header = ''] = text.split(/\r?\n/, 1);
  const uses = (delimiter: string): number => header.split(delimiter).length;
  return delimiters.reduce((most, each) => (uses(each) > uses(most) ? each : most));
}
