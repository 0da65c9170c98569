import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { officer } from '../src/officer.js';

// docs/how-to/example-workflow.yaml lies in the service's KEPT_WORKFLOWS_DIR. Nothing else knows of suggestion boxes.
let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

describe('a council puts a workflow of its own beside those that ship', () => {
  test('it has a list, a form, a deadline that explains itself, a page and steps', async () => {
    const reader = await officer(browser, 'participation');
    await reader.open('/work');
    await reader.reads('Work');
    await reader.sees('The council’s own');
    await reader.follows('Suggestions');
    await reader.reads('Suggestions');
    await reader.looks('suggestions');

    await reader.presses('New suggestion');
    await reader.reads('New suggestion');
    await reader.presses('Save');
    await reader.page.getByRole('alert').getByText('Fill in “The suggestion”.').waitFor();
    await reader.looks('suggestion-refused');
    await reader.writes('Title', 'A quiet room before each meeting');
    await reader.writes('The suggestion', 'Could we have a room to sit in before the panel starts?');
    await reader.dates('Received on', '2020-02-14');
    await reader.presses('Save');
    await reader.reads('A quiet room before each meeting');
    expect(await reader.page.getByText(/^SB-2020-\d{3}$/).count()).toBeGreaterThan(0);

    await reader.page.getByRole('heading', { name: 'First look' }).waitFor();
    await reader.page.locator('summary', { hasText: 'Why this date?' }).first().click();
    await reader.sees('First look: 5 working days. Local policy: set by this council.');
    await reader.looks('suggestion');

    await reader.presses('Look into it');
    await reader.reads('Look into it');
    await reader.presses('Look into it');
    await reader.reads('A quiet room before each meeting');
    await reader.page.getByRole('heading', { name: 'Reply' }).waitFor();
    await reader.sees('What others may do');
    await reader.leaves();
  });

  test('its owner replies, and is told first what a reply needs', async () => {
    const owner = await officer(browser, 'officer');
    await owner.open('/work-items/suggestion-box?sort=-created');
    await owner.follows('A quiet room before each meeting');
    await owner.reads('A quiet room before each meeting');
    await owner.presses('Reply');
    await owner.reads('Reply');
    await owner.presses('Reply');
    await owner.page
      .getByRole('alert')
      .getByText(/Our reply/)
      .waitFor();
    await owner.writes('Our reply', 'Yes: the room beside the chamber, from the meeting in April.');
    await owner.presses('Reply');
    await owner.reads('A quiet room before each meeting');
    await owner.sees('Nothing more: it is closed.');
    await owner.looks('suggestion-replied');
    await owner.leaves();
  });

  test('how it goes stands on a page, and a year of it is played before anybody has to live it', async () => {
    const reader = await officer(browser, 'officer');
    await reader.open('/workflows/suggestion-box');
    await reader.reads('How a suggestion works');
    await reader.sees('States, and by when something has to happen there');
    await reader.looks('workflow');
    await reader.follows(/Test bench/);
    await reader.reads('Test bench');
    await reader.dates('It begins on', '2020-03-02');
    await reader.dates('Received on', '2020-03-02');
    await reader.presses('Play it');
    await reader.sees('First look: runs until 9 March 2020.');
    await reader.picks('What is done next', 'Look into it');
    await reader.dates(/^On/, '2020-03-05');
    await reader.presses('Add this step');
    await reader.sees('Look into it: from “Received” to “Looking into it”.');
    await reader.sees(/^Reply is late/);
    await reader.picks('What is done next', 'Suspend “Reply”');
    await reader.dates(/^On/, '2020-03-06');
    await reader.dates('First day that does not count', '2020-03-06');
    await reader.dates(/^First day that counts again/, '2020-03-13');
    await reader.presses('Add this step');
    await reader.sees(/^Days are taken out of Reply: from 6 March 2020; 13 March 2020 counts again/);
    await reader.looks('test-bench');
    await reader.leaves();
  });
});
