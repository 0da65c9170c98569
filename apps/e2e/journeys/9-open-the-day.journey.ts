import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import { homesOf, untrueNumbers } from '../src/homes.js';
import { tabTo } from '../src/keyboard.js';
import { officer } from '../src/officer.js';

// Everybody who signs in comes to the page that they open in the morning, and every number on it can be followed.
let browser: Browser;
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

const homes = [
  ['officer', 'The panel’s work'],
  ['democratic-services', 'The panel’s work'],
  ['caseworker', 'Children without suitable education'],
  ['area-lead', 'Children without suitable education'],
  ['sen-officer', 'Consultations with schools'],
  ['coordinator', 'Lifelong Links'],
  ['referrer', 'Lifelong Links'],
  ['chair', 'Before the meeting'],
  ['panel-member', 'Before the meeting'],
  ['plan-lead', 'The fostering plan'],
  ['director', 'What waits for you'],
  ['participation', 'What young people asked'],
  ['administrator', 'People, posts and calendars'],
  ['data-protection', 'People, posts and calendars'],
] as const;

describe('each comes in by their own home', () => {
  test.each(homes)('%s: %s', async (persona, title) => {
    const reader = await officer(browser, persona);
    await reader.open('/');
    await reader.reads(title);
    await reader.sees(/^As at /);
    for (const { key } of await homesOf(reader)) {
      await reader.open(`/home/${key}`);
      await reader.page.locator('.kept-figure').first().waitFor();
      await reader.looks(`home-${key}-${persona}`);
      expect(await untrueNumbers(reader, key)).toEqual([]);
    }
    await reader.leaves();
  });
});

describe('a number is followed', () => {
  test('from a figure to its list, which says what it is narrowed to and how to see all', async () => {
    const lead = await officer(browser, 'area-lead');
    await lead.open('/home/virtual-school');
    await lead.follows(/in years 10 and 11/);
    await lead.reads('Education escalations');
    await lead.sees('School year: 10 or 11');
    await lead.looks('list-narrowed');
    await lead.follows(/^Take this away.*School year/);
    await lead.page.getByText('School year: 10 or 11').waitFor({ state: 'detached' });
    await lead.leaves();
  });

  test('down the page, with the keyboard alone', async () => {
    const sen = await officer(browser, 'sen-officer');
    await sen.open('/home/sen-officer');
    await sen.reads('Consultations with schools');
    await tabTo(sen.page, 'Skip to main content');
    await tabTo(sen.page, /schools known to be full in a year$/);
    await sen.page.keyboard.press('Enter');
    await sen.page.waitForFunction(() => document.activeElement?.id === 'full');
    await sen.leaves();
  });

  test('of a child to nobody on the panel', async () => {
    const chair = await officer(browser, 'chair');
    await chair.open('/home/chair');
    await chair.reads('Before the meeting');
    const text = await chair.page.getByRole('main').innerText();
    expect(text).not.toMatch(/\b(EE|LL|NE)-\d{4}/);
    await chair.open('/home/virtual-school');
    await chair.reads('This is not yours to do');
    await chair.leaves();
  });
});

describe('all work stands on one page', () => {
  test.each(['officer', 'caseworker', 'chair', 'auditor'] as const)(
    'in groups, as far as the %s sees it',
    async (persona) => {
      const reader = await officer(browser, persona);
      await reader.page
        .getByRole('navigation', { name: 'Menu' })
        .getByRole('link', { name: 'Work', exact: true })
        .click();
      await reader.reads('Work');
      await reader.looks(`work-${persona}`);
      await reader.leaves();
    },
  );

  test('the menu opens on a telephone, and my work stays one step away', async () => {
    const reader = await officer(browser, 'director');
    await reader.page.setViewportSize({ width: 360, height: 740 });
    await reader.open('/');
    await reader.reads('What waits for you');
    await reader.page.getByRole('button', { name: 'Menu' }).click();
    await reader.page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'My work' }).click();
    await reader.reads('My work');
    await reader.looks('my-work-director');
    await reader.leaves();
  });
});
