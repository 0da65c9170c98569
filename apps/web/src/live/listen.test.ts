import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { api } from '../api/api.js';
import type { StreamEars } from '../api/live.js';
import { listen } from './listen.js';

const event = { reference: 'CC-2020-001', workflow: 'challenge-card', type: 'owner-changed', version: 2, own: false };

/** Locks and channels of one browser, as much of them as its tabs use. */
function stubBrowser() {
  const queue: (() => void)[] = [];
  let held = false;
  const next = () => {
    if (held) return;
    const begin = queue.shift();
    if (begin) begin();
  };
  const request = (_name: string, { signal }: { signal: AbortSignal }, lead: () => Promise<void>) => {
    queue.push(() => {
      if (signal.aborted) return next();
      held = true;
      void lead().then(() => ((held = false), next()));
    });
    next();
    return Promise.resolve();
  };
  vi.stubGlobal('navigator', { locks: { request } });
  vi.stubGlobal('EventSource', class {});
  const tabs = new Set<{ onmessage?: (message: { data: unknown }) => void }>();
  vi.stubGlobal(
    'BroadcastChannel',
    class {
      onmessage?: (message: { data: unknown }) => void;
      constructor() {
        tabs.add(this);
      }
      postMessage(data: unknown) {
        for (const tab of tabs) if (tab !== this) tab.onmessage?.({ data });
      }
      close() {
        tabs.delete(this);
      }
    },
  );
}

let opened: { after: string | undefined; ears: StreamEars; close: () => void }[];
beforeEach(() => {
  vi.useFakeTimers();
  opened = [];
  vi.spyOn(api.live, 'news').mockResolvedValue({ id: '40', events: [], more: false });
  vi.spyOn(api.live, 'open').mockImplementation((after, ears) => {
    const close = vi.fn();
    opened.push({ after, ears, close });
    return close;
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

test('seven tabs hold one stream, and all hear what it says; when its tab closes the next goes on where it was', async () => {
  stubBrowser();
  const heard: string[] = [];
  const stops = Array.from({ length: 7 }, (_, tab) =>
    listen('p1', (said) => heard.push(`${tab} ${'event' in said ? said.event.type : 'more'}`)),
  );
  expect(opened).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1_500);
  expect(opened.map(({ after }) => after)).toEqual(['40']);
  opened[0]?.ears.event(event);
  opened[0]?.ears.place('41');
  expect(heard.sort()).toEqual(Array.from({ length: 7 }, (_, tab) => `${tab} owner-changed`));
  stops[0]?.();
  await vi.advanceTimersByTimeAsync(1);
  expect(opened[0]?.close).toHaveBeenCalledOnce();
  expect(opened[1]?.after).toBe('41');
  opened[1]?.ears.more();
  expect(heard).toContain('6 more');
  for (const stop of stops) stop();
});

test('a tab that was opened after the last event goes on where the stream is', async () => {
  stubBrowser();
  const first = listen('p1', () => undefined);
  await vi.advanceTimersByTimeAsync(1_500);
  opened[0]?.ears.place('55');
  const later = listen('p1', () => undefined);
  first();
  await vi.advanceTimersByTimeAsync(1);
  expect(opened[1]?.after).toBe('55');
  later();
});

test('a stream that was refused is asked for again later, from where it was', async () => {
  stubBrowser();
  const stop = listen('p1', () => undefined);
  await vi.advanceTimersByTimeAsync(1_500);
  opened[0]?.ears.place('7');
  opened[0]?.ears.refused();
  expect(opened).toHaveLength(1);
  vi.advanceTimersByTime(60_000);
  expect(opened.map(({ after }) => after)).toEqual(['40', '7']);
  stop();
});

test('a browser without locks asks from time to time, while somebody looks', async () => {
  vi.stubGlobal('navigator', {});
  const news = vi.spyOn(api.live, 'news');
  news.mockResolvedValueOnce({ id: '1', events: [], more: false });
  news.mockResolvedValueOnce({ id: '2', events: [event], more: true });
  const heard: object[] = [];
  const stop = listen('p1', (said) => heard.push(said));
  await vi.advanceTimersByTimeAsync(30_000);
  expect(news.mock.calls).toEqual([[undefined], ['1']]);
  expect(heard).toEqual([{ event }, { more: true }]);
  stop();
  await vi.advanceTimersByTimeAsync(90_000);
  expect([news.mock.calls.length, opened.length]).toEqual([2, 0]);
});
