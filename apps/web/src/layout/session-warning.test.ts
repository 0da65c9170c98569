import { mount, flushPromises } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { afterEach, expect, test, vi } from 'vitest';
import type { SessionView } from '@kept/contracts';
import { api } from '../api/api.js';
import { Unreachable } from '../api/problem.js';
import SessionWarning from './SessionWarning.vue';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const endsIn = (minutes: number, idleMinutes: number) =>
  ({ ends: { at: new Date(Date.now() + minutes * 60_000).toISOString(), idleMinutes } }) as SessionView;

function open(session: SessionView) {
  vi.useFakeTimers();
  return mount(SessionWarning, { props: { session }, global: { plugins: [createPinia()] } });
}

test('nothing is said while there is time; five minutes before the end it is, with how to stay', async () => {
  const wrapper = open(endsIn(600, 30));
  expect(wrapper.text()).toBe('');
  await vi.advanceTimersByTimeAsync(25 * 60_000);
  expect(wrapper.get('h2').text()).toBe('You will be signed out in 4 minutes');
  vi.spyOn(api.session, 'current').mockRejectedValue(new Unreachable());
  await wrapper.get('button').trigger('click');
  await flushPromises();
  expect(wrapper.text()).toContain('The service did not answer. Try again in a moment.');
});

test('the end of the day’s session cannot be put off, so it asks to save', () => {
  const wrapper = open(endsIn(3, 30));
  expect(wrapper.text()).toContain('Save what you are writing.');
  expect(wrapper.find('button').exists()).toBe(false);
});
