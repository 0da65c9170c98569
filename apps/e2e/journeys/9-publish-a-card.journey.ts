import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { alsoAdvised, brokenRules } from '../src/axe.js';
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

/** The form itself, by a checker whose script the page's own policy would refuse. */
async function checked(link: string): Promise<void> {
  const context = await browser.newContext({
    baseURL: config.url,
    bypassCSP: true,
    viewport: { width: 320, height: 640 },
  });
  const page = await context.newPage();
  await page.goto(link);
  for (const name of ['raise', 'raise-refused']) {
    expect(await brokenRules(page, alsoAdvised)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
    if (config.screenshots) await page.screenshot({ path: `${config.screenshots}/${name}-320.png`, fullPage: true });
    await page.getByRole('button', { name: 'Send' }).click();
  }
  await context.close();
}

/** As a young person does on a small telephone: by keyboard, without a script, and once however often it is sent. */
async function raise(link: string): Promise<void> {
  const context = await browser.newContext({
    baseURL: config.url,
    javaScriptEnabled: false,
    viewport: { width: 320, height: 640 },
  });
  const page = await context.newPage();
  await page.goto(link);
  await page.getByText('call 999').waitFor();
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  await page.getByText('There is a problem').waitFor();
  await checked(link);
  await page.getByLabel('What do you want to ask?').fill('Could there be a bus to the youth club?');
  await page.getByLabel('For everybody in care').press('Space');
  await page.getByLabel('At a meeting of our council').press('Space');
  await page.getByRole('button', { name: 'Send' }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Thank you. We have it' }).waitFor();
  expect(await context.cookies()).toEqual([]);
  await context.close();
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
  // Mind Your Language: told under the text as it is typed, mended by a button, and never in the way.
  const youngest = first.page.getByRole('textbox', { name: 'What we did, for age 7 to 11' });
  await youngest.fill('You will have contact with your family every week.');
  await first.sees('Young people asked not to read this word:');
  await first.looks('word-check');
  await first.presses('Use “family time” instead of “contact”');
  expect(await youngest.inputValue()).toBe('You will have family time with your family every week.');
  const boxes = first.page.getByRole('main').getByRole('textbox');
  for (let place = 0; place < (await boxes.count()); place += 1) await boxes.nth(place).fill(`${said} (${place + 1})`);
  await first.presses('Propose these words');
  await first.sees('somebody else has to approve it');
  await first.looks('publication-own');
  await first.open('/words');
  await first.reads('Words that young people asked not to read');
  await first.looks('words');
  await first.follows('Add a word');
  await first.looks('word-new');
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
  await second.open('/words/count');
  await second.reads(/How often listed words are written/);
  await second.looks('word-count');
  await second.open('/raising-links');
  await second.chooses(/Our Children/);
  await second.presses('Make a link');
  const address = (await second.page.getByRole('alert').getByRole('strong').innerText()).trim();
  await second.looks('raising-links');
  await raise(new URL(address).pathname);
  await second.open('/raising-links');
  await second.sees('Used');
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
      expect(await brokenRules(looked, alsoAdvised)).toEqual([]);
      expect(await looked.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
      if (config.screenshots)
        await looked.screenshot({ path: `${config.screenshots}/public-${age}-${width}.png`, fullPage: true });
    }
  }
  await checking.close();
});
