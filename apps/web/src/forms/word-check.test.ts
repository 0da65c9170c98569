import type { WordView } from '@kept/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../api/api.js';
import { openPage } from '../features/work-items/testing/open-page.js';

const word = (text: string, ...instead: string[]): WordView => ({
  key: text.toLowerCase(),
  word: text,
  forms: [],
  instead,
  why: 'They asked us to',
  active: true,
  from: 'library',
  lastChange: null,
});
const path = '/work-items/challenge-card/CC-2019-002/publish';
const did = '#field-did-7-11';

beforeEach(() => {
  vi.spyOn(api.publications, 'ofCard').mockResolvedValue({
    whyNot: null,
    mayPropose: true,
    waiting: null,
    published: null,
    publications: [],
    nextCursor: null,
  });
  const words = [
    word('contact', 'family time'),
    word('abscond', 'run away', 'go missing'),
    { ...word('home', 'house'), active: false },
  ];
  vi.spyOn(api.words, 'list').mockResolvedValue({ words, mayEdit: false });
});
afterEach(() => {
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});

async function typed(text: string) {
  const page = await openPage(path);
  await page.wrapper.get(did).setValue(text);
  const check = () =>
    page.wrapper.get(`${did}`).element.closest('.govuk-form-group')!.nextElementSibling as HTMLElement;
  const button = (label: string) =>
    [...check().querySelectorAll('button')].find((each) =>
      each.textContent.replace(/\s+/g, ' ').trim().startsWith(label),
    )!;
  const area = () => page.wrapper.get(did).element as HTMLTextAreaElement;
  const flat = () => check().textContent.replace(/\s+/g, ' ');
  await vi.waitFor(() => expect(flat()).toMatch(/asked not to read/), 3000);
  const press = async (label: string) => {
    button(label).click();
    await page.settle();
  };
  return { ...page, check, press, area, flat };
}

test('a listed word is said under its text, replaced wherever it stands, and put back', async () => {
  const { press, area, flat, check } = await typed('Contact on Monday, and contact at home.');
  expect(check().querySelector('[role=status]')!.textContent).toContain('asked not to read this word');
  expect(flat()).toContain('Contact (2 times). They asked us to.');
  expect(flat()).not.toContain('house');
  await press('Use “family time” instead of “Contact”');
  expect(area().value).toBe('Family time on Monday, and family time at home.');
  expect(document.activeElement).toBe(area());
  expect(flat()).toContain('“Contact” is now “family time”.');
  await press('Put “Contact” back');
  expect(area().value).toBe('Contact on Monday, and contact at home.');
});

test('a word may be left, and nobody is kept from saving', async () => {
  const propose = vi.spyOn(api.publications, 'propose').mockRejectedValue(new TypeError('not now'));
  const { press, area, flat, wrapper } = await typed(
    'Do not abscond from contact with us, we will come and look for you all.',
  );
  expect(flat()).toContain('these 2 words');
  expect(flat()).toContain('Use “go missing” instead');
  await press('Leave it: “abscond”');
  expect(flat()).toContain('asked not to read this word');
  expect(flat()).toMatch(/Easy to read from about age \d+\./);
  expect(area().value).toContain('abscond');
  expect(propose).not.toHaveBeenCalled();
  for (const each of wrapper.findAll('button')) expect(each.attributes('disabled')).toBeUndefined();
});
