import { defineStore } from 'pinia';
import { reactive } from 'vue';

/**
 * Words typed and not yet sent, by the page they stand on. They outlive a look at another page, a conflict and a
 * sign-in that ran out; they never leave this browser tab.
 */
export const useDrafts = defineStore('drafts', () => {
  const kept = reactive(new Map<string, object>());

  function open<Values extends object>(key: string, initial: () => Values): Values {
    if (!kept.has(key)) kept.set(key, initial());
    // The key names the form, and a form always has the same shape.
    return kept.get(key) as Values;
  }
  const discard = (key: string) => kept.delete(key);
  const clear = () => kept.clear();

  return { open, discard, clear };
});
