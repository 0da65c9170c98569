import { wordFinder, type ListedWord } from '@kept/domain';
import type { PublicationView } from '@kept/contracts';
import { useQuery } from '@tanstack/vue-query';
import { computed, type Ref } from 'vue';
import { api } from '../../../api/api.js';
import { useSession } from '../../../session/session.js';

/** A listed word in the words of a card that stand on the public page. */
export interface FoundInPublished {
  id: string;
  title: string;
  key: string;
  text: string;
  times: number;
}

/** What stands on the public page now, for those who look after it. */
export function usePublished() {
  const session = useSession();
  const enabled = computed(() =>
    ['officer', 'participation', 'director'].some((role) => session.current?.roles.includes(role)),
  );
  const { data } = useQuery({
    queryKey: ['publications', 'published'],
    queryFn: () => api.publications.list({ status: 'published', limit: '200' }),
    enabled,
  });
  return data as Ref<{ publications: PublicationView[]; nextCursor: string | null } | undefined>;
}

/** Where these words stand in what is published, card by card and word by word. */
export function findInPublished(
  publications: readonly PublicationView[],
  words: readonly ListedWord[],
): FoundInPublished[] {
  const find = wordFinder(words);
  return publications.flatMap(({ id, title, texts }) => {
    const found = Object.values(texts).flatMap((age) => Object.values(age).flatMap(find));
    const keys = new Map<string, FoundInPublished>();
    for (const { text, word } of found) {
      const times = (keys.get(word.key)?.times ?? 0) + 1;
      keys.set(word.key, { id, title, key: word.key, text: keys.get(word.key)?.text ?? text, times });
    }
    return [...keys.values()];
  });
}
