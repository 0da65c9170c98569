import type { Browser, Locator, Page } from 'playwright-core';
import { config } from './config.js';
import { desk, look } from './look.js';
import { watchRequests } from './settled.js';

/** Somebody at a screen, who finds things by what they are called. */
export interface Officer {
  page: Page;
  open: (path: string) => Promise<void>;
  /** Waits until the page's heading says so. */
  reads: (heading: string | RegExp) => Promise<void>;
  sees: (text: string | RegExp) => Promise<void>;
  follows: (link: string | RegExp) => Promise<void>;
  presses: (button: string | RegExp) => Promise<void>;
  writes: (label: string | RegExp, text: string) => Promise<void>;
  chooses: (option: string | RegExp) => Promise<void>;
  picks: (label: string | RegExp, option: string | { index: number }) => Promise<void>;
  attaches: (label: string, file: { name: string; mimeType: string; buffer: Buffer }) => Promise<void>;
  dates: (legend: string | RegExp, date: string) => Promise<void>;
  looks: (name: string) => Promise<void>;
  leaves: () => Promise<void>;
}

/** A persona, signed in by the button that bears its title on the sign-in page; `null` is nobody yet. */
export async function officer(browser: Browser, persona: string | null): Promise<Officer> {
  const context = await browser.newContext({
    baseURL: config.url,
    viewport: desk,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
  });
  watchRequests(context);
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  if (persona) await signIn(page, persona);
  const first = (found: Locator) => found.first();
  return {
    page,
    open: async (path) => void (await page.goto(path)),
    reads: (heading) => page.getByRole('heading', { level: 1, name: heading }).waitFor(),
    sees: (text) => first(page.getByText(text).filter({ visible: true })).waitFor(),
    follows: (link) => first(page.getByRole('main').getByRole('link', { name: link })).click(),
    presses: (button) => first(page.getByRole('main').getByRole('button', { name: button })).click(),
    writes: (label, text) => page.getByLabel(label, { exact: typeof label === 'string' }).fill(text),
    chooses: (option) => page.getByRole('radio', { name: option }).check(),
    picks: async (label, option) =>
      void (await page.getByLabel(label).selectOption(typeof option === 'string' ? { label: option } : option)),
    attaches: (label, file) => page.getByLabel(label).setInputFiles(file),
    dates: (legend, date) => fillDate(page.getByRole('group', { name: legend }), date),
    looks: (name) => look(page, name),
    leaves: () => context.close(),
  };
}

async function signIn(page: Page, persona: string): Promise<void> {
  await page.goto('/sign-in');
  await page.locator(`button[aria-describedby="sees-${persona}"]`).click();
  await page.waitForURL(/\/(home\/|my-work$)/);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function fillDate(group: Locator, date: string): Promise<void> {
  const [year = '', month = '', day = ''] = date.split('-');
  await group.getByLabel('Day').fill(String(Number(day)));
  await group.getByLabel('Month').fill(String(Number(month)));
  await group.getByLabel('Year').fill(year);
}
