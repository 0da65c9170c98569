import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { addEvidence, cardInProgress, giveCard } from '../src/cards.js';
import { look } from '../src/look.js';
import { officer } from '../src/officer.js';

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

declare global {
  interface Window {
    /** The layout shift since it was watched, what followed a reader's own act left out. */
    shifted: number;
  }
}

/** Runs in the page. */
function watchShifts(): void {
  window.shifted = 0;
  new PerformanceObserver((entries) => {
    for (const entry of entries.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[]) {
      if (!entry.hadRecentInput) window.shifted += entry.value;
    }
  }).observe({ type: 'layout-shift', buffered: false });
}

describe('two officers on one card', () => {
  test('the second to save sees both versions, chooses, and saves over the first; a crash costs no word', async () => {
    const first = await officer(browser, 'officer');
    const second = await officer(browser, 'participation');
    const card = await cardInProgress(first, 'Bikes for everybody');
    const field = `${card.path}/fields/question`;
    for (const each of [first, second]) {
      await each.open(field);
      await each.reads('Change the question');
    }
    // Whoever opens the form later is told who is at it.
    await second.sees(/is changing this now, since \d\d:\d\d/);
    await first.writes(/^The question/, 'Could each of us have a bike of our own?');
    await second.writes(/^The question/, 'Could each of us have a bike and a lock?');

    // The service is away while the second one saves, and the page is loaded again.
    await second.page.context().setOffline(true);
    await second.presses('Save');
    await second.sees(/The service did not answer/);
    await second.page.context().setOffline(false);
    await first.presses('Save');
    await first.reads('Bikes for everybody');
    await second.page.reload();

    await second.sees('Somebody changed this while you were writing.');
    await second.sees('Could reviews be held where we feel at home?');
    await second.sees('Could each of us have a bike of our own?');
    const typed = second.page.getByLabel('The question', { exact: true });
    expect(await typed.inputValue()).toBe('Could each of us have a bike and a lock?');
    await second.looks('both-versions');
    await second.presses('Save');
    await second.page.getByRole('alert').getByText('There is a problem').waitFor();
    await second.looks('both-versions-unchosen');
    await second.page.getByRole('link', { name: 'Choose which to keep: The question' }).press('Enter');
    // By keyboard: theirs has the focus, and the arrow goes on to yours.
    await second.page.keyboard.press('ArrowDown');
    expect(await second.page.getByRole('radio', { name: 'Yours' }).isChecked()).toBe(true);
    await second.presses('Save');
    await second.reads('Bikes for everybody');
    await second.sees('Could each of us have a bike and a lock?');
    await second.page.goto(field);
    expect(await second.page.getByText('What you typed here is still below').count()).toBe(0);
    await first.leaves();
    await second.leaves();
  });

  test('what somebody else does is said on seven tabs by one stream, and moves nothing until it is asked for', async () => {
    const reader = await officer(browser, 'officer');
    const other = await officer(browser, 'participation');
    const card = await cardInProgress(reader, 'A trampoline');
    const context = reader.page.context();
    const streams: Page[] = [];
    context.on('request', (request) => {
      if (request.resourceType() === 'eventsource') streams.push(request.frame().page());
    });
    const tabs = [reader.page, ...(await Promise.all(Array.from({ length: 6 }, () => context.newPage())))];
    const list = tabs[6]!;
    // The tab that holds the stream must not be one that is still on its way elsewhere.
    await Promise.all(
      tabs.map((tab) => tab.goto(tab === list ? '/work-items/challenge-card?sort=-created' : card.path)),
    );
    await expect.poll(() => streams.length, { timeout: 10_000 }).toBe(1);
    await list.getByRole('link', { name: 'A trampoline' }).focus();
    await list.evaluate(() => window.scrollTo(0, 200));
    await list.waitForTimeout(300);
    await list.evaluate(watchShifts);
    const at = await list.evaluate(() => window.scrollY);

    await addEvidence(other, card);
    for (const tab of tabs) await tab.getByText('1 update', { exact: true }).waitFor();
    expect(await list.evaluate(() => window.shifted)).toBeLessThanOrEqual(0.01);
    const link = list.getByRole('link', { name: 'A trampoline' });
    await link.focus();
    await list.getByRole('button', { name: 'Show', exact: true }).click();
    await list.getByText('1 update', { exact: true }).waitFor({ state: 'hidden' });
    expect(await link.evaluate((each) => each === document.activeElement)).toBe(true);
    expect(await list.evaluate(() => window.scrollY)).toBe(at);
    await look(tabs[5]!, 'one-update');

    // The tab that holds the stream is closed: another goes on.
    await streams[0]!.close();
    await expect.poll(() => streams.length, { timeout: 10_000 }).toBe(2);
    await other.leaves();
    await reader.leaves();
  });

  test('a comment mentions somebody who may see the card, and they find the message and the words', async () => {
    const asks = await officer(browser, 'officer');
    const card = await cardInProgress(asks, 'A dog at the home');
    await asks.open(card.path);
    await asks.sees('Nobody has said anything yet.');
    await asks.writes('Add a comment', 'Has anybody asked the home?');
    await asks.picks('Mention somebody who may see this item', 'Participation lead');
    await asks.presses('Put into the comment');
    await asks.page.keyboard.type('please?');
    await asks.presses('Add the comment');
    await asks.sees('@Participation lead');
    await asks.looks('comment');
    await asks.writes('Add a comment', '@nobody-we-know, look at this');
    await asks.presses('Add the comment');
    await asks.page
      .getByRole('alert')
      .getByText(/There is no post or person/)
      .waitFor();
    await asks.looks('comment-refused');
    await asks.leaves();

    const told = await officer(browser, 'participation');
    await told.open('/messages');
    await told.sees(/mentioned in a comment/);
    await told.follows(new RegExp(card.reference));
    await told.reads('A dog at the home');
    await told.sees('please?');

    // They follow it, by keyboard; somebody gives it to another post, and they are told under Messages.
    const follow = told.page.getByRole('button', { name: 'Follow', exact: true });
    await follow.focus();
    await follow.press('Enter');
    await told.sees('You follow this: you are told when its state, owner or a date changes.');
    await told.looks('followed');
    const gives = await officer(browser, 'officer');
    await giveCard(gives, card, 'head-of-fostering');
    await gives.leaves();
    await told.open('/messages');
    await told.sees('Its state, owner or a date has changed');
    await told.sees('Because you follow it');
    await told.looks('messages-followed');
    await told.open('/my-work');
    await told.follows('What I follow');
    await told.reads('What I follow');
    await told.sees('A dog at the home');
    await told.looks('following');
    await told.presses(`Stop following ${card.reference}`);
    await told.sees(/You follow nothing at the moment/);
    await told.looks('following-nothing');
    await told.leaves();
  });
});
