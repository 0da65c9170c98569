import type { Page } from 'playwright-core';

const mostStops = 120;

/** Tabs until the focus stands on what is called so; fails when the keyboard never gets there. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = [];
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press('Tab');
    const called = await page.evaluate(focusedName);
    if (typeof name === 'string' ? called === name : name.test(called)) return;
    seen.push(called);
  }
  throw new Error(`The keyboard never reached ${String(name)}. It reached: ${seen.join(' | ')}`);
}

/** What the focused control is called: its label, else its own words. Runs in the page. */
function focusedName(): string {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement)) return '';
  const label = focused.id ? document.querySelector(`label[for="${focused.id}"]`) : null;
  return (label?.textContent ?? focused.textContent ?? '').replace(/\s+/g, ' ').trim();
}
