import { afterAll, beforeAll, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { officer } from '../src/officer.js';

let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

test('the administrator finds where teams are told, is refused a channel elsewhere, and nobody else comes in', async () => {
  const administrator = await officer(browser, 'administrator');
  await administrator.open('/messages');
  await administrator.reads('Messages');
  await administrator.looks('messages-administrator');
  await administrator.follows('Channels of teams');
  await administrator.reads('Channels of teams');
  await administrator.sees(/No team has a channel yet/);
  await administrator.looks('channels');
  await administrator.page
    .getByRole('link', { name: /^Set the channel of/ })
    .first()
    .click();
  await administrator.reads('Set the channel of a team');
  await administrator.writes('Address of the webhook', 'https://elsewhere.example/hook');
  await administrator.presses('Set the channel');
  await administrator.page.getByRole('alert').waitFor();
  await administrator.looks('channel-refused');
  await administrator.leaves();
  const reader = await officer(browser, 'officer');
  await reader.open('/messages/channels');
  await reader.reads('This is not yours to do');
  await reader.looks('channels-not-yours');
  await reader.leaves();
});
