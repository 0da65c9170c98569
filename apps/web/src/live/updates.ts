import type { LiveEventView } from '@kept/contracts';
import { defineStore } from 'pinia';
import { computed, onUnmounted, shallowReactive, shallowRef, ref } from 'vue';

/** An event with when it was heard, by this machine's clock. */
export interface Heard {
  event: LiveEventView;
  at: number;
}

/** What a page is about: which updates it does not show yet, and how it comes to show them. */
export interface Updated {
  isNews: (heard: Heard) => boolean;
  show: () => Promise<unknown>;
  /** Said in place of how many there are, and on the button in place of “Show”. */
  words?: { said: string; button: string };
}

/** What happened since the page was opened and is not on it. The page itself stays as it is until its reader asks. */
export const useUpdates = defineStore('updates', () => {
  const heard = shallowReactive(new Map<string, Heard>());
  const more = ref(false);
  const page = shallowRef<Updated | null>(null);
  /** “NAME is changing this now, since 10:42”, as the page that stands says it. */
  const editing = shallowRef({ of: null as object | null, words: '' });
  const waiting = computed(() => {
    const { value: about } = page;
    const news = about ? [...heard.values()].filter((each) => about.isNews(each)) : [];
    return new Set(news.map(({ event }) => event.reference)).size;
  });
  let timesMore = 0;

  function hear(said: { event: LiveEventView } | { more: true }): void {
    if ('more' in said) {
      more.value = true;
      timesMore += 1;
    } else keep({ event: said.event, at: Date.now() });
  }

  /** The newest of an item, the reader's own apart from what others did: neither takes the other's place. */
  function keep(now: Heard): void {
    const { reference, own, version } = now.event;
    const key = `${own ? 'own' : 'other'} ${reference}`;
    if (version >= (heard.get(key)?.event.version ?? 0)) heard.set(key, now);
  }

  function forget(): void {
    heard.clear();
    more.value = false;
  }

  async function show(): Promise<void> {
    const shown = page.value;
    const [before, moreBefore] = [new Map(heard), timesMore];
    await shown?.show();
    if (page.value !== shown) return;
    if (timesMore === moreBefore) more.value = false;
    for (const [key, each] of [...heard]) {
      if (before.get(key) === each) heard.delete(key);
      // The reading may have begun before it: said once too often rather than not at all.
      else heard.set(key, { ...each, at: Date.now() + 1 });
    }
  }

  return { heard, more, page, editing, waiting, hear, forget, show };
});

/** While the page stands, what happens to it is said at its foot. */
export function useUpdatesOf(updated: Updated): void {
  const updates = useUpdates();
  updates.forget();
  updates.page = updated;
  onUnmounted(() => {
    if (updates.page === updated) updates.page = null;
  });
}

/** What a page shows of an item, and when it was read. */
export interface Shown {
  version: number;
  readAt: number;
}

/**
 * Is this not on the page yet? A version higher than the one shown is not, whoever made it. Without a higher one (a date
 * that fired, a comment) it is news when it was heard after the reading, and another's.
 */
export function isNewsOf({ event, at }: Heard, shown: Shown): boolean {
  return event.version > shown.version || (event.version === shown.version && isNewsSince({ event, at }, shown.readAt));
}

/** Of an item that the page does not show: another's, and heard after the reading. */
export function isNewsSince({ event, at }: Heard, readAt: number): boolean {
  return !event.own && at > readAt;
}
