import type { Page, Route as Request, Response } from 'playwright-core';
import { brokenRules } from '../axe.js';
import { desk, misnamed, sideways, telephone } from '../look.js';
import type { Officer } from '../officer.js';
import { settled } from '../settled.js';
import type { Addresses } from './address.js';
import { betweenVersions } from './between-versions.js';

/** What the service says to the questions of a page; `null` lets it say what it has. */
export type Answer = ((request: Request) => Promise<void>) | null;

/** What is wrong with the pages, each opened as a link within the app opens it. */
export async function walk({ page }: Officer, addresses: Addresses, answer: Answer): Promise<string[]> {
  const faults: string[] = [];
  let where = '';
  hear(page, (said) => faults.push(`${where}: ${said}`));
  // Who is asking, the page knows: it is what they came for that does not come.
  if (answer) await page.route(/\/api\/(?!session)/, answer);
  else await page.route(/\/api\/workflows\/[^/]+\/versions\/\d+\/\d+$/, betweenVersions);
  await page.goto('/accessibility');
  for (const [name, path] of Object.entries(addresses)) {
    where = `${name} ${path}`;
    await page.setViewportSize(desk);
    const failed = await failedOn(page, () => goTo(page, path, name));
    faults.push(...(await brokenRules(page)).map((rule) => `${where}: ${rule}`), ...(await misnamed(page, where)));
    if (answer === null && name !== 'not-found') faults.push(...(await showsNothing(page, where)));
    if (failed > 0) faults.push(...(await keepsSilent(page, where)));
    await page.setViewportSize(telephone);
    await settled(page);
    faults.push(...(await sideways(page, where)));
  }
  return faults;
}

/** What goes wrong within a page. Vue writes what a part of it throws to the console, and leaves the part out. */
function hear(page: Page, say: (fault: string) => void): void {
  page.on('pageerror', (error) => say(error.message));
  page.on('console', (line) => {
    // An answer that is no success, the browser writes down by itself.
    if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) say(line.text());
  });
}

/** How many questions were answered with a fault of the service meanwhile. */
async function failedOn(page: Page, act: () => Promise<void>): Promise<number> {
  let failed = 0;
  const count = (response: Response) => (failed += response.status() >= 500 ? 1 : 0);
  page.on('response', count);
  await act();
  page.off('response', count);
  return failed;
}

/** Without reading the app in again: the checker stays, and what was fetched for the page before. */
async function goTo(page: Page, path: string, name: string): Promise<void> {
  const reached = await page.evaluate(async (address) => {
    const { $router } = document.querySelector<Mounted>('#app')!.__vue_app__.config.globalProperties;
    await $router.push(address);
    return $router.currentRoute.value.name;
  }, path);
  if (reached !== name) throw new Error(`${path} leads to ${reached}, and not to ${name}`);
  await settled(page);
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 10_000 });
}

/** As Vue leaves it on the element that it fills. */
interface Mounted extends Element {
  __vue_app__: {
    config: {
      globalProperties: {
        $router: { push: (path: string) => Promise<unknown>; currentRoute: { value: { name: string } } };
      };
    };
  };
}

const nothing = /not found|not yours|did not answer|cannot be|nothing|stays$/i;

/** An address of this list that leads nowhere, or to a refusal, would pass for a page that is looked at. */
async function showsNothing(page: Page, where: string): Promise<string[]> {
  const heading = await page.getByRole('heading', { level: 1 }).first().innerText();
  return nothing.test(heading) ? [`${where}: “${heading}”`] : [];
}

/** A page that could not read something says so, and not that there is none. */
async function keepsSilent(page: Page, where: string): Promise<string[]> {
  const said = await page.getByRole('main').innerText();
  return /did not answer|could not be/.test(said) ? [] : [`${where}: says nothing of what it could not read`];
}

/** A fault of the service: the page is told at once. Where nothing answers at all it would ask three times. */
export async function failing(request: Request): Promise<void> {
  const problem = {
    type: 'urn:kept:problem:internal',
    title: 'Internal Server Error',
    status: 500,
    detail: 'It failed.',
  };
  await request.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) });
}

/** What the service answers, with its lists empty. What is not asked by reading goes its way. */
export async function emptied(request: Request): Promise<void> {
  const asked = request.request();
  // A stream has no end to wait for.
  if (asked.method() !== 'GET' || asked.resourceType() === 'eventsource') return request.continue();
  const answer = await request.fetch();
  if (!answer.headers()['content-type']?.includes('json')) return request.fulfill({ response: answer });
  const body = (await answer.json()) as Record<string, unknown>;
  const empty = Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, Array.isArray(value) ? [] : key === 'nextCursor' ? null : value]),
  );
  return request.fulfill({ response: answer, json: empty });
}
