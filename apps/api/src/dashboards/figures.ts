import type { WorkflowDefinition } from '@kept/domain';
import type { FigureView } from '@kept/contracts';
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
  return `/work-items/${workflow}${asked === '' ? '' : `?${asked}`}`;
}

/** The address of one item's page. */
export function itemHref({ workflow, reference }: { workflow: string; reference: string }): string {
  return `/work-items/${workflow}/${reference}`;
}

/** `47.4%`, with as many decimals as asked; a dash where there is nothing to divide by. */
export function share(part: number, whole: number, decimals = 1): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(decimals)}%`;
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

/** The keys of the states of a workflow that are open, but for these, as a list asks for them. */
export function openStates(definition: WorkflowDefinition | undefined, ...but: readonly string[]): string {
  const states = Object.entries(definition?.states ?? {});
  return states.flatMap(([key, { final }]) => (final || but.includes(key) ? [] : [key])).join(',');
}

/** `1 child`, `2 children`. */
export function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}
