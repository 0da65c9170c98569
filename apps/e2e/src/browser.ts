import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { config } from './config.js';

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium that is on this machine; nothing is downloaded. Its sandbox does not work as root. */
export async function openBrowser(): Promise<Browser> {
  if (!config.chromium) throw new Error('No Chromium was found: set CHROMIUM_PATH.');
  return chromium.launch({
    executablePath: config.chromium,
    args: config.isRoot ? [...quiet, '--no-sandbox'] : quiet,
  });
}
