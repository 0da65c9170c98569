import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { officer } from '../src/officer.js';

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

test('every part of the pages stands in each state, and a refusal leads by keyboard to what mends it', async () => {
  const builder = await officer(browser, 'administrator');
  await builder.open('/ui');
  await builder.reads('Parts of the pages');
  await builder.looks('parts');

  const focused = () => builder.page.evaluate(() => document.activeElement?.id ?? '');
  const alert = builder.page.getByRole('alert');
  await builder.presses('Show the success');
  await alert.waitFor();
  expect(await alert.evaluate((each) => each === document.activeElement)).toBe(true);
  await builder.presses('Hide the success');

  await builder.presses('Show the refusal');
  await alert.waitFor();
  await builder.looks('parts-refused');
  await builder.presses('Hide the refusal');
  await builder.presses('Show the refusal');
  await builder.page.keyboard.press('Tab');
  await builder.page.keyboard.press('Enter');
  expect(await focused()).toBe('state-text-error');
  await builder.leaves();
});
