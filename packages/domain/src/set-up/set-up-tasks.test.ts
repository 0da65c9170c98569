import { expect, test } from 'vitest';
import type { Calendar } from '../calendar/calendar.js';
import { setUpTasks, type SetUpFacts, type SetUpKey } from './set-up-tasks.js';

const calendar = (title: string, knownTo: string): Calendar => ({
  key: title,
  title,
  kind: 'holidays',
  knownFrom: '2018-01-01',
  knownTo,
  days: {},
  revision: 1,
});
const school = (to: string): Calendar => ({
  ...calendar('School terms', '2099-12-31'),
  kind: 'terms',
  terms: [{ name: 'Summer', from: '2020-04-20', to }],
});
const ready: SetUpFacts = {
  today: '2020-02-17',
  posts: [{ key: 'lead', title: 'Head of Fostering', held: true }],
  bodies: [{ key: 'panel', title: 'Corporate Parenting Panel' }],
  meetings: [{ body: 'panel', heldOn: '2020-03-24' }],
  calendars: [calendar('Bank holidays', '2021-12-31'), school('2021-07-21')],
  limits: [
    { workflow: 'Challenge card', title: 'Answer', agreed: true },
    { workflow: 'Challenge card', title: 'Screening', agreed: true },
  ],
  workflows: 16,
  mail: { stopped: null, paused: false, lastTaken: '2020-02-14T09:00:00.000Z', setAside: 0 },
  words: { listed: 28, lastSaid: '2020-02-10T11:00:00.000Z' },
  outOfHours: true,
};
const told = (key: SetUpKey, differs: Partial<SetUpFacts>) => {
  const { done, hint } = setUpTasks({ ...ready, ...differs }).find((task) => task.key === key)!;
  return [done, hint];
};

test('a council that has everything has nothing left to do', () => {
  expect(setUpTasks(ready).map(({ key, done, hint }) => [key, done, hint])).toEqual([
    ['posts', true, 'All 1 posts are held.'],
    ['meetings', true, 'Every body has a meeting to come.'],
    ['calendars', true, 'All 2 are known for this year and next.'],
    ['limits', true, 'The council has agreed all 2.'],
    ['workflows', true, '16 published.'],
    ['mail', true, 'The last message went out on 14 February 2020.'],
    ['set-aside', true, 'No message is set aside.'],
    ['words', true, '28 listed, last gone through on 10 February 2020.'],
    ['out-of-hours', true, 'The page on which young people ask something gives it.'],
  ]);
});

test('a council that has nothing has everything left to do, but what only goes wrong later', () => {
  const mail = { stopped: null, paused: false, lastTaken: null, setAside: 0 };
  const words = { listed: 28, lastSaid: null };
  const posts = { posts: [], bodies: [], meetings: [] };
  const none = { ...posts, calendars: [], limits: [], workflows: 0, mail, words, outOfHours: false };
  const left = setUpTasks({ today: '2020-02-17', ...none }).filter(({ done }) => !done);
  const begun = ['posts', 'meetings', 'calendars', 'workflows', 'mail', 'words', 'out-of-hours'];
  expect(left.map(({ key }) => key)).toEqual(begun);
});

const vacant = ['A', 'B', 'C', 'D', 'E'].map((title) => ({ key: title, title, held: false }));
const mail = ready.mail;

test.each<[SetUpKey, Partial<SetUpFacts>, string]>([
  ['posts', { posts: [...ready.posts, ...vacant] }, 'Without a holder: A, B, C and 2 more.'],
  ['meetings', { meetings: [] }, 'No meeting to come: Corporate Parenting Panel.'],
  [
    'calendars',
    { calendars: [calendar('Bank holidays', '2021-12-30')] },
    'Not known for all of next year: Bank holidays (until 30 December 2021).',
  ],
  [
    'calendars',
    { calendars: [school('2020-07-21')] },
    'Not known for all of next year: School terms (until 21 July 2020).',
  ],
  [
    'limits',
    { limits: [{ workflow: 'Challenge card', title: 'Answer', agreed: false }] },
    '1 of 1 stand as the workflow’s file has them: Challenge card: Answer.',
  ],
  [
    'mail',
    { mail: { ...mail, stopped: { since: '2020-02-16T23:30:00.000Z' } } },
    'Sending is stopped since 16 February 2020.',
  ],
  [
    'mail',
    { mail: { ...mail, paused: true } },
    'The way out refuses messages at present. It is tried again by itself.',
  ],
  ['mail', { mail: { ...mail, lastTaken: null } }, 'No message has gone out in the last ninety days.'],
  ['set-aside', { mail: { ...mail, setAside: 1 } }, '1 set aside: decide what becomes of it.'],
])('%s is left to do: %#', (key, differs, hint) => {
  expect(told(key, differs)).toEqual([false, hint]);
});
