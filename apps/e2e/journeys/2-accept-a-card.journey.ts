import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { today, triagedCard } from '../src/cards.js';
import { tabTo } from '../src/keyboard.js';
import { officer } from '../src/officer.js';

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

describe('a card comes in and is accepted', () => {
  test('the participation worker puts it in; an empty form says what is missing', async () => {
    const worker = await officer(browser, 'participation');
    await worker.open('/work-items/challenge-card');
    await worker.presses('New challenge card');
    await worker.reads('New challenge card');
    await worker.looks('new-card');
    await worker.presses('Save');
    await worker.page.getByRole('alert').getByText('There is a problem').waitFor();
    await worker.looks('new-card-refused');

    await worker.writes('Title', 'Reviews where we feel at home');
    await worker.writes('The question', 'Could reviews be held where we feel at home?');
    await worker.page.getByRole('group', { name: 'Raised by' }).getByRole('radio').first().check();
    await worker.dates('Raised on', await today(worker));
    await worker.presses('Save');
    await worker.reads('Reviews where we feel at home');
    await worker.page
      .getByRole('alert')
      .getByText(/has been made/)
      .waitFor();
    await worker.looks('new-card-made');
    await worker.leaves();
  });

  test('the officer accepts one with the keyboard alone', async () => {
    const reader = await officer(browser, 'officer');
    const card = await triagedCard(reader, 'Bedrooms of our own');
    const { page } = reader;
    await reader.open(card.path);
    await reader.reads('Bedrooms of our own');
    await tabTo(page, 'Skip to main content');
    await tabTo(page, 'Accept');
    await page.keyboard.press('Enter');
    await reader.reads('Accept');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await reader.looks('accept');
    await page.locator('h1').focus();

    await tabTo(page, /^Director who answers for it/);
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'Owner post');
    await page.keyboard.press('ArrowDown');
    await tabTo(page, 'Accept');
    await page.keyboard.press('Enter');
    await reader.reads('Bedrooms of our own');
    await page.getByRole('alert').getByText('Done: Accept').waitFor();
    await reader.sees('Accepted');
    // Nobody gave a date for the answer: the page does not hide it.
    await reader.sees(/Answer promised for.* was never given/);
    await reader.looks('accepted');
    await reader.leaves();
  });
});
