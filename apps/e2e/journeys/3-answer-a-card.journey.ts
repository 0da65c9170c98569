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
