import { defineStore } from 'pinia';
import { reactive, watch } from 'vue';
import { useSession } from '../session/session.js';
import { forgetAllDrafts, keptDrafts, type KeptDraft, type Lasting } from './kept-drafts.js';

export interface Draft<Values extends object = object> extends KeptDraft {
  values: Values;
  was: Values;
  /** Was it begun before, here or before the page was loaded again? */
  resumed: boolean;
}

/** What a form says of itself when it opens its draft. */
export interface DraftOptions<Values extends object> {
  initial: () => Values;
  /** The version of the item that stands on the page. */
  version?: number | undefined;
  /** Also in the storage of the browser, or of the tab alone, where it outlives the page. */
  lasting?: Lasting | undefined;
}

/** A sign-in that ran out keeps what was typed for whoever typed it, and for nobody else. */
function keepToTheirWriter(begun: Map<string, Draft>): void {
  const session = useSession();
  let writer = session.current?.person.id;
  watch(
    () => session.current?.person.id,
    (person) => {
      if (!person) return;
      if (person !== writer) begun.clear();
      writer = person;
    },
    { flush: 'sync' },
  );
}

/**
 * Words typed and not yet sent, by the page they stand on. They outlive a look at another page, a conflict and a
 * sign-in that ran out; lasting ones also the tab and the service. They never leave this browser.
 */
export const useDrafts = defineStore('drafts', () => {
  const begun = reactive(new Map<string, Draft>());
  const session = useSession();
  let tidiedFor: string | null = null;
  keepToTheirWriter(begun);

  function kept() {
    const person = session.current?.person.id;
    if (!person) return null;
    const drafts = keptDrafts(person);
    if (tidiedFor !== person) drafts.tidy();
    tidiedFor = person;
    return drafts;
  }

  function begin<Values extends object>(key: string, options: DraftOptions<Values>): Draft<Values> {
    const values = options.initial();
    const fresh = { values, was: structuredClone(values), version: options.version, at: Date.now() };
    const stored = options.lasting ? kept()?.read(key, values, options.lasting) : null;
    const draft = stored ? { ...stored, resumed: true } : { ...fresh, sent: { words: '', key: '' }, resumed: false };
    // The key names the form, and a form always has the same shape.
    return draft as Draft<Values>;
  }

  function open<Values extends object>(key: string, options: DraftOptions<Values>): Draft<Values> {
    const found = begun.get(key);
    if (found) found.resumed = true;
    else begun.set(key, begin(key, options));
    return begun.get(key) as Draft<Values>;
  }

  /** Keeps a lasting draft as it now stands; one that says what it began with is nothing to keep. */
  function keep(key: string, lasting: Lasting): void {
    const draft = begun.get(key);
    if (!draft) return;
    if (JSON.stringify(draft.values) === JSON.stringify(draft.was)) return void kept()?.remove(key);
    draft.at = Date.now();
    const { resumed: _, ...whole } = draft;
    kept()?.write(key, whole, lasting);
  }

  function discard(key: string): void {
    begun.delete(key);
    kept()?.remove(key);
  }

  function clear(): void {
    begun.clear();
    forgetAllDrafts();
  }

  return { open, keep, discard, clear };
});
