import { nextTick, watch } from 'vue';
import { useRoute } from 'vue-router';
import { usePage } from './page.js';

/** Brings it into view and the reader's place with it, so that the next Tab goes on from there. False where it is not there. */
export function arriveAt(id: string): boolean {
  const place = document.getElementById(id);
  if (!place) return false;
  if (!place.hasAttribute('tabindex')) place.setAttribute('tabindex', '-1');
  // The heading of a page that was just opened waits for the focus: here the place has it.
  usePage().takeFocusWish();
  place.scrollIntoView?.();
  place.focus({ preventScroll: true });
  return true;
}

/**
 * Goes to the place in the page that its address names, once it stands there: a page is opened before what it shows has come.
 * What comes later, such as an update, takes nobody back to it.
 */
export function useArrival(shown: () => unknown): void {
  const route = useRoute();
  let arrived = '';
  watch(
    [() => route.hash, shown],
    async ([hash, now]) => {
      if (hash === arrived || now === undefined) return;
      await nextTick();
      if (hash === '' || arriveAt(hash.slice(1))) arrived = hash;
    },
    { immediate: true },
  );
}
