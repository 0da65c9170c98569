import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { answer, answeredCard, cardInProgress } from '../src/cards.js';
import { officer } from '../src/officer.js';

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

describe('a card is answered', () => {
  test('not without what it needs: the refusal lists it, and leads there', async () => {
    const owner = await officer(browser, 'officer');
    const card = await cardInProgress(owner, 'A quiet room for family time');
    await owner.open(card.path);
    await owner.presses(/^Answer$/);
    await owner.reads('Answer');
    await owner.looks('answer');
    await owner.presses('Answer');
    const problem = owner.page.getByRole('alert');
    await problem.getByText('There is a problem').waitFor();
    expect(await problem.getByRole('link').count()).toBe(5);
    await owner.looks('answer-refused');

    await owner.writes('What we did', answer.whatWeDid);
    await owner.follows('Add evidence');
    await owner.reads('Add evidence');
    await owner.looks('evidence');
    await owner.writes('What is it?', 'Letter to the council of 3 February');
    await owner.writes(/^Link/, 'https://democracy.example/letters/3');
    await owner.presses('Add the evidence');

    await owner.reads('Answer');
    expect(await owner.page.getByLabel('What we did', { exact: true }).inputValue()).toBe(answer.whatWeDid);
    await owner.writes('What we could not do and why', answer.whatWeCouldNot);
    await owner.writes('What we did in plain words', answer.plainWhatWeDid);
    await owner.writes('What we could not do and why in plain words', answer.plainWhatWeCouldNot);
    await owner.presses('Answer');
    await owner.reads('A quiet room for family time');
    await owner.sees('Answered');
    await owner.looks('answered');
    await owner.leaves();
  });

  test('a paper is kept as a file, refused where it is not what its name says, and comes back byte for byte', async () => {
    const owner = await officer(browser, 'officer');
    const card = await cardInProgress(owner, 'Photographs of our own');
    await owner.open(`${card.path}/evidence`);
    await owner.reads('Add evidence');
    await owner.writes('What is it?', 'Minute of 3 February');
    await owner.attaches('File', { name: 'minute.pdf', mimeType: 'application/pdf', buffer: Buffer.from('not a PDF') });
    await owner.presses('Add the evidence');
    await owner.page
      .getByRole('alert')
      .getByText(/be what its name says/)
      .waitFor();
    await owner.looks('evidence-file-refused');

    await owner.attaches('File', { name: 'minute.pdf', mimeType: 'application/pdf', buffer: smallPdf });
    await owner.presses('Add the evidence');
    await owner.reads('Photographs of our own');
    const file = owner.page.getByRole('main').getByRole('link', { name: 'minute.pdf (1 kB)' });
    const [download] = await Promise.all([owner.page.waitForEvent('download'), file.click()]);
    expect(download.suggestedFilename()).toBe('minute.pdf');
    expect(await readFile(await download.path())).toEqual(smallPdf);
    await owner.looks('evidence-file');
    await owner.leaves();
  });

  test('the young people say “partly”, which opens it again, and then “kept”', async () => {
    const owner = await officer(browser, 'officer');
    const card = await answeredCard(owner, 'Our own letters');
    const worker = await officer(browser, 'participation');
    for (const [verdict, state] of [
      [/^Partly/i, 'In progress'],
      [/^Kept/i, 'Confirmed by the young people'],
    ] as const) {
      await worker.open(card.path);
      await worker.presses("Record the young people's verdict");
      await worker.reads("Record the young people's verdict");
      await worker.looks('verdict');
      await worker.chooses(verdict);
      await worker.chooses('4');
      await worker.writes(/^In their own words/, 'You listened. We want to see it happen.');
      await worker.presses("Record the young people's verdict");
      await worker.reads('Our own letters');
      await worker.sees(state);
      if (state === 'In progress') await answerAgain();
    }
    await worker.looks('confirmed');
    await worker.leaves();

    async function answerAgain() {
      await owner.open(`${card.path}/do/answer`);
      await owner.reads('Answer');
      await owner.presses('Answer');
      await owner.reads('Our own letters');
      await owner.leaves();
    }
  });
});

/** One empty page. */
const smallPdf = Buffer.from(
  [
    '%PDF-1.4',
    '1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj',
    '2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj',
    '3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>> endobj',
    'trailer <</Root 1 0 R>>',
    '%%EOF',
  ].join('\n'),
);
