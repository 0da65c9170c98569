import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { cardInProgress, moveCard } from '../src/cards.js';
import { officer } from '../src/officer.js';

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

describe('when something is wrong the page says so plainly', () => {
  test('an address or a reference that leads nowhere', async () => {
    const reader = await officer(browser, 'officer');
    for (const [path, name] of [
      ['/nothing-here', 'not-found'],
      ['/work-items/challenge-card/CC-1999-001', 'not-found-item'],
      ['/work-items/no-such-workflow', 'not-found-workflow'],
    ] as const) {
      await reader.open(path);
      await reader.reads('Page not found');
      await reader.looks(name);
    }
    await reader.leaves();
  });

  test('nothing to do, and nothing one may start', async () => {
    const auditor = await officer(browser, 'auditor');
    await auditor.open('/my-work');
    await auditor.sees('Nothing waits for you today.');
    await auditor.looks('my-work-empty');
    await auditor.open('/work-items/challenge-card/new');
    await auditor.reads('This is not yours to do');
    await auditor.looks('no-permission');
    await auditor.leaves();
  });

  test('the administrator is led to what is still to be set up, and from there to where it is done', async () => {
    const reader = await officer(browser, 'administrator');
    await reader.follows('See what is to do');
    await reader.reads('Set up Kept');
    await reader.looks('set-up');
    await reader.follows('Give every post a holder');
    await reader.reads('Vacant posts');
    await reader.leaves();
  });

  test('the service does not answer, and then it does', async () => {
    const reader = await officer(browser, 'officer');
    await reader.page.route('**/api/**', (route) => route.abort());
    await reader.open('/work-items/challenge-card');
    await reader.reads('Sorry, the service did not answer');
    await reader.page.unroute('**/api/**');
    await reader.looks('server-down');
    await reader.presses('Try again');
    await reader.reads('Challenge cards');
    await reader.leaves();
  });

  test('a page does not arrive, and then it does', async () => {
    const reader = await officer(browser, 'officer');
    await reader.page.route('**/assets/**', (route) => route.abort());
    await reader.page.getByRole('navigation').getByRole('link', { name: 'Meetings' }).click();
    await reader.reads('Sorry, the service did not answer');
    await reader.looks('page-did-not-arrive');
    await reader.page.unroute('**/assets/**');
    await reader.presses('Try again');
    await reader.reads('Meetings');
    await reader.leaves();
  });

  test('a session that has ended goes back to where it was, with what was typed', async () => {
    const reader = await officer(browser, 'officer');
    const card = await cardInProgress(reader, 'Wi-Fi in every home');
    await reader.open(`${card.path}/do/answer`);
    await reader.writes('What we did', 'Every home has it since January.');
    await reader.page.context().clearCookies();
    await reader.presses('Answer');
    await reader.reads('Sign in');
    await reader.looks('signed-out');
    await reader.page.locator('button[aria-describedby="sees-officer"]').click();
    await reader.reads('Answer');
    expect(await reader.page.getByLabel('What we did', { exact: true }).inputValue()).toBe(
      'Every home has it since January.',
    );
    await reader.leaves();
  });

  test('two people change one card: the second loses nothing and sees what happened', async () => {
    const first = await officer(browser, 'officer');
    const card = await cardInProgress(first, 'Pets at home');
    await first.open(`${card.path}/do/refer`);
    await first.reads('Refer for a formal decision');
    await first.writes('Who decides', 'Cabinet committee');
    const second = await officer(browser, 'officer');
    await moveCard(second, card, 'refer', {
      formalDecision: { body: 'Cabinet', date: '2020-03-20', reference: '20/00011' },
    });
    await first.dates('Date of the decision', '2020-03-20');
    await first.writes('Reference of the decision', '20/00012');
    await first.presses('Refer for a formal decision');
    await first.page.getByText('Somebody changed this while you were writing.').waitFor();
    await first.sees('Awaiting a formal decision');
    expect(await first.page.getByLabel('Who decides').inputValue()).toBe('Cabinet committee');
    await first.looks('changed-meanwhile');
    await first.leaves();
    await second.leaves();
  });

  test('anybody may read the accessibility statement, signed in or not', async () => {
    const nobody = await officer(browser, null);
    await nobody.open('/accessibility');
    await nobody.reads('Accessibility statement');
    await nobody.looks('accessibility');
    await nobody.leaves();
  });
});
