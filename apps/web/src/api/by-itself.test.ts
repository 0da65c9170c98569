import { afterEach, expect, test, vi } from 'vitest';
import { api } from './api.js';
import { lastAnswered } from './http.js';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('what the page asks by itself puts the end of the session off for nobody', async () => {
  vi.useFakeTimers({ now: lastAnswered() + 60_000 });
  const fetched = vi.fn((_path: string, _init: RequestInit) => Promise.resolve(new Response('{"unread":0}')));
  vi.stubGlobal('fetch', fetched);
  const before = lastAnswered();
  await api.notices.count();
  expect(fetched).toHaveBeenCalledOnce();
  expect(lastAnswered()).toBe(before);
  await api.session.current();
  expect(lastAnswered()).toBe(before + 60_000);
});
