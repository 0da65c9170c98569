import type { PublicationView, WordChangeView, WordCountView, WordView } from '@kept/contracts';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../../api/api.js';
import { openPage } from '../../work-items/testing/open-page.js';

const change = { id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', by: 'Lior Sandgate', at: '2020-02-17T09:00:00.000Z' };
const contact: WordView = {
  key: 'contact',
  word: 'contact',
  forms: ['contact visit'],
  instead: ['family time'],
  why: 'It is no appointment',
  active: true,
  from: 'changed',
  lastChange: change,
};
const said = (text: string) => ({ asked: text, did: text, couldNot: 'Nothing' });
const published = {
  id: 'p1',
  title: 'Seeing my family',
  texts: { '7-11': said('Family time'), '11-16': said('Contact'), '16-plus': said('Nothing') },
} as PublicationView;
const changed: WordChangeView = {
  ...change,
  key: 'contact',
  kind: 'changed',
  said: contact,
  before: null,
  mayUndo: true,
};
const counted: WordCountView = {
  month: '2020-02',
  used: 3,
  mended: 1,
  months: [{ month: '2020-02', used: 3, mended: 1 }],
  groups: [{ workflow: 'challenge-card', title: 'Challenge card', team: 'Participation', used: 3, mended: 1 }],
  words: [{ word: 'contact', used: 3, mended: 1 }],
  rows: [
    {
      id: 'c1',
      on: '2020-02-17',
      reference: 'CC-2019-002',
      workflow: 'challenge-card',
      title: 'Mind Your Language',
      text: 'What we did in plain words',
      word: 'contact',
      used: 3,
      mended: 0,
    },
  ],
  nextCursor: null,
};

beforeEach(() => {
  vi.spyOn(api.words, 'list').mockResolvedValue({ words: [contact], mayEdit: true });
  vi.spyOn(api.words, 'changes').mockResolvedValue({ changes: [changed], nextCursor: null });
  vi.spyOn(api.words, 'count').mockResolvedValue(counted);
  vi.spyOn(api.publications, 'list').mockResolvedValue({ publications: [published], nextCursor: null });
});
afterEach(() => {
  document.body.innerHTML = '';
  vi.restoreAllMocks();
});
const flat = (text: string) => text.replace(/\s+/g, ' ');

test('the list says what to say instead, and what it finds on the public page', async () => {
  const { wrapper } = await openPage('/words');
  const text = flat(wrapper.get('main').text());
  expect(text).toContain('also contact visit');
  expect(text).toContain('Changed by the council');
  expect(text).toMatch(/Seeing my family\s*Contact\s*2/);
});

test('a word is added with its forms line by line, after what it would find', async () => {
  const add = vi.spyOn(api.words, 'add').mockResolvedValue(changed);
  const { wrapper, router, settle } = await openPage('/words/new');
  await wrapper.get('main form').trigger('submit');
  expect(wrapper.get('.govuk-error-summary').text()).toContain('Enter what to say instead');
  await wrapper.get('#word').setValue('nothing');
  await settle();
  expect(flat(wrapper.get('main').text())).toMatch(/Seeing my family\s*Nothing\s*5/);
  await wrapper.get('#forms').setValue('nothings\n\n no thing ');
  await wrapper.get('#instead').setValue('something');
  await wrapper.get('#why').setValue('We can do something');
  await wrapper.get('main form').trigger('submit');
  await settle();
  const body = { word: 'nothing', forms: ['nothings', 'no thing'], instead: ['something'], why: 'We can do something' };
  expect(add).toHaveBeenCalledWith(body);
  expect(router.currentRoute.value.path).toBe('/words');
});

test('a word is changed and switched off as its reader saw it, and a change is taken back', async () => {
  const send = vi.spyOn(api.words, 'change').mockResolvedValue(changed);
  const { wrapper, router, settle } = await openPage('/words/contact/change');
  await wrapper.get('#why').setValue('Say so');
  await wrapper.get('main form').trigger('submit');
  await settle();
  const { forms, instead } = contact;
  expect(send).toHaveBeenCalledWith('contact', { since: change.id, forms, instead, why: 'Say so' });
  await router.push('/words/contact/switch');
  await settle();
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(send).toHaveBeenLastCalledWith('contact', { since: change.id, active: false });

  const undo = vi.spyOn(api.words, 'undo').mockResolvedValue(changed);
  await router.push('/words/changes');
  await settle();
  expect(flat(wrapper.get('main').text())).toContain('Lior Sandgate');
  await router.push(`/words/changes/${change.id}/undo`);
  await settle();
  await wrapper.get('main form').trigger('submit');
  await settle();
  expect(undo).toHaveBeenCalledWith(change.id);
});

test('who may not edit finds no way to it, and a word that is not there is not found', async () => {
  const { wrapper, router, settle } = await openPage('/words/nothing/change');
  expect(wrapper.get('h1').text()).toBe('Page not found');
  vi.spyOn(api.words, 'list').mockResolvedValue({ words: [contact], mayEdit: false });
  const reader = await openPage('/words/contact/switch');
  expect(reader.wrapper.find('main form').exists()).toBe(false);
  await router.push('/words');
  await settle();
  expect(wrapper.find('main').exists()).toBe(true);
});

test('the count says what it counts, by month, team, word and saving', async () => {
  const { wrapper } = await openPage('/words/count?month=2020-02');
  expect(api.words.count).toHaveBeenCalledWith({ month: '2020-02', cursor: undefined });
  const text = flat(wrapper.get('main').text());
  expect(text).toContain('Written 3 and mended 1 times in February 2020');
  expect(text).toContain('A word that somebody replaced before saving is not counted');
  expect(text).toContain('Participation');
  expect(wrapper.get('a[href="/work-items/challenge-card/CC-2019-002"]').text()).toBe('Mind Your Language');
});
