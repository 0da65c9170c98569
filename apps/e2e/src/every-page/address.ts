import type { Officer } from '../officer.js';

/** An address of each page that somebody opens, by the page's name in the web app's list. */
export type Addresses = Readonly<Record<string, string>>;

/** What the demo does not have is made on the way, by whoever may. */
export type Opens = (reader: Officer) => Promise<Addresses>;

export const because = 'So that the page has something to show';
/** A day that no other journey looks at. */
export const farDay = '2034-05-02';

export function first<Of>(found: readonly Of[]): Of {
  const [one] = found;
  if (one === undefined) throw new Error('There is nothing to open.');
  return one;
}
