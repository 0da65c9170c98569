import { countWords, textsForYoungPeople, wordFinder } from '@kept/domain';
import type { CouncilWord, PlainTexts, WordCount, WordFinder, WorkItem, WorkflowDefinition } from '@kept/domain';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';

const finders = new WeakMap<readonly CouncilWord[], WordFinder>();

/** Finds the words of a council's list that are not switched off; the list is made ready at the first text. */
function finderOf(words: readonly CouncilWord[]): WordFinder {
  return (text) => {
    const finder = finders.get(words) ?? wordFinder(words.filter(({ active }) => active));
    finders.set(words, finder);
    return finder(text);
  };
}

/** How the texts of an item that young people read were changed, from before to after. */
export function countItemWords(
  before: WorkItem | null,
  after: WorkItem,
  { definition, words }: { definition: WorkflowDefinition; words: readonly CouncilWord[] },
): WordCount[] {
  return countWords(textsForYoungPeople(before, definition), textsForYoungPeople(after, definition), finderOf(words));
}

/** `did-7-11` and so on: where each text of a publication stands. */
function flat(texts: PlainTexts | undefined): Record<string, string> {
  const ofAge = ([age, words]: [string, object]) =>
    Object.entries(words).map(([part, text]) => [`${part}-${age}`, String(text)] as const);
  return Object.fromEntries(Object.entries(texts ?? {}).flatMap(ofAge));
}

/** How the words of a card changed, from those that were last proposed. */
export function countProposedWords(
  before: PlainTexts | undefined,
  after: PlainTexts,
  words: readonly CouncilWord[],
): WordCount[] {
  return countWords(flat(before), flat(after), finderOf(words));
}

const insert = `insert into word_counts
    (authority_id, id, work_item_id, owner_post, text, word, used, mended, counted_on)
  select $1, id, $2, $3, text, word, used, mended, app.today()
  from jsonb_to_recordset($4) as counts (id uuid, text text, word text, used integer, mended integer)`;

/** In the transaction of the saving itself, after the item's row was locked. */
export async function writeWordCounts(
  client: pg.PoolClient,
  { authorityId, itemId, ownerPost }: { authorityId: string; itemId: string; ownerPost: string },
  counts: readonly WordCount[],
): Promise<void> {
  if (counts.length === 0) return;
  const rows = JSON.stringify(counts.map((count) => ({ id: uuid(), ...count })));
  await client.query({ name: 'count-words', text: insert, values: [authorityId, itemId, ownerPost, rows] });
}
