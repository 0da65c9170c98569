import type { SessionView } from '@kept/contracts';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test } from 'vitest';
import { useSession } from '../session/session.js';
import { useDrafts } from './drafts.js';

const sessionOf = (id: string): SessionView => ({
  person: { id, name: 'Alex Marlow', email: 'alex.marlow@council.example' },
  persona: 'officer',
  roles: ['officer'],
  posts: [],
  authority: { key: 'kent', name: 'Kent County Council' },
  clock: { now: '2020-02-17T09:00:00.000Z', today: '2020-02-17', demo: true },
  ends: { at: '2020-02-17T19:00:00.000Z', idleMinutes: 30 },
});
const form = () => useDrafts().open('/work-items/CC-2020-001/comments', { initial: () => ({ text: '' }) });

beforeEach(() => setActivePinia(createPinia()));

test('what was typed outlives a sign-in that ran out, for whoever typed it', () => {
  const session = useSession();
  session.current = sessionOf('p1');
  form().values.text = 'Ask the foster carer';
  session.forget();
  session.current = sessionOf('p1');
  expect(form().values.text).toBe('Ask the foster carer');
});

test('who signs in after somebody else finds none of their words', () => {
  const session = useSession();
  session.current = sessionOf('p1');
  form().values.text = 'Ask the foster carer';
  session.forget();
  session.current = sessionOf('p2');
  expect(form().values.text).toBe('');
});
