import type { Row } from '../work-item/rows.js';

/** How a column's values are written: as they are, as JSON, or as a list of texts. */
export type ColumnKind = 'plain' | 'json' | 'list';

export type Columns = Readonly<Record<string, ColumnKind>>;

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const none = '\\N';

const escaped = (text: string): string => text.replace(/[\\\t\n\r]/g, (sign) => escapes[sign] ?? sign);

const listed = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, (sign) => `\\${sign}`)}"`).join(',')}}`;

function written(value: unknown, kind: ColumnKind): string {
  if (value === null || value === undefined) return none;
  if (kind === 'json') return escaped(JSON.stringify(value));
  if (kind === 'list') return escaped(listed(value as string[]));
  if (typeof value === 'boolean') return value ? 't' : 'f';
  return escaped(String(value as string | number));
}

/**
 * A row as a line of COPY's text format, the columns in their order.
 * @throws Error where the row holds more or less than the columns: a row builder has grown, and the table here has not
 */
export function copyLine(row: Row, columns: Columns): string {
  const names = Object.keys(columns);
  const missing = names.filter((name) => !(name in row));
  if (missing.length > 0 || Object.keys(row).length !== names.length)
    throw new Error(`A row to copy has other columns than its table: ${Object.keys(row).join(', ')}.`);
  return `${names.map((name) => written(row[name], columns[name] ?? 'plain')).join('\t')}\n`;
}
