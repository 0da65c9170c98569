import { ref, shallowRef, watch } from 'vue';
import type { Component } from 'vue';
import { useSession } from '../session/session.js';
import { useTypedAhead } from './typed-ahead.js';

/**
 * The palette, fetched when somebody first asks for it. What they type until it is there is kept for it; where it does not
 * arrive, `missed` holds what was typed, and the page says so.
 */
export function useAskedPalette<Palette extends Component>(fetchPalette: () => Promise<{ default: Palette }>) {
  const session = useSession();
  const asked = ref(false);
  const palette = shallowRef<Palette>();
  const missed = ref<string | null>(null);
  const ahead = useTypedAhead(() => (asked.value = false));

  async function arrive(): Promise<void> {
    try {
      palette.value ??= (await fetchPalette()).default;
    } catch {
      // Whoever took the question back, or was signed out meanwhile, waits for nothing.
      if (asked.value) missed.value = ahead.typed.value.trim();
      asked.value = false;
    }
  }

  watch(asked, (now) => {
    if (!now) return ahead.stop();
    missed.value = null;
    ahead.start();
    void arrive();
  });
  // The keys belong to the sign-in page then, and nobody who signs in has asked for anything.
  watch(
    () => session.current,
    (now) => {
      if (now) return;
      asked.value = false;
      missed.value = null;
    },
  );

  const ask = () => (asked.value = session.current !== null);
  const toggle = () => (asked.value ? (asked.value = false) : ask());
  return { asked, palette, missed, typed: ahead.typed, arrived: ahead.stop, ask, toggle };
}
