import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { triagedCard } from '../src/cards.js';
import { officer } from '../src/officer.js';

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

const post = 'Head of Fostering';

describe('change many at once', () => {
  test('the officer ticks three cards, sees what would change, changes it, and takes it back but for one', async () => {
    const corporate = await officer(browser, 'officer');
    const { page } = corporate;
    const titles = ['First of three', 'Second of three', 'Third of three'];
    const cards = [];
    for (const title of titles) cards.push(await triagedCard(corporate, title));
    await corporate.open('/work-items/challenge-card?sort=-created');
    await corporate.reads('Challenge cards');
    await corporate.presses('Change owner of the chosen');
    await page.getByRole('alert').getByText('Tick the items whose owner is to change').waitFor();
    await corporate.looks('bulk-none-chosen');
    for (const { reference } of cards) {
      await page.getByLabel(`Choose ${reference}`).focus();
      await page.keyboard.press('Space');
    }
    await corporate.sees(/^3 of \d+ chosen$/);
    await corporate.presses('Change owner of the chosen');
    await corporate.reads('Who is to own 3 items?');
    await corporate.presses('See what would change');
    await page.getByRole('alert').getByText('Choose the new owner post').waitFor();
    await corporate.looks('bulk-owner-refused');
    const option = page.getByLabel('New owner post').locator('option', { hasText: post }).first();
    await page.getByLabel('New owner post').selectOption(await option.getAttribute('value'));
    await corporate.writes('Reason', 'Moved with the team.');
    await corporate.presses('See what would change');
    await corporate.reads(`Change the owner of 3 items to ${post}?`);
    await page.getByRole('row', { name: new RegExp(`${cards[0]!.reference}.*Would change`) }).waitFor();
    await corporate.looks('bulk-preview');
    await corporate.presses('Change the owner');
    await corporate.reads('The owner of 3 changed');
    await corporate.sees(/minutes left/);
    await corporate.looks('bulk-result');
    const address = page.url();

    await corporate.open(`${cards[1]!.path}/evidence`);
    await corporate.writes('What is it?', 'A letter');
    await corporate.presses('Add the evidence');
    await corporate.sees('A letter');
    await corporate.open(new URL(address).pathname + new URL(address).search);
    await corporate.presses('Undo the change');
    await corporate.reads('2 given back, 1 refused');
    await page.getByRole('row', { name: new RegExp(`${cards[1]!.reference}.*Refused.*changed after that`) }).waitFor();
    await corporate.looks('bulk-undone');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await corporate.leaves();
  });

  test('the officer takes one step with two cards by keyboard, reads what it begins, and puts them back', async () => {
    const corporate = await officer(browser, 'officer');
    const { page } = corporate;
    const cards = [await triagedCard(corporate, 'One of two'), await triagedCard(corporate, 'Other of two')];
    const items = cards.map(({ reference }) => reference).join(',');
    await corporate.open(`/bulk-changes/step?workflow=challenge-card&items=${items}`);
    await corporate.reads('Which step do you want to take with 2 items?');
    await corporate.looks('bulk-step-choose');
    await page.getByLabel('Accept (2 of 2)').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await corporate.reads('Accept: 2 items');
    await corporate.looks('bulk-step-form');
    for (const label of ['Director who answers for it', 'Owner post']) {
      const option = page.getByLabel(label).locator('option', { hasText: post }).first();
      await page.getByLabel(label).selectOption(await option.getAttribute('value'));
    }
    await corporate.presses('See what would happen');
    await corporate.reads('Accept: take this step with 2 items?');
    await page
      .getByRole('row', { name: /Triaged → Accepted.*Would begin: Answer to the young people/ })
      .first()
      .waitFor();
    await corporate.looks('bulk-step-preview');
    await corporate.presses('Accept with 2 items');
    await corporate.reads('Accept: done with 2');
    await corporate.looks('bulk-step-result');
    await corporate.presses('Undo the change');
    await corporate.reads('2 put back');
    await page.getByRole('row', { name: new RegExp(`${cards[1]!.reference}.*Accepted → Triaged`) }).waitFor();
    await corporate.open('/bulk-changes/step?workflow=challenge-card');
    await corporate.reads('No items are chosen');
    await corporate.looks('bulk-step-empty');
    await corporate.leaves();
  });

  test('who only reads is offered nothing to tick', async () => {
    const auditor = await officer(browser, 'auditor');
    await auditor.open('/work-items/challenge-card');
    await auditor.reads('Challenge cards');
    expect(await auditor.page.getByRole('checkbox', { name: /^Choose / }).count()).toBe(0);
    await auditor.open('/bulk-changes/owner?workflow=challenge-card');
    await auditor.reads('No items are chosen');
    await auditor.looks('bulk-empty');
    await auditor.leaves();
  });
});
