import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { officer } from '../src/officer.js';

// The corporate parenting officer comes in the morning and wants to know what is late, whose it is, and why.
let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

describe('the corporate parenting officer looks at the four cards', () => {
  test('signs in as the persona whose work it is', async () => {
    const nobody = await officer(browser, null);
    await nobody.open('/');
    await nobody.reads('Sign in');
    await nobody.looks('sign-in');
    await nobody.page.locator('button[aria-describedby="sees-officer"]').click();
    await nobody.reads('The panel’s work');
    await nobody.sees(/Demo:/);
    await nobody.follows('My work');
    await nobody.reads('My work');
    await nobody.looks('my-work');
    await nobody.leaves();
  });

  test('sees the four real cards, each with an owner post, and opens each', async () => {
    const reader = await officer(browser, 'officer');
    await reader.open('/work-items/challenge-card?sort=reference');
    await reader.reads('Challenge cards');
    for (const title of [/Lifelong Links/, /guarantor/i, /council tax/i, /Mind Your Language/]) {
      await reader.page.getByRole('main').getByRole('link', { name: title }).first().waitFor();
    }
    await reader.looks('challenge-cards');

    for (const [title, name] of [
      [/Lifelong Links/, 'card-lifelong-links'],
      [/guarantor/i, 'card-rent-guarantor'],
      [/council tax/i, 'card-council-tax'],
      [/Mind Your Language/, 'card-mind-your-language'],
    ] as const) {
      await reader.open('/work-items/challenge-card?sort=reference');
      await reader.follows(title);
      await reader.reads(title);
      await reader.page.getByRole('heading', { name: 'History' }).waitFor();
      await reader.looks(name);
    }
    await reader.leaves();
  });

  test('reads why a date is what it is', async () => {
    const reader = await officer(browser, 'officer');
    await reader.open('/work-items/challenge-card?sort=reference');
    await reader.follows(/Lifelong Links/);
    await reader.reads(/Lifelong Links/);
    const why = reader.page.locator('summary', { hasText: 'Why this date?' }).filter({ visible: true }).first();
    await why.click();
    const steps = reader.page.locator('details[open] .kept-receipt__step');
    expect(await steps.count()).toBeGreaterThan(1);
    await reader.looks('card-why-this-date');
    await reader.leaves();
  });

  test('narrows the list in the address, and is told when nothing is left', async () => {
    const reader = await officer(browser, 'officer');
    await reader.open('/work-items/challenge-card');
    await reader.writes('Words or reference', 'no card has these words');
    await reader.presses('Apply filters');
    await reader.page.getByRole('heading', { name: 'Nothing matches' }).waitFor();
    expect(new URL(reader.page.url()).searchParams.get('q')).toBe('no card has these words');
    await reader.looks('challenge-cards-nothing-matches');
    await reader.follows('clear them all');
    await reader.page
      .getByRole('main')
      .getByRole('link', { name: /Lifelong Links/ })
      .waitFor();
    await reader.leaves();
  });

  test('reads how a challenge card works', async () => {
    const reader = await officer(browser, 'officer');
    await reader.open('/work-items/challenge-card/about');
    await reader.reads('How a challenge card works');
    await reader.looks('how-it-works');
    await reader.leaves();
  });
});
