import type { DashboardListView, DashboardView, WorkItemListView } from '@kept/contracts';
import { ask } from './ask.js';
import type { Officer } from './officer.js';

/** The homes that somebody may open, their own first. */
export async function homesOf(officer: Officer): Promise<{ key: string; title: string }[]> {
  const { dashboards, own } = await ask<DashboardListView>(officer, '/dashboards');
  return [...dashboards].sort((one, other) => Number(other.key === own) - Number(one.key === own));
}

/** How many items stand in the list that a figure opens. */
async function itemsBehind(officer: Officer, href: string): Promise<number> {
  const [workflow = '', query = ''] = href.replace('/work-items/', '').split('?');
  let items = 0;
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const asked = new URLSearchParams(query);
    asked.set('workflow', workflow);
    asked.set('limit', '200');
    if (cursor !== undefined) asked.set('cursor', cursor);
    const page = await ask<WorkItemListView>(officer, `/work-items?${asked.toString()}`);
    items += page.items.length;
    cursor = page.nextCursor;
  }
  return items;
}

/** A list, and no item's own page. */
const isList = /^\/work-items\/[^/?]+(\?|$)/;

/** Figures and drawn numbers of a home that say another number than the list behind them shows. */
export async function untrueNumbers(officer: Officer, key: string): Promise<string[]> {
  const { figures, tables } = await ask<DashboardView>(officer, `/dashboards/${key}`);
  const drawn = tables.flatMap(({ title, rows, bars }) =>
    bars === null ? [] : rows.map(({ cells, href }) => [`${title}, ${cells[0]}`, cells[bars] ?? '', href] as const),
  );
  const untrue: string[] = [];
  for (const [label, said, href] of [
    ...figures.map((each) => [each.label, each.value, each.href] as const),
    ...drawn,
  ]) {
    if (!href || !isList.test(href)) continue;
    const shows = await itemsBehind(officer, href);
    if (said !== String(shows)) untrue.push(`${label}: says ${said}, opens ${shows} (${href})`);
  }
  return untrue;
}
