import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { today, triagedCard } from '../src/cards.js';
import { officer } from '../src/officer.js';

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

test('the administrator agrees another length, sees what would move, moves it, and takes it back', async () => {
  const owner = await officer(browser, 'officer');
  const card = await triagedCard(owner, 'A decision that is asked sooner');
  const since = await today(owner);

  const administrator = await officer(browser, 'administrator');
  await administrator.page.getByRole('navigation').getByRole('link', { name: 'Dates and calendars' }).click();
  await administrator.reads('Dates and calendars');
  await administrator.follows('Rules and time limits');
  await administrator.reads('Rules and time limits');
  await administrator.sees(/Text not seen/);
  await administrator.looks('rules');
  await administrator.follows('Initial health assessment');
  await administrator.reads('Initial health assessment');
  await administrator.looks('rule');

  await administrator.open('/rules/limits/challenge-card/decide');
  await administrator.reads('Change a time limit of this council');
  await administrator.presses('See what would move');
  await administrator.page.getByRole('alert').getByText('Enter who agreed it').waitFor();
  await administrator.looks('limit-refused');
  await administrator.writes('How long', '10');
  await administrator.dates(/Holds for what starts from/, since);
  await administrator.writes('Agreed by', 'Corporate Parenting Panel');
  await administrator.writes('Reason', 'Agreed at its meeting.');
  await administrator.presses('See what would move');
  await administrator.reads('Check what would move');
  await administrator.page
    .getByRole('row', { name: new RegExp(card.reference) })
    .first()
    .waitFor();
  await administrator.looks('limit-preview');
  await administrator.presses('Apply the change');
  await administrator.reads('A change of rules');
  await administrator.looks('rule-change');
  await owner.open(card.path);
  await owner.sees(/Because this council's time limit changed: Decision on the card/);

  await administrator.presses('Undo this change');
  await administrator.reads('Take this change back?');
  await administrator.looks('rule-undo');
  await administrator.presses('Take it back');
  await administrator.reads('A change that was taken back');
  await owner.page.reload();
  await owner.sees('Reason: Taken back: Agreed at its meeting.');
  await administrator.open('/rules/changes');
  await administrator.reads('Changes of rules, limits and versions');
  await administrator.sees(/Taken back by/);
  await administrator.looks('rule-changes');
  await administrator.leaves();
  await owner.leaves();
});

test('the versions of a workflow stand on a page of their own, and others only read', async () => {
  const chair = await officer(browser, 'chair');
  await chair.open('/work-items/challenge-card/about');
  await chair.follows(/Its versions/);
  await chair.reads('Versions');
  await chair.looks('versions');
  expect(await chair.page.getByRole('button', { name: /Take open items over/ }).count()).toBe(0);
  await chair.open('/rules');
  await chair.reads('Rules and time limits');
  expect(await chair.page.getByRole('link', { name: /^Change/ }).count()).toBe(0);
  await chair.open('/rules/limits/challenge-card/decide');
  await chair.sees('Rules and time limits are changed by the administrator.');
  await chair.leaves();
});
