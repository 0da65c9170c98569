import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { officer } from '../src/officer.js';

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

describe('the panel’s actions and its work programme', () => {
  test('the clerk gives a meeting to what was put off, and sees its days counted back', async () => {
    const clerk = await officer(browser, 'democratic-services');
    await clerk.open('/work-programme');
    await clerk.reads('Work programme');
    await clerk.sees('Without a meeting');
    await clerk.sees('Life stability: the same foster home, school and social worker');
    await clerk.looks('work-programme');
    await clerk.open('/work-programme?past=yes');
    await clerk.sees('19 July 2018: Corporate Parenting Panel');
    await clerk.looks('work-programme-past');

    await clerk.open('/work-items/work-programme-item/new');
    const title = `How carers are thanked (${Date.now()})`;
    await clerk.writes('Title', title);
    await clerk.presses(/^Create|^Save|^New/);
    await clerk.reads(title);
    await clerk.looks('report-to-the-panel');
    await clerk.open('/work-programme');
    await clerk.follows(`Schedule ${title}`);
    await clerk.reads('Schedule for a meeting');
    await clerk.looks('schedule-a-report');
    const meetings = clerk.page.getByLabel('For the meeting');
    await meetings.selectOption({ label: await textOf(meetings, /29 May 2020/) });
    await clerk.presses('Schedule for a meeting');
    await clerk.reads(title);
    await clerk.open('/work-programme');
    const row = clerk.page.getByRole('row', { name: title });
    // The agenda of 29 May 2020 is out by the 20th, over the holiday of the 25th; the draft, over that of 8 May.
    expect(await row.innerText()).toMatch(/Draft: 28 April 2020/);
    expect(await row.innerText()).toMatch(/Publication with the agenda: 20 May 2020/);
    await clerk.leaves();
  });

  test('the clerk makes an agenda by the keyboard and publishes it, and the chair reads the open edition', async () => {
    const clerk = await officer(browser, 'democratic-services');
    const { page } = clerk;
    await clerk.open('/meetings');
    const row = page.getByRole('row', { name: /Corporate Parenting Panel.*23 July 2020/ });
    await row.getByRole('link').first().click();
    await clerk.reads('23 July 2020');
    await clerk.sees(/Agenda and papers are out by/);
    await clerk.looks('meeting');
    const meeting = new URL(page.url()).pathname;
    await clerk.open(`${meeting}/agenda/new`);
    await clerk.writes(/^What it is called/, 'Views behind closed doors');
    await clerk.chooses('Young people speak');
    await clerk.writes(/^What it is about/, 'CC-2018-002');
    await page
      .getByRole('group', { name: 'Who may be there for it?' })
      .getByLabel(/it is exempt/)
      .check();
    await clerk.presses('Save the item');
    await page.getByRole('alert').getByText('Name the paragraph of Schedule 12A').waitFor();
    await clerk.writes(/^Paragraphs of Schedule 12A/, '1, 2');
    await clerk.presses('Save the item');
    await clerk.reads('Agenda');
    await clerk.open(`${meeting}/agenda/new`);
    await clerk.writes(/^What it is called/, 'Apologies');
    await clerk.chooses('Apologies and substitutes');
    await clerk.presses('Save the item');
    await page.getByRole('button', { name: 'Move up Apologies' }).focus();
    await page.keyboard.press('Enter');
    await clerk.sees('“Apologies” is now item 1.');
    expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toMatch(/^Move down/);
    await clerk.sees(/for item 2 of the agenda/);
    await clerk.looks('agenda');
    await clerk.presses('Publish the agenda');
    await clerk.reads('Publish this agenda?');
    await clerk.presses('Publish the agenda');
    await clerk.reads('Agenda');
    await clerk.open(`${meeting}/outcomes/new/action`);
    await clerk.writes('What is to be done', 'Write down who reads the agenda');
    await page.getByLabel('Item of the agenda').selectOption({ label: '1: Apologies' });
    await clerk.presses('Record it and open the action');
    await clerk.reads('What came of it');
    await clerk.looks('outcomes');
    await clerk.follows(/^Withdraw/);
    await clerk.reads('Withdraw what stands under minute');
    await clerk.looks('outcome-withdraw');
    await clerk.follows('Cancel');
    await clerk.follows(/^PA-2020-/);
    await clerk.reads('Write down who reads the agenda');
    await clerk.leaves();

    const chair = await officer(browser, 'chair');
    await chair.open(`${meeting}/agenda`);
    await chair.sees('Views behind closed doors');
    const text = await chair.page.getByRole('main').innerText();
    expect(text).not.toMatch(/CC-2018-002|Move|Change|Young people speak/);
    await chair.looks('agenda-open');
    await chair.open('/search?q=views+behind+closed+doors');
    await chair.sees('Nothing is found');
    await chair.open('/search?q=23+july+2020+who+reads+the+agenda&kind=minute');
    await chair.sees('1 found');
    await chair.looks('search-minutes');
    await chair.follows(/^Minute \d+/);
    await chair.reads('What came of it');
    expect(await chair.page.evaluate(() => document.activeElement?.id)).toMatch(/^outcome-/);
    await chair.leaves();
  });

  test('an action that is made by hand needs a title, and its owner cannot close it', async () => {
    const owner = await officer(browser, 'officer');
    await owner.open('/work-items/panel-action');
    await owner.reads('Panel actions');
    await owner.looks('panel-actions');
    await owner.open('/items/PA-2018-002');
    await owner.sees('“Date as said” was never given.');
    await owner.looks('panel-action');
    await owner.leaves();
    const chair = await officer(browser, 'chair');
    await chair.open('/items/PA-2018-001');
    await chair.sees('Proposed to close');
    await chair.looks('panel-action-to-close');
    await chair.leaves();
  });
});

async function textOf(
  select: { locator(options: string): { allTextContents(): Promise<string[]> } },
  wanted: RegExp,
): Promise<string> {
  const found = (await select.locator('option').allTextContents()).find((text) => wanted.test(text));
  if (found === undefined) throw new Error(`There is no such meeting to choose: ${wanted}.`);
  return found.trim();
}
