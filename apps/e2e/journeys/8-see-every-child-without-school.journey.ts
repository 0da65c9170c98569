import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { officer } from '../src/officer.js';
import type { Officer } from '../src/officer.js';

const path = '/cohorts/virtual-school';
let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

describe('the virtual school sees every child without school', () => {
  test('with a plan or without: the thirteen whom nobody tracks, and the two nineteens apart', async () => {
    const lead = await officer(browser, 'area-lead');
    await lead.page.getByRole('navigation').getByRole('link', { name: 'Children without school' }).click();
    await lead.reads('Children without school');
    await lead.sees(
      /^70 children are not in education; 19 children are on a reduced timetable, 13 of them without a plan/,
    );
    await lead.sees('Both figures are 19, and they are not the same children. In both: 6.');
    await lead.looks('cohort');

    await lead.page.getByRole('link', { name: '13 without a plan: On a reduced timetable' }).click();
    await lead.reads('Reduced timetable, without a plan: 13');
    expect(await lead.page.getByRole('row').count()).toBe(14);
    await lead.sees('Nobody tracks this child');
    await lead.looks('cohort-children');
    await lead.page.getByLabel('Plan').selectOption({ label: 'With a plan' });
    await lead.presses('Apply filters');
    await lead.reads('Reduced timetable, with a plan: 6');

    await lead.leaves();
  });

  test('month by month: who came, and who left', async () => {
    const lead = await officer(browser, 'caseworker');
    await lead.open(path);
    await lead.follows('Beside it: 28 June 2019');
    const row = lead.page.getByRole('row', { name: /Not in education 76 70/ });
    await row.getByText('6 fewer').waitFor();
    await lead.looks('cohort-compared');
    await lead.follows('Month: 28 June 2019');
    await lead.sees(/^76 children are not in education/);
    await lead.leaves();
  });

  test('a month is imported with a preview, refused by line and column, and undone', async () => {
    const lead = await officer(browser, 'area-lead');
    await lead.open(path);
    await lead.presses('Import a month');
    await lead.reads('Import a month');
    await lead.looks('cohort-import');
    await chooses(lead, 'Case no,Stage,EHCP,NIE,Known as\nE4001,9,no,yes,\nSomebody,15,no,yes,\n');
    await lead.reads('The file cannot be imported yet');
    await lead.looks('cohort-import-columns');
    await lead.picks('Child reference', 'Case no');
    await lead.picks('Year group', 'Stage');
    await lead.presses('Check again with these columns');
    await lead.page.getByRole('row', { name: /^3 Child reference This looks like a name/ }).waitFor();
    await lead.page.getByRole('row', { name: /^3 Year group/ }).waitFor();
    await lead.looks('cohort-import-refused');

    await lead.presses('Choose another file');
    await lead.reads('Import a month');
    await chooses(lead, 'Reference,Year,EHCP,NIE,Known as\nE4001,9,no,yes,\nE4002,R,yes,yes,\n');
    await lead.reads('Import 14 February 2020?');
    await lead.sees('Not read, and nothing of it kept: Known as.');
    await lead.looks('cohort-import-preview');
    await lead.presses('Import the month');
    await lead.reads('Children without school');
    await lead.page.getByRole('alert').getByText('14 February 2020 has been imported').waitFor();
    await lead.sees(/^2 children are not in education/);

    await lead.follows('What was imported');
    await lead.reads('What was imported');
    await lead.looks('cohort-imports');
    await lead.follows('Undo the import of 14 February 2020');
    await lead.reads('Undo the import of 14 February 2020?');
    await lead.looks('cohort-undo');
    await lead.presses('Undo the import');
    await lead.page.getByRole('alert').getByText('The import of 14 February 2020 has been undone').waitFor();
    await lead.open(path);
    await lead.sees(/^70 children are not in education/);
    await lead.leaves();
  });

  test('the chair sees figures, no small one, and no child', async () => {
    const chair = await officer(browser, 'chair');
    await chair.open(path);
    await chair.reads('Children without school');
    await chair.sees('fewer than 5');
    expect(await chair.page.getByRole('main').getByRole('table').getByRole('link').count()).toBe(0);
    await chair.looks('cohort-chair');
    await chair.open(`${path}/children`);
    await chair.reads('This is not yours to do');
    await chair.open(`${path}/import`);
    await chair.reads('This is not yours to do');
    await chair.leaves();
  });
});

async function chooses(lead: Officer, csv: string): Promise<void> {
  await lead.attaches('File', { name: 'february.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await lead.dates(/^Day on which the children were counted/, '2020-02-14');
  await lead.chooses('No');
  await lead.presses('Check the file');
}
