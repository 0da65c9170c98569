import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Route as Request } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { desk, faultsOf } from '../src/look.js';
import { allLookedAt } from '../src/looked-at.js';
import type { LookedAt } from '../src/looked-at.js';
import { officer } from '../src/officer.js';
import type { Officer } from '../src/officer.js';
import { allRoutes, routeOf } from '../src/routes.js';

// After the journeys: every page of the web app was looked at by one of them, with what it shows. Here each is opened again as
// it stands when the server does not answer, and when there is nothing to show.
let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

/** These show nothing of their own: they lead on to the page that was meant. */
const leadOn = ['start', 'item-by-reference', 'view'];
const routes = allRoutes().filter(({ name }) => !leadOn.includes(name));
const pages = onePageOfEach();

test('every page of the list was looked at, with data', () => {
  const missing = routes.filter(({ name }) => !pages.has(name)).map(({ name, path }) => `${name} ${path}`);
  expect(missing, 'no journey of this run looked at these').toEqual([]);
});

const readers = [...new Set([...pages.values()].map(({ persona }) => persona))].map((persona) => ({
  persona,
  theirs: [...pages.values()].filter((page) => page.persona === persona).map(({ path }) => path),
}));

describe('the server does not answer', () => {
  test.each(readers)('$persona', async ({ persona, theirs }) => {
    const faults = await lookThrough(persona, theirs, noAnswer);
    expect(faults).toEqual([]);
  });
});

describe('there is nothing to show', () => {
  test.each(readers)('$persona', async ({ persona, theirs }) => {
    const faults = await lookThrough(persona, theirs, emptied);
    expect(faults).toEqual([]);
  });
});

/** The page that a journey looked at last, of each route. */
function onePageOfEach(): Map<string, LookedAt> {
  const found = new Map<string, LookedAt>();
  for (const page of allLookedAt()) {
    const route = routeOf(allRoutes(), page.path);
    if (route) found.set(route.name, page);
  }
  return found;
}

async function lookThrough(
  persona: string | null,
  paths: readonly string[],
  answer: (request: Request) => Promise<void>,
): Promise<string[]> {
  const reader = await officer(browser, persona);
  // Who is asking, the page knows: it is what they came for that does not come.
  await reader.page.route(/\/api\/(?!session)/, answer);
  const faults: string[] = [];
  for (const path of paths) {
    await reader.open(path);
    await headed(reader, path);
    faults.push(...(await faultsOf(reader.page, path, [desk])));
  }
  await reader.leaves();
  return faults;
}

async function headed({ page }: Officer, path: string): Promise<void> {
  await page
    .getByRole('heading', { level: 1 })
    .waitFor({ timeout: 10_000 })
    .catch(() => {
      throw new Error(`${path} shows no heading`);
    });
}

async function noAnswer(request: Request): Promise<void> {
  await request.fulfill({
    status: 503,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', title: 'Service Unavailable', status: 503 }),
  });
}

/** What the server answers, with its lists empty. What is not asked by reading goes its way. */
async function emptied(request: Request): Promise<void> {
  if (request.request().method() !== 'GET') return request.continue();
  const answer = await request.fetch();
  if (!answer.headers()['content-type']?.includes('json')) return request.fulfill({ response: answer });
  const body = (await answer.json()) as Record<string, unknown>;
  const empty = Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, Array.isArray(value) ? [] : key === 'nextCursor' ? null : value]),
  );
  return request.fulfill({ response: answer, json: empty });
}
