import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { config } from './config.js';
import { settled } from './settled.js';

export const desk = { width: 1280, height: 900 };
/** As wide as a page is at 1280 pixels and 400%: WCAG 1.4.10. */
const telephone = { width: 320, height: 740 };
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

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
    const { violations } = await axe(page).analyze();
    for (const { id, help, nodes } of violations) {
      faults.push(`${name} at ${size.width}: ${id}, ${help}: ${nodes.map((node) => node.html).join(' | ')}`);
    }
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (sideways > 0) faults.push(`${name} at ${size.width}: scrolls ${sideways} pixels sideways`);
    await takePicture(page, `${name}-${size.width}`);
  }
  const headings = await page.locator('h1').count();
  if (headings !== 1) faults.push(`${name}: ${headings} first-level headings`);
  const title = await page.title();
  if (!/ – Kept – /.test(title)) faults.push(`${name}: its title is “${title}”`);
  return faults;
}

/**
 * Every A and AA rule. No page of ours has a frame, so nothing has to be put together in a second page (`legacy`), and what
 * passed is not written out: a third of the time.
 */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page })
    .options({ runOnly: { type: 'tag', values: rules }, resultTypes: ['violations'] })
    .setLegacyMode(true);
}

async function takePicture(page: Page, name: string): Promise<void> {
  if (!config.screenshots) return;
  await mkdir(config.screenshots, { recursive: true });
  await page.screenshot({ path: join(config.screenshots, `${name}.png`), fullPage: true });
}
