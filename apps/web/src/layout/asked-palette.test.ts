import { flushPromises, mount } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { expect, test } from 'vitest';
import { defineComponent, h } from 'vue';
import { useSession } from '../session/session.js';
import { useAskedPalette } from './asked-palette.js';

const onItsWay = () => new Promise<never>(() => undefined);

/** Somebody who is signed in, asked for the palette and typed “pass” before it was there. */
async function asking(fetchPalette: () => Promise<{ default: ReturnType<typeof defineComponent> }>) {
  let palette!: ReturnType<typeof useAskedPalette>;
  let session!: ReturnType<typeof useSession>;
  const page = defineComponent(() => {
    session = useSession();
    palette = useAskedPalette(fetchPalette);
    return () => h('p');
  });
  const wrapper = mount(page, { global: { plugins: [createPinia()] } });
  const signIn = () => (session.current = { person: { id: 'p1' } } as never);
  signIn();
  palette.ask();
  await wrapper.vm.$nextTick();
  expect([...'pass'].map((key) => isSwallowed(key))).toEqual([true, true, true, true]);
  await flushPromises();
  return { wrapper, palette, session, signIn };
}

function isSwallowed(key: string): boolean {
  return !document.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }));
}

test('who is signed out while the palette is on its way types into the sign-in page, and is then asked nothing', async () => {
  const { wrapper, palette, session, signIn } = await asking(onItsWay);
  session.forget();
  await flushPromises();
  expect(['a', 'Enter'].map((key) => isSwallowed(key))).toEqual([false, false]);
  signIn();
  await flushPromises();
  expect(palette.asked.value).toBe(false);
  wrapper.unmount();
});

test('a palette that does not arrive gives the keys back, and what was typed for it', async () => {
  let fail = (_why: Error) => undefined as void;
  const { wrapper, palette } = await asking(() => new Promise<never>((_, reject) => (fail = reject)));
  fail(new Error('no such file'));
  await flushPromises();
  expect([palette.asked.value, palette.missed.value, isSwallowed('a')]).toEqual([false, 'pass', false]);
  palette.ask();
  await wrapper.vm.$nextTick();
  expect(palette.missed.value).toBeNull();
  wrapper.unmount();
});
