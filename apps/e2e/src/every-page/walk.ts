import type { Page, Route as Request } from 'playwright-core';
import { brokenRules } from '../axe.js';
import { desk, misnamed, sideways, telephone } from '../look.js';
import type { Officer } from '../officer.js';
import { settled } from '../settled.js';
import type { Addresses } from './address.js';

/** What the service says to the questions of a page; `null` lets it say what it has. */
export type Answer = ((request: Request) => Promise<void>) | null;

/** What is wrong with the pages, each opened as a link within the app opens it. */
export async function walk({ page }: Officer, addresses: Addresses, answer: Answer): Promise<string[]> {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  // Who is asking, the page knows: it is what they came for that does not come.
  if (answer) await page.route(/\/api\/(?!session)/, answer);
  await page.goto('/accessibility');
  for (const [name, path] of Object.entries(addresses)) {
    await page.setViewportSize(desk);
    await goTo(page, path);
    const where = `${name} ${path}`;
    faults.push(...(await brokenRules(page)).map((rule) => `${where}: ${rule}`), ...(await misnamed(page, where)));
    if (answer === null && name !== 'not-found') faults.push(...(await showsNothing(page, where)));
    await page.setViewportSize(telephone);
    faults.push(...(await sideways(page, where)));
  }
  return faults;
}

/** Without reading the app in again: the checker stays, and what was fetched for the page before. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(async (address) => {
    const app = document.querySelector<Mounted>('#app');
    await app?.__vue_app__.config.globalProperties.$router.push(address);
  }, path);
  await settled(page);
  await page.getByRole('heading', { level: 1 }).first().waitFor({ timeout: 10_000 });
}

/** As Vue leaves it on the element that it fills. */
interface Mounted extends Element {
  __vue_app__: { config: { globalProperties: { $router: { push: (path: string) => Promise<unknown> } } } };
}

const nothing = ['Page not found', 'This is not yours to do', 'Sorry, there is a problem'];

/** An address of this list that leads nowhere would pass for a page that is looked at. */
async function showsNothing(page: Page, where: string): Promise<string[]> {
  const heading = await page.getByRole('heading', { level: 1 }).first().innerText();
  return nothing.includes(heading) ? [`${where}: “${heading}”`] : [];
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
