import type { Page } from 'playwright-core';

const mostStops = 250;

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

/** Somebody with a keyboard and nothing else, who tells at each step what the focus stands on. */
export interface Keyboard {
  /** Tabs there, and presses a key when one is given. */
  to: (name: string | RegExp, key?: string) => Promise<void>;
  /** Tabs to the control that an element of this id describes. */
  toDescribedBy: (id: string, key: string) => Promise<void>;
  press: (key: string) => Promise<void>;
  type: (text: string) => Promise<void>;
  /** What was done so far, a step to a line. */
  steps: string[];
}

export function keyboard(page: Page): Keyboard {
  const steps: string[] = [];
  const press = async (key: string) => {
    steps.push(`${key} on “${await page.evaluate(focusedName)}”`);
    await page.keyboard.press(key);
  };
  return {
    to: async (name, key) => {
      await tabTo(page, name);
      await (key ? press(key) : noteFocus());
    },
    toDescribedBy: async (id, key) => {
      for (let stop = 0; stop < mostStops; stop += 1) {
        await page.keyboard.press('Tab');
        if ((await page.evaluate(() => document.activeElement?.getAttribute('aria-describedby'))) === id)
          return press(key);
      }
      throw new Error(`The keyboard never reached what ${id} describes.`);
    },
    press,
    type: async (text) => {
      await page.keyboard.type(text);
      steps.push(`typed “${text}” into “${await page.evaluate(focusedName)}”`);
    },
    steps,
  };

  async function noteFocus(): Promise<void> {
    steps.push(`Tab to “${await page.evaluate(focusedName)}”`);
  }
}
