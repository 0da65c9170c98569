import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../src/browser.js';
import { officer } from '../src/officer.js';
import type { Officer } from '../src/officer.js';

let browser: Browser;
let caseworker: Officer;
let director: Officer;
let path = '';

beforeAll(async () => {
  browser = await openBrowser();
  [caseworker, director] = [await officer(browser, 'caseworker'), await officer(browser, 'director')];
});
afterAll(() => browser.close());

test('an address fills in what is known of a case, and the caseworker enters it', async () => {
  await caseworker.open('/work-items/new?workflow=ehcp-escalation&fields[caseReference]=E9001&fields[yearGroup]=7');
  await caseworker.reads('New education escalation');
  expect(await caseworker.page.getByLabel('Case reference').inputValue()).toBe('E9001');
  await caseworker.looks('new-case');
  await caseworker.writes('Title', 'Year 7, no recorded school');
  await caseworker.chooses('East');
  await caseworker.picks('SEN area that holds the papers', 'Area SEN manager, East');
  await caseworker.writes('Authority that maintains the plan', 'Kent');
  await caseworker.presses('Save');
  await caseworker.reads('Year 7, no recorded school');
  path = new URL(caseworker.page.url()).pathname;
});

test('the caseworker goes past a level, by right and with a reason', async () => {
  await caseworker.open(`${path}/levels/4/raise`);
  await caseworker.sees('This passes over level 1');
  await caseworker.presses('Raise to level 4');
  await caseworker.sees('Give the reason for passing over a level.');
  await caseworker.looks('raise-past-a-level');
  await caseworker.writes('Why is a level passed over?', 'The placement ends on Friday.');
  await caseworker.presses('Raise to level 4');
  await caseworker.sees('Raised to level 4');
  await caseworker.sees('Nobody has acknowledged it yet');
});

test('the director acknowledges it by name with a date, and answers', async () => {
  await director.open(path);
  await director.presses('Acknowledge level 4');
  await director.reads('Acknowledge level 4');
  await director.looks('acknowledge');
  await director.dates('Date of your answer', '2020-02-28');
  await director.presses('Acknowledge level 4');
  await director.sees('Level 4 has been acknowledged');
  await director.presses('Answer level 4');
  await director.reads('Answer level 4');
  await director.writes('Answer', 'Tuition from Monday, a place after the holiday.');
  await director.looks('answer-a-level');
  await director.presses('Answer level 4');
  await director.sees('Level 4 has been answered');
  await director.sees(/Answered on .*, in time/);
  await director.looks('case-at-level-4');
});

test('a referral that is paused says until when and why, and nothing of it is red', async () => {
  const coordinator = await officer(browser, 'coordinator');
  await coordinator.open('/work-items/lifelong-links-referral?state=paused');
  await coordinator.follows(/referral/);
  await coordinator.sees(/^Paused until/);
  await coordinator.sees(/^Reason:/);
  expect(await coordinator.page.locator('.govuk-tag--red:visible, .kept-date--late').count()).toBe(0);
  await coordinator.looks('paused-referral');
});
