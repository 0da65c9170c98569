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
