import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../src/browser.js';
import { config } from '../src/config.js';
import { officer } from '../src/officer.js';

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

const path = '/public/kent/challenges';
const said = 'We wrote to everybody who works with you.';

/** As anybody asks for it: without a cookie, and without running a script. */
async function read(age = '11-16'): Promise<string> {
  const answer = await fetch(`${config.url}${path}?age=${age}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('set-cookie')).toBeNull();
  return answer.text();
}

test('an officer proposes plain words, a second person approves them, everybody reads them, and they are taken off', async () => {
  const before = await read();
  const first = await officer(browser, 'officer');
  await first.open('/items/CC-2019-002');
  await first.reads('Mind Your Language');
  await first.follows('Propose words for the public page');
  await first.reads(/Words for the public page/);
  await first.presses('Propose these words');
  await first.page.getByRole('alert').waitFor();
  await first.looks('publication-propose-refused');
  const boxes = first.page.getByRole('main').getByRole('textbox');
  for (let place = 0; place < (await boxes.count()); place += 1) await boxes.nth(place).fill(`${said} (${place + 1})`);
  await first.presses('Propose these words');
  await first.sees('somebody else has to approve it');
  await first.looks('publication-own');
  expect(await read()).toBe(before);
  await first.leaves();

  const second = await officer(browser, 'participation');
  await second.open('/publications');
  await second.reads('What young people read');
  await second.looks('publications');
  await second.follows('Mind Your Language');
  await second.looks('publication');
  await second.follows('Approve it for the public page');
  await second.reads(/Approve these words/);
  await second.looks('publication-approve');
  await second.presses('Approve and publish');
  await second.sees('The words stand on the public page');
  expect(await read()).toContain(`${said} (5)`);
  expect(await read('7-11')).toContain(`${said} (2)`);
  await second.follows('Take it off the public page');
  await second.writes('Reason', 'Shown for a moment');
  await second.looks('publication-take-off');
  await second.presses('Take it off');
  await second.sees('It is off the public page');
  expect(await read()).toBe(before);
  await second.leaves();
});

test('the public page is read in three reading ages, at any width, without a script', async () => {
  const context = await browser.newContext({ baseURL: config.url, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(path);
  await page.getByRole('heading', { level: 1, name: 'You said, we did' }).waitFor();
  await page.getByRole('link', { name: 'Age 7 to 11' }).click();
  await page.getByRole('heading', { level: 1, name: 'You asked and we did' }).waitFor();
  expect(await page.getByRole('article').count()).toBeGreaterThan(0);
  expect(await context.cookies()).toEqual([]);
  await context.close();

  // The checker itself needs a script, which the page's own policy would refuse.
  const checking = await browser.newContext({ baseURL: config.url, bypassCSP: true });
  const looked = await checking.newPage();
  for (const width of [320, 1280]) {
    await looked.setViewportSize({ width, height: 900 });
    for (const age of ['7-11', '11-16', '16-plus']) {
      await looked.goto(`${path}?age=${age}`);
      const { violations } = await new AxeBuilder({ page: looked }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
      expect(await looked.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
      if (config.screenshots)
        await looked.screenshot({ path: `${config.screenshots}/public-${age}-${width}.png`, fullPage: true });
    }
  }
  await checking.close();
});
