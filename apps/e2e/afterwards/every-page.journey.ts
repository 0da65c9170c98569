import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../src/browser.js';
import type { Addresses } from '../src/every-page/address.js';
import { readers } from '../src/every-page/readers.js';
import { emptied, failing, walk } from '../src/every-page/walk.js';
import { officer } from '../src/officer.js';

// Every page of the web app, by the list that its own test keeps: with what it shows, when the service fails, and
// when there is nothing to show. After the journeys, since it makes things that they would meet.
let browser: Browser;
const opened: Record<string, Addresses> = {};
beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser.close());

/** These show nothing of their own: they lead on to the page that was meant. */
const leadOn = ['start', 'item-by-reference', 'view'];
const states = [
  ['with what it shows', null],
  ['when the service fails', failing],
  ['when there is nothing to show', emptied],
] as const;

describe.each(readers)('the pages of $persona', ({ persona, opens }) => {
  const who = String(persona);
  beforeAll(async () => {
    const maker = await officer(browser, persona);
    opened[who] = await opens(maker);
    await maker.leaves();
  });
  test.concurrent.each(states)('%s', async (_, answer) => {
    const reader = await officer(browser, persona);
    const faults = await walk(reader, opened[who] ?? {}, answer);
    await reader.leaves();
    expect(faults).toEqual([]);
  });
});

test('no page of the list is left out, and none is opened that is not in it', () => {
  const file = new URL('../../web/routes.json', import.meta.url);
  const routes = JSON.parse(readFileSync(file, 'utf8')) as { name: string }[];
  const listed = routes.map(({ name }) => name).filter((name) => !leadOn.includes(name));
  const seen = Object.values(opened).flatMap((addresses) => Object.keys(addresses));
  expect(seen.sort()).toEqual(listed.sort());
});
