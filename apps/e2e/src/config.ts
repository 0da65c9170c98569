import { existsSync } from 'node:fs';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** The service under test, the browser, and where pictures go when they are wanted. */
export const config = {
  url: process.env['KEPT_URL'] ?? 'http://localhost:3000',
  chromium: process.env['CHROMIUM_PATH'] ?? usualPlaces.find((place) => existsSync(place)),
  screenshots: process.env['KEPT_SCREENSHOTS'],
  isRoot: process.getuid?.() === 0,
};
