import type { WorkflowDefinition } from '@kept/domain';
import type { FigureView, HomeListView, TableView } from '@kept/contracts';
import type { TallyRow } from '@kept/database';

/** How many items of these rows. */
export function count(rows: readonly TallyRow[], which: (row: TallyRow) => boolean = () => true): number {
  return rows.filter(which).reduce((sum, { items }) => sum + items, 0);
}

/** A figure with the list that makes it. */
export function figure(key: string, label: string, value: number | string, rest: Partial<FigureView> = {}): FigureView {
  return { key, label, value: String(value), note: null, href: null, late: false, ...rest };
}

/** A figure that is bad news where it counts anything. */
export function lateFigure(key: string, label: string, value: number, rest: Partial<FigureView> = {}): FigureView {
  return figure(key, label, value, { late: value > 0, ...rest });
}

/** The address of a list, by what it is narrowed to. */
export function listHref(workflow: string, query: Readonly<Record<string, string>> = {}): string {
  const asked = new URLSearchParams(query).toString();
  return `/work/${workflow}${asked === '' ? '' : `?${asked}`}`;
}

/** `47.4%`, with as many decimals as asked; a dash where there is nothing to divide by. */
export function share(part: number, whole: number, decimals = 1): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(decimals)}%`;
}

/** A table of one number for each of several things, drawn as bars. */
export function barTable(
  table: Pick<TableView, 'key' | 'title' | 'sentence'>,
  columns: readonly string[],
  rows: readonly { cells: readonly (string | number)[]; href?: string | null }[],
): TableView {
  return {
    ...table,
    columns: columns.map((label, index) => ({ label, numeric: index > 0 })),
    rows: rows.map(({ cells, href }) => ({ cells: cells.map(String), href: href ?? null })),
    bars: rows.length > 0 ? 1 : null,
  };
}

/** How many of these open items are late, with the list of them. */
export function lateIn(rows: readonly TallyRow[], workflow: string, label: string): FigureView {
  const late = count(rows, (row) => row.workflow === workflow && row.late);
  return lateFigure(`late-${workflow}`, label, late, { href: listHref(workflow, { overdue: 'true' }) });
}

/** How many stand in a state, with the list of them. */
export function inState(rows: readonly TallyRow[], workflow: string, state: string, label: string): FigureView {
  const standing = count(rows, (row) => row.workflow === workflow && row.state === state);
  return figure(`${workflow}-${state}`, label, standing, { href: listHref(workflow, { state }) });
}

/** Where the items of a workflow stand, state by state in the definition's order. */
export function statesTable(
  table: Pick<TableView, 'key' | 'title' | 'sentence'>,
  things: string,
  rows: readonly TallyRow[],
  definition: WorkflowDefinition | undefined,
): TableView {
  const { key: workflow = '', states = {} } = definition ?? {};
  const own = rows.filter((row) => row.workflow === workflow);
  return barTable(
    table,
    ['State', things, 'Late'],
    Object.entries(states).map(([state, { label }]) => ({
      cells: [label, count(own, (row) => row.state === state), count(own, (row) => row.state === state && row.late)],
      href: listHref(workflow, { state }),
    })),
  );
}

/** A short list, with where the whole of it is. */
export function homeList(
  key: string,
  [title, empty]: readonly [title: string, empty: string],
  items: HomeListView['items'],
  more: string | null = null,
): HomeListView {
  return { key, title, empty, items, more };
}
