import axe from 'axe-core';
import type { Page } from 'playwright-core';

const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
/** And what no rule asks for, and is good to have. */
export const alsoAdvised = [...levels, 'best-practice'];

/**
 * What breaks a rule of level A or AA of WCAG 2.0 to 2.2, none of them off, on the page as it stands. The checker is read in
 * once for each document, and what passed is not written out: half of the time.
 */
export async function brokenRules(page: Page, tags: readonly string[] = levels): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(
    async (rules) => {
      const { violations } = await globalThis.axe.run(document, {
        runOnly: { type: 'tag', values: rules },
        resultTypes: ['violations'],
      });
      return violations.map(({ id, help, nodes }) => `${id}, ${help}: ${nodes.map(({ html }) => html).join(' | ')}`);
    },
    [...tags],
  );
}

declare global {
  // As the checker puts itself into the page.
  var axe: typeof import('axe-core');
}
