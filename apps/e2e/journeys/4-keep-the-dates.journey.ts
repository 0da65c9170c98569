import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { cardInProgress, moveCard, panelAfterNext, triagedCard } from '../src/cards.js';
import { officer } from '../src/officer.js';
import type { Officer } from '../src/officer.js';

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

describe('dates move, and everybody sees why', () => {
  test('the democratic services officer sees what would move before moving a meeting', async () => {
    const clerk = await officer(browser, 'democratic-services');
    await clerk.open('/meetings');
    await clerk.reads('Meetings');
    await clerk.looks('meetings');
    const last = clerk.page.getByRole('row', { name: /Panel/ }).last();
    // A day on which nothing stands yet, also where this journey has been before.
    const listed = await clerk.page.getByRole('table').innerText();
    const day = Array.from({ length: 23 }, (_, step) => 8 + step).find(
      (each) => !listed.includes(`${each} December 2020`),
    );
    const words = `${day} December 2020`;
    await last.getByRole('link', { name: /^Move/ }).click();
    await clerk.reads(/^Move the meeting of/);
    await clerk.looks('move-meeting');
    await clerk.dates('New date', `2020-12-${String(day).padStart(2, '0')}`);
    await clerk.presses('See what would move');
    await clerk.reads(`Move it to ${words}?`);
    await clerk.looks('move-meeting-preview');
    await clerk.presses('Move the meeting');
    await clerk.sees(/^The meeting is now on/);
    await clerk.page.getByRole('alert').getByText(`The meeting is now on ${words}`).waitFor();
    await clerk.looks('move-meeting-done');
    await clerk.leaves();
  });

  test('a meeting is put in, with a line that is no date refused, and taken away again', async () => {
    const clerk = await officer(browser, 'democratic-services');
    const day = '11 January 2022';
    await clerk.open('/meetings');
    await clerk.page.getByRole('button', { name: 'Add meetings' }).click();
    await clerk.reads('Add meetings');
    await clerk.page.getByLabel('Corporate Parenting Panel').check();
    await clerk.writes('Dates', `${day}\n30 February 2022`);
    await clerk.presses('See what would move');
    await clerk.page.getByRole('alert').getByText('Line 2: “30 February 2022” is not a date.').waitFor();
    await clerk.looks('add-meetings-refused');
    await clerk.writes('Dates', day);
    await clerk.presses('See what would move');
    await clerk.reads('Add 1 meeting?');
    await clerk.looks('add-meetings-preview');
    await clerk.presses('Add the meeting');
    await clerk.sees('1 meeting added');
    await clerk.page.getByRole('link', { name: new RegExp(`^Corporate Parenting Panel\\s+of ${day}`) }).click();
    await clerk.page.getByRole('link', { name: 'Take this meeting away' }).click();
    await clerk.reads(`Take away the meeting of ${day}?`);
    await clerk.looks('take-meeting-away');
    await clerk.presses('Take it away');
    await clerk.sees(`The meeting of ${day} is taken away`);
    await clerk.leaves();
  });

  test('what hangs on a meeting is listed before it moves, and comes back with it', async () => {
    const owner = await officer(browser, 'officer');
    const clerk = await officer(browser, 'democratic-services');
    const card = await triagedCard(owner, 'A say in who drives us');
    const { id, date } = await panelAfterNext(owner);
    await moveCard(owner, card, 'present', { presentedAt: id });
    const later = dayAfter(date);

    await askToMove(clerk, id, later);
    const moves = clerk.page.getByRole('row', { name: new RegExp(card.reference) });
    await moves.getByText('Decision on the card').waitFor();
    expect(await moves.innerText()).toMatch(new RegExp(`${inWords(date)}.*${inWords(later)}`, 's'));
    await clerk.looks('move-meeting-what-hangs');
    await clerk.presses('Move the meeting');
    await clerk.sees(/^The meeting is now on/);
    await owner.open(card.path);
    await owner.page.locator('.kept-date', { hasText: inWords(later) }).waitFor();

    await askToMove(clerk, id, date);
    await clerk.presses('Move the meeting');
    await clerk.sees(/^The meeting is now on/);
    await owner.open(card.path);
    await owner.page.locator('.kept-date', { hasText: inWords(date) }).waitFor();
    await owner.sees('Date worked out again');
    await clerk.leaves();
    await owner.leaves();
  });

  test('the owner extends a date with a reason, and it stands under the date', async () => {
    const owner = await officer(browser, 'officer');
    const card = await cardInProgress(owner, 'Bus passes for college');
    await owner.open(card.path);
    await owner.page.getByRole('link', { name: /^Extend \(Answer/ }).click();
    await owner.reads(/^Extend: Answer/);
    await owner.presses('Extend the date');
    await owner.page.getByRole('alert').getByText('Enter the reason').waitFor();
    await owner.looks('extend-refused');
    await owner.dates('New date', '2020-12-15');
    await owner.writes('Reason', 'The bus company answers in November.');
    await owner.presses('Extend the date');
    await owner.reads('Bus passes for college');
    await owner.sees(/The bus company answers in November/);
    await owner.looks('extended');
    await owner.leaves();
  });

  test('the owner is changed, and the history says by whom and why', async () => {
    const reader = await officer(browser, 'officer');
    const card = await cardInProgress(reader, 'Passports in time');
    await reader.open(`${card.path}/owner`);
    await reader.reads('Change the owner');
    await reader.looks('owner');
    await reader.picks('Owner post', { index: 1 });
    await reader.writes('Reason', 'The team that answers for travel papers.');
    await reader.presses('Change the owner');
    await reader.reads('Passports in time');
    await reader.sees('Owner changed');
    await reader.sees(/The team that answers for travel papers/);
    await reader.leaves();
  });
});

async function askToMove(clerk: Officer, meeting: string, to: string): Promise<void> {
  await clerk.open(`/meetings/${meeting}/move`);
  await clerk.dates('New date', to);
  await clerk.presses('See what would move');
  await clerk.reads(`Move it to ${inWords(to)}?`);
}

const dayAfter = (date: string) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
const inWords = (date: string) => new Date(date).toLocaleDateString('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
