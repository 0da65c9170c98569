import { mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { nextTick } from 'vue';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import UpdatesBar from './UpdatesBar.vue';
import { isNewsOf, useUpdates, type Heard } from './updates.js';

const event = { reference: 'CC-2020-001', workflow: 'challenge-card', type: 'owner-changed', version: 3, own: false };
const page = (show: () => Promise<unknown> = () => Promise.resolve(), isNews = (heard: Heard) => !heard.event.own) => ({
  isNews,
  show,
});

beforeEach(() => {
  vi.useFakeTimers();
  setActivePinia(createPinia());
});
afterEach(() => vi.useRealTimers());

test('what is heard while a page reads again is said after it', async () => {
  const updates = useUpdates();
  let read = () => undefined as void;
  updates.page = page(() => new Promise<void>((resolve) => (read = resolve)));
  updates.hear({ event });
  updates.hear({ more: true });
  const showing = updates.show();
  updates.hear({ event: { ...event, reference: 'CC-2020-002' } });
  updates.hear({ event });
  read();
  await showing;
  expect([updates.waiting, updates.more]).toEqual([2, false]);
  const again = updates.show();
  updates.hear({ more: true });
  read();
  await again;
  expect([updates.waiting, updates.more]).toEqual([0, true]);
});

test('what the reader does themselves takes no colleague’s update away, and counts no item twice', () => {
  const updates = useUpdates();
  updates.page = page(undefined, (heard) => isNewsOf(heard, { version: 3, readAt: 0 }));
  updates.hear({ event });
  updates.hear({ event: { ...event, own: true } });
  expect(updates.waiting).toBe(1);
  updates.hear({ event: { ...event, version: 4, own: true } });
  updates.hear({ event: { ...event, version: 2 } });
  expect(updates.waiting).toBe(1);
});

test('a number that moves is shown, and said aloud once a minute at most', async () => {
  const updates = useUpdates();
  updates.page = page();
  const bar = mount(UpdatesBar);
  const spoken = () => bar.get('div[role="status"]').text();
  const hear = async (no: number) => {
    updates.hear({ event: { ...event, reference: `CC-2020-00${no}` } });
    await nextTick();
  };
  await hear(1);
  await hear(2);
  expect(bar.get('.kept-updates__line').text()).toContain('2 updates');
  expect(spoken()).toBe('New at the foot of the page: 1 update');
  await updates.show();
  await nextTick();
  expect(spoken()).toBe('');
  await hear(3);
  await hear(4);
  expect(spoken()).toBe('');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(spoken()).toBe('New at the foot of the page: 2 updates');
  bar.unmount();
});
