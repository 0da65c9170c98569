import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { today, triagedCard } from '../src/cards.js';
import { tabTo } from '../src/keyboard.js';
import { officer } from '../src/officer.js';
import type { Officer } from '../src/officer.js';

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

const bank = '/calendars/england-and-wales';

describe('a bank holiday is announced', () => {
  test('the administrator sees what would move, moves it, and takes it back', async () => {
    const owner = await officer(browser, 'officer');
    const card = await triagedCard(owner, 'A day off for everybody');
    const holiday = nextFreeDay(await today(owner));
    await owner.open(card.path);
    const before = await dueDays(owner);

    const administrator = await officer(browser, 'administrator');
    await administrator.page.getByRole('navigation').getByRole('link', { name: 'Dates and calendars' }).click();
    await administrator.reads('Dates and calendars');
    await administrator.looks('calendars');
    await administrator.follows('Bank holidays in England and Wales');
    await administrator.reads('Bank holidays in England and Wales');
    await administrator.looks('calendar');
    await administrator.presses('Add a day');
    await administrator.reads('Add a bank holiday');
    await administrator.presses('See what would move');
    await administrator.page.getByRole('alert').getByText('Enter the day').waitFor();
    await administrator.looks('calendar-add-refused');
    await administrator.dates('Day', holiday);
    await administrator.writes('What it is called', 'A day of thanks');
    await administrator.writes('Reason', 'Announced by proclamation.');
    await administrator.presses('See what would move');
    await administrator.reads('Check what would move');
    const moves = administrator.page.getByRole('row', { name: new RegExp(card.reference) });
    await moves.first().waitFor();
    await administrator.looks('calendar-preview');
    // Nothing has moved yet.
    await owner.page.reload();
    expect(await dueDays(owner)).toEqual(before);

    await administrator.presses('Apply the change');
    await administrator.reads('A change of a calendar');
    await administrator.page.getByRole('alert').getByText('Bank holidays in England and Wales: changed').waitFor();
    await administrator.sees('Announced by proclamation.');
    await administrator.looks('calendar-change');
    await owner.page.reload();
    await owner.sees('Because a calendar changed: Bank holidays in England and Wales');
    await owner.sees('Reason: Announced by proclamation.');
    expect(await dueDays(owner)).not.toEqual(before);
    await owner.looks('item-moved-by-calendar');

    await administrator.presses('Undo this change');
    await administrator.reads('Take this change back?');
    await administrator.looks('calendar-undo');
    await administrator.presses('Take it back');
    await administrator.reads('A change that was taken back');
    await administrator.looks('calendar-undone');
    await owner.page.reload();
    await owner.sees('Reason: Taken back: Announced by proclamation.');
    expect(await dueDays(owner)).toEqual(before);
    await administrator.open('/calendars/changes');
    await administrator.reads('Changes of calendars');
    await administrator.sees(/Taken back by/);
    await administrator.looks('calendar-changes');
    await administrator.leaves();
    await owner.leaves();
  });

  test('next year’s terms are loaded from a file, whose faults are told line by line', async () => {
    const administrator = await officer(browser, 'administrator');
    await administrator.open('/calendars/school-terms');
    await administrator.reads('School terms in Kent');
    await administrator.looks('calendar-terms');
    await administrator.presses('Import a file');
    await administrator.reads('Import a file');
    await administrator.attaches('File', csv('name,from,to\nTerm 1,2027-09-01,2027-10-15\nTerm 2,2027-11-31,\n'));
    await administrator.writes('Reason', 'Published by the council.');
    await administrator.presses('See what would move');
    await administrator.page.getByRole('alert').getByText('Line 3: This is no date.').waitFor();
    await administrator.looks('calendar-import-refused');
    await administrator.attaches(
      'File',
      csv('name,from,to\nTerm 1,2027-09-01,2027-10-15\nTerm 2,2027-11-01,2027-12-17\n'),
    );
    await administrator.presses('See what would move');
    await administrator.reads('Check what would move');
    await administrator.sees('Added: Term 2, 1 November 2027 to 17 December 2027');
    await administrator.looks('calendar-import-preview');
    await administrator.presses('Apply the change');
    await administrator.reads('A change of a calendar');
    await administrator.open('/calendars/school-terms?year=2027');
    await administrator.reads('School terms in Kent');
    await administrator.page.getByRole('row', { name: /Term 2.*Friday 17 December 2027/ }).waitFor();
    await administrator.looks('calendar-terms-of-2027');
    // As it was found, for whoever comes next.
    await administrator.follows(/^Added: Term 1/);
    await administrator.presses('Undo this change');
    await administrator.presses('Take it back');
    await administrator.reads('A change that was taken back');
    await administrator.leaves();
  });

  test('everybody reads the calendars, and a day is added by the keyboard alone', async () => {
    const member = await officer(browser, 'panel-member');
    await member.open(bank);
    await member.reads('Bank holidays in England and Wales');
    expect(await member.page.getByRole('main').getByText('Add a day').count()).toBe(0);
    await member.open(`${bank}/add`);
    await member.reads('This is not yours to do');
    await member.leaves();

    const administrator = await officer(browser, 'administrator');
    await administrator.open(bank);
    await administrator.reads('Bank holidays in England and Wales');
    const { page } = administrator;
    const type = async (words: string) => page.keyboard.type(words);
    await tabTo(page, 'Add a day');
    await page.keyboard.press('Enter');
    await administrator.reads('Add a bank holiday');
    await tabTo(page, 'Day');
    await type('24');
    await tabTo(page, 'Month');
    await type('12');
    await tabTo(page, 'Year');
    await type('2034');
    await tabTo(page, 'What it is called');
    await type('A long way off');
    await tabTo(page, 'Reason');
    await type('To try the keyboard.');
    await page.keyboard.press('Enter');
    // It is a Sunday: the sentence says so and leads back to the day.
    await page.getByRole('alert').getByText('Sunday 24 December 2034 is at a weekend').waitFor();
    await tabTo(page, /^Sunday 24 December 2034/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+A');
    await type('22');
    await tabTo(page, 'See what would move');
    await page.keyboard.press('Enter');
    await administrator.reads('Check what would move');
    await administrator.sees('No open deadline counts over what changes.');
    await tabTo(page, 'Go back');
    await page.keyboard.press('Enter');
    await administrator.reads('Add a bank holiday');
    await administrator.leaves();
  });
});

const csv = (text: string) => ({ name: 'terms.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

/** The dates that stand on the item's page. */
async function dueDays(reader: Officer): Promise<string[]> {
  await reader.page.locator('.kept-date').first().waitFor();
  return reader.page.locator('.kept-date__day').allInnerTexts();
}

/** A weekday some days on: within every limit that has just begun, and in no week with a holiday of its own. */
function nextFreeDay(from: string): string {
  const day = new Date(Date.parse(from) + 3 * 86_400_000);
  while ([0, 6].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
