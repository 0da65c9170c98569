import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { brokenRules } from './axe.js';
import { config } from './config.js';
import { settled } from './settled.js';

export const desk = { width: 1280, height: 900 };
/** As wide as a page is at 1280 pixels and 400%: WCAG 1.4.10. */
export const telephone = { width: 320, height: 740 };

/**
 * Looks at the page as it stands, at a desk and on a telephone: every A and AA rule of WCAG 2.0 to 2.2, none off; no
 * sideways scrolling at 320 pixels; a heading and a title of its own. A picture of each width where pictures are wanted.
 */
export async function look(page: Page, name: string): Promise<void> {
  const faults = await faultsOf(page, name, [telephone, desk]);
  if (faults.length > 0) throw new Error(faults.join('\n'));
}

/** What is wrong with the page as it stands, at each of these sizes. */
async function faultsOf(page: Page, name: string, sizes: readonly (typeof desk)[]): Promise<string[]> {
  const faults: string[] = [];
  for (const size of sizes) {
    await page.setViewportSize(size);
    await settled(page);
    const broken = await brokenRules(page);
    faults.push(...broken.map((rule) => `${name} at ${size.width}: ${rule}`), ...(await sideways(page, name)));
    await takePicture(page, `${name}-${size.width}`);
  }
  return [...faults, ...(await misnamed(page, name))];
}

/** By how much the page is wider than its window, where it is. */
export async function sideways(page: Page, name: string): Promise<string[]> {
  const { over, width } = await page.evaluate(() => ({
    over: document.documentElement.scrollWidth - window.innerWidth,
    width: window.innerWidth,
  }));
  return over > 0 ? [`${name} at ${width}: scrolls ${over} pixels sideways`] : [];
}

/** One heading of the first level, and a title of its own. */
export async function misnamed(page: Page, name: string): Promise<string[]> {
  const faults: string[] = [];
  const headings = await page.locator('h1').count();
  if (headings !== 1) faults.push(`${name}: ${headings} first-level headings`);
  const title = await page.title();
  if (!/ – Kept – /.test(title)) faults.push(`${name}: its title is “${title}”`);
  return faults;
}

async function takePicture(page: Page, name: string): Promise<void> {
  if (!config.screenshots) return;
  await mkdir(config.screenshots, { recursive: true });
  await page.screenshot({ path: join(config.screenshots, `${name}.png`), fullPage: true });
}
