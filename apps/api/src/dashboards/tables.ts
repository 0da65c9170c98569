import type { WorkflowDefinition } from '@kept/domain';
import type { HomeListView, TableView } from '@kept/contracts';
import type { TallyRow } from '@kept/database';
import { count, listHref } from './figures.js';

type Named = Pick<TableView, 'key' | 'title' | 'sentence'> &
  Partial<Pick<TableView, 'source' | 'beforeLists' | 'first'>>;
interface Line {
  cells: readonly (string | number)[];
  href?: string | null;
}

function table(named: Named, columns: TableView['columns'], rows: readonly Line[], bars: number | null): TableView {
  return {
    source: null,
    first: null,
    beforeLists: bars === null,
    ...named,
    columns,
    rows: rows.map(({ cells, href }) => ({ cells: cells.map(String), href: href ?? null })),
    bars,
  };
}

/** A table of words; `numeric` names the columns that are numbers. */
export function wordTable(
  named: Named,
  columns: readonly string[],
  rows: readonly Line[],
  numeric: readonly string[] = [],
): TableView {
  return table(
    named,
    columns.map((label) => ({ label, numeric: numeric.includes(label) })),
    rows,
    null,
  );
}

/** A table of one number for each of several things, drawn as bars; what follows the number says more of it. */
export function barTable(named: Named, columns: readonly string[], rows: readonly Line[]): TableView {
  return table(
    named,
    columns.map((label, index) => ({ label, numeric: index > 0 })),
    rows,
    rows.length > 0 ? 1 : null,
  );
}

/** A table of words and numbers of which one column is drawn; it is named by its label. */
export function drawnTable(named: Named, columns: readonly string[], rows: readonly Line[], drawn: string): TableView {
  const bars = rows.length > 0 ? columns.indexOf(drawn) : null;
  return table(
    named,
    columns.map((label) => ({ label, numeric: label === drawn })),
    rows,
    bars,
  );
}

/** Where the items of a workflow stand, state by state in the definition's order. */
export function statesTable(
  named: Named,
  things: string,
  rows: readonly TallyRow[],
  definition: WorkflowDefinition | undefined,
): TableView {
  const { key: workflow = '', states = {} } = definition ?? {};
  const own = rows.filter((row) => row.workflow === workflow);
  const standing = Object.entries(states).filter(
    ([state, { final }]) => !final || own.some((row) => row.state === state),
  );
  return barTable(
    named,
    ['State', things, 'Late'],
    standing.map(([state, { label }]) => ({
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
