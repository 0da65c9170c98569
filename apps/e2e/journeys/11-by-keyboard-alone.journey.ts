import { afterAll, beforeAll, describe, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { cardInProgress, triagedCard } from '../src/cards.js';
import type { Card } from '../src/cards.js';
import { keyboard } from '../src/keyboard.js';
import type { Keyboard } from '../src/keyboard.js';
import { officer } from '../src/officer.js';
import type { Officer } from '../src/officer.js';

// The three main jobs, from the sign-in page on, with no mouse: what the focus stands on is printed at each step.
let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

describe('by the keyboard alone', () => {
  test('the corporate parenting officer accepts a card', async () => {
    await prepare((corporate) => triagedCard(corporate, 'A lock on the bathroom door'));
    await atTheKeyboard('officer', async (reader, keys) => {
      await keys.to(/^Work$/, 'Enter');
      await reader.reads('Work');
      await keys.to('Challenge cards', 'Enter');
      await reader.reads('Challenge cards');
      await keys.to('Words or reference');
      await keys.type('lock on the bathroom');
      await keys.press('Enter');
      await reader.page.waitForURL(/q=lock/);
      await keys.to('A lock on the bathroom door', 'Enter');
      await reader.reads('A lock on the bathroom door');
      await keys.to('Accept', 'Enter');
      await reader.reads('Accept');
      await keys.to(/^Director who answers for it/);
      await keys.press('ArrowDown');
      await keys.to('Owner post');
      await keys.press('ArrowDown');
      await keys.to('Accept', 'Enter');
      await reader.sees('Done: Accept');
    });
  });

  test('the caseworker of the virtual school escalates a case', async () => {
    await prepareCase('Year 8, no recorded school');
    await atTheKeyboard('caseworker', async (reader, keys) => {
      await keys.to(/^Work$/, 'Enter');
      await reader.reads('Work');
      await keys.to('Education escalations', 'Enter');
      await reader.reads('Education escalations');
      await keys.to('Words or reference');
      await keys.type('Year 8, no recorded');
      await keys.press('Enter');
      await reader.page.waitForURL(/q=Year/);
      await keys.to('Year 8, no recorded school', 'Enter');
      await reader.reads('Year 8, no recorded school');
      await keys.to(/^Raise to level \d$/, 'Enter');
      await reader.reads(/^Raise to level \d$/);
      await keys.to(/^Raise to level \d$/, 'Enter');
      await reader.sees(/^Raised to level \d/);
    });
  });

  test('the officer submits evidence', async () => {
    await prepare((corporate) => cardInProgress(corporate, 'A garden for everybody'));
    await atTheKeyboard('officer', async (reader, keys) => {
      await keys.to('My work', 'Enter');
      await reader.reads('My work');
      await keys.to('A garden for everybody', 'Enter');
      await reader.reads('A garden for everybody');
      await keys.to('Add evidence', 'Enter');
      await reader.reads('Add evidence');
      await keys.to('What is it?');
      await keys.type('Letter of 3 February');
      await keys.to('Add the evidence', 'Enter');
      await reader.reads('A garden for everybody');
      await reader.sees('Letter of 3 February');
    });
  });
});

async function prepare(work: (corporate: Officer) => Promise<Card>): Promise<void> {
  const corporate = await officer(browser, 'officer');
  await work(corporate);
  await corporate.leaves();
}

async function prepareCase(title: string): Promise<void> {
  const caseworker = await officer(browser, 'caseworker');
  await caseworker.open('/work-items/new?workflow=ehcp-escalation&fields[caseReference]=E9002&fields[yearGroup]=8');
  await caseworker.reads('New education escalation');
  await caseworker.writes('Title', title);
  await caseworker.chooses('East');
  await caseworker.picks('SEN area that holds the papers', 'Area SEN manager, East');
  await caseworker.writes('Authority that maintains the plan', 'Kent');
  await caseworker.presses('Save');
  await caseworker.reads(title);
  await caseworker.leaves();
}

/** Signs in by the keyboard too, does the work, and prints each step. */
async function atTheKeyboard(persona: string, work: (reader: Officer, keys: Keyboard) => Promise<void>): Promise<void> {
  const reader = await officer(browser, null);
  const keys = keyboard(reader.page);
  try {
    await reader.open('/sign-in');
    await reader.page.getByRole('heading', { level: 1 }).waitFor();
    await keys.toDescribedBy(`sees-${persona}`, 'Enter');
    await reader.page.waitForURL(/\/(home\/|my-work$)/);
    await reader.page.getByRole('heading', { level: 1 }).waitFor();
    await work(reader, keys);
  } finally {
    console.log(keys.steps.join('\n'));
    await reader.leaves();
  }
}
