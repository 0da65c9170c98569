#!/usr/bin/env node
/**
 * Times each list and each home of a running Kept: the first page and a deep one, thirty requests each, one after
 * another. Made for the demo of a county's size, and right for any:
 *
 *   KEPT_DEMO_SIZE=county npm start
 *   node docs/how-to/time-lists.mjs [--url http://localhost:3000] [--requests 30] [--json]
 *
 * Milliseconds from the request to the last byte of the answer. Each request must be answered with 200, else it ends
 * with status 1. What is asked stands in one table below; the list of each workflow is added to it.
 */
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: process.env.KEPT_URL ?? 'http://localhost:3000' },
    requests: { type: 'string', default: '30' },
    json: { type: 'boolean', default: false },
  },
});
const requests = Number(options.requests);
const pageLength = 50;
/** How many pages on a deep page lies, where there are so many. */
const deepPages = 40;

/** Who asks, and for what. A list of items has pages, a home has one, and so has what else a page reads at once. */
const asked = [
  { persona: 'officer', list: '' },
  { persona: 'officer', list: 'overdue=true' },
  { persona: 'officer', list: 'owner=me' },
  { persona: 'officer', list: 'team=corporate-parenting' },
  { persona: 'officer', list: 'closed=true&sort=-created' },
  { persona: 'officer', list: 'sort=reference' },
  { persona: 'officer', list: 'dueBefore=2020-03-31' },
  { persona: 'officer', list: 'q=first' },
  { persona: 'referrer', list: 'owner=me' },
  { persona: 'referrer', list: 'overdue=true' },
  { persona: 'director', list: 'overdue=true' },
  { persona: 'chair', list: '' },
  { persona: 'officer', home: 'officer' },
  { persona: 'area-lead', home: 'virtual-school' },
  { persona: 'sen-officer', home: 'sen-officer' },
  { persona: 'coordinator', home: 'coordinator' },
  { persona: 'chair', home: 'chair' },
  { persona: 'plan-lead', home: 'plan-lead' },
  { persona: 'director', home: 'director' },
  { persona: 'participation', home: 'participation' },
  { persona: 'administrator', home: 'administrator' },
  { persona: 'officer', path: '/api/work-counts' },
  { persona: 'democratic-services', path: '/api/work-programme' },
  { persona: 'area-lead', path: '/api/cohorts/virtual-school' },
  { persona: 'officer', path: '/api/posts' },
  { persona: 'officer', path: '/api/people' },
];

const cookies = new Map();

async function signIn(persona) {
  const answer = await fetch(`${options.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: options.url },
    body: JSON.stringify({ persona }),
  });
  if (!answer.ok) throw new Error(`${persona} could not sign in (${answer.status}): is this a demo?`);
  cookies.set(
    persona,
    answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; '),
  );
}

async function get(persona, path) {
  if (!cookies.has(persona)) await signIn(persona);
  const begun = performance.now();
  const answer = await fetch(options.url + path, { headers: { cookie: cookies.get(persona) } });
  const text = await answer.text();
  const took = performance.now() - begun;
  if (answer.status !== 200) throw new Error(`${persona} ${path}: ${answer.status} ${text.slice(0, 300)}`);
  return { took, bytes: text.length, body: JSON.parse(text) };
}

async function time(persona, path, page) {
  const took = [];
  const { bytes, body } = await get(persona, path); // not counted: it warms up
  for (let request = 0; request < requests; request += 1) took.push((await get(persona, path)).took);
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.ceil(share * took.length) - 1)];
  return { persona, path, page, rows: body.items?.length ?? null, bytes, p50: at(0.5), p95: at(0.95) };
}

async function timeList(persona, query) {
  const path = `/api/work-items?${query === '' ? '' : `${query}&`}limit=${pageLength}`;
  const rows = [await time(persona, path, '1')];
  const { cursor, page } = await deepest(persona, path);
  if (cursor !== null) rows.push(await time(persona, `${path}&cursor=${encodeURIComponent(cursor)}`, String(page)));
  return rows;
}

/** The cursor of the deep page, or of the last one where there are fewer; null where there is one page only. */
async function deepest(persona, path) {
  let found = { cursor: null, page: 1 };
  let next = (await get(persona, path)).body.nextCursor;
  while (next !== null && found.page < deepPages) {
    found = { cursor: next, page: found.page + 1 };
    next = (await get(persona, `${path}&cursor=${encodeURIComponent(next)}`)).body.nextCursor;
  }
  return found;
}

/** Each workflow's list, as the first persona sees it who sees it at all. */
async function workflowLists() {
  const seen = new Map();
  for (const persona of ['officer', 'area-lead', 'coordinator', 'director', 'plan-lead']) {
    for (const { key } of (await get(persona, '/api/workflows')).body.workflows ?? []) {
      if (seen.has(key)) continue;
      const { items } = (await get(persona, `/api/work-items?workflow=${key}&limit=1`)).body;
      if (items.length > 0) seen.set(key, { persona, list: `workflow=${key}` });
    }
  }
  return [...seen.values()];
}

const number = (value) => (value === null ? '' : value.toFixed(1));

function print(rows) {
  const cells = rows.map(({ persona, path, page, rows: count, bytes, p50, p95 }) => [
    persona,
    path.replace(/[?&]limit=.*$/, ''),
    page,
    count === null ? '' : String(count),
    String(Math.round(bytes / 1000)),
    number(p50),
    number(p95),
  ]);
  const table = [['as', 'path', 'page', 'rows', 'kB', 'p50 ms', 'p95 ms'], ...cells];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const row of table)
    console.log(
      row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join('  '),
    );
}

try {
  const rows = [];
  for (const { persona, list, home, path } of [...asked, ...(await workflowLists())]) {
    if (list !== undefined) rows.push(...(await timeList(persona, list)));
    else rows.push(await time(persona, path ?? `/api/dashboards/${home}`, '1'));
  }
  if (options.json) console.log(JSON.stringify(rows));
  else print(rows);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
