import { useQuery } from '@tanstack/vue-query';
import { onMounted, onUnmounted, watch } from 'vue';
import { api } from '../api/api.js';
import { timeInWords } from '../ui/dates.js';
import { listInWords } from '../ui/words.js';
import { useUpdates } from './updates.js';

const askedEach = 30_000;
const saidEach = 60_000;

/** Says at the foot of the window who else is changing the item, as long as the page stands. */
export function useEditors(reference: string): void {
  const updates = useUpdates();
  const { data } = useQuery({
    queryKey: ['editing', reference],
    queryFn: () => api.live.editing(reference),
    refetchInterval: askedEach,
    staleTime: 0,
    retry: false,
  });
  const page = {};
  const say = (words: string) => (updates.editing = { of: page, words });
  watch(data, (now) => say(editorsInWords(now?.editors ?? [])), { immediate: true });
  // The page that follows may stand already, and say what it knows.
  onUnmounted(() => updates.editing.of === page && say(''));
}

/** `Ann Lee is changing this now, since 10:42.` */
export function editorsInWords(editors: readonly { name: string; since: string }[]): string {
  if (editors.length === 0) return '';
  const [first] = editors;
  if (editors.length === 1 && first) return `${first.name} is changing this now, since ${timeInWords(first.since)}.`;
  return `${listInWords(editors.map(({ name, since }) => `${name} (since ${timeInWords(since)})`))} are changing this now.`;
}

/**
 * Tells the others that this form is open, and again while somebody types in it: a form that is left alone stops saying so
 * after three minutes. Nothing depends on it, so what goes wrong with it is not said.
 * @returns to be called with each keystroke
 */
export function useSayEditing(reference: string): () => void {
  let saidAt = 0;
  const say = () => {
    saidAt = Date.now();
    void api.live.beginEditing(reference).catch(() => undefined);
  };
  const end = () => {
    if (saidAt > 0) void api.live.endEditing(reference).catch(() => undefined);
    saidAt = 0;
  };
  onMounted(() => {
    say();
    window.addEventListener('pagehide', end);
  });
  onUnmounted(() => {
    window.removeEventListener('pagehide', end);
    end();
  });
  return () => {
    if (Date.now() - saidAt > saidEach) say();
  };
}
