import type { DashboardView, WorkItemListView } from '@kept/contracts';
import type { Client } from './service.js';

/** What a page of the web app shows at the address of a list: so many items. */
export async function countOfList(who: Client, href: string): Promise<number> {
  const [path = '', query = ''] = href.replace('/work-items/', '').split('?');
  const asked = new URLSearchParams(query);
  asked.set('workflow', path);
  asked.set('limit', '200');
  const { status, body, text } = await who<WorkItemListView>('GET', `/api/work-items?${asked.toString()}`);
  if (status !== 200) throw new Error(`${href}: ${status} ${text}`);
  return body.items.length;
}

/** A list, and no item's own page. */
const isList = /^\/work-items\/[^/?]+(\?|$)/;

interface Opened {
  said: string;
  shows: number;
}

/** Each figure and each row of a home that opens a list, with the number it says and how many items the list holds. */
export async function openedBy(who: Client, home: DashboardView): Promise<Record<string, Opened>> {
  const figures = home.figures.map(({ key, value, href }) => [key, value, href] as const);
  const lines = home.tables.flatMap(({ key, rows, bars }) =>
    bars === null ? [] : rows.map(({ cells, href }) => [`${key}: ${cells[0]}`, cells[bars] ?? '', href] as const),
  );
  const found: Record<string, Opened> = {};
  for (const [key, said, href] of [...figures, ...lines]) {
    if (!href || !isList.test(href)) continue;
    found[key] = { said, shows: await countOfList(who, href) };
  }
  return found;
}

/** Those of them that say another number than they show. */
export async function untrueFigures(who: Client, home: DashboardView): Promise<string[]> {
  const opened = await openedBy(who, home);
  return Object.entries(opened)
    .filter(([, { said, shows }]) => said !== String(shows))
    .map(([key, { said, shows }]) => `${key} says ${said} and opens ${shows}`);
}

/** Parts of a home that lead to a place on the page which is not there. */
export function brokenAnchors({ figures, tables, lists }: DashboardView): string[] {
  const places = [...tables, ...lists].map(({ key }) => `#${key}`);
  return figures.flatMap(({ href }) => (href?.startsWith('#') && !places.includes(href) ? [href] : []));
}
