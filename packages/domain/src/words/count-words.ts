import type { Fields, WorkItem } from '../work-item/work-item.js';
import type { FieldDefinition, WorkflowDefinition } from '../workflow/definition.js';
import type { WordFinder } from './find-words.js';

/** Texts for young people by where they stand: a field's key, `verdicts.2.words`, `did-7-11`. */
export type PlainTexts = Readonly<Record<string, string>>;

/** One word in one text, as one saving changed it. */
export interface WordCount {
  text: string;
  /** The key of the word. */
  word: string;
  /** So many more times than in the version before. */
  used: number;
  /** So many fewer times than in the version before. */
  mended: number;
}

/**
 * How one saving changed how often listed words stand in texts that young people read. What was typed and mended before
 * it was saved leaves no trace and is not counted: nobody but the browser knows of it.
 */
export function countWords(before: PlainTexts, after: PlainTexts, find: WordFinder): WordCount[] {
  const texts = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...texts].flatMap((text) => {
    if (before[text] === after[text]) return [];
    const [earlier, later] = [timesOf(before[text], find), timesOf(after[text], find)];
    return [...new Set([...earlier.keys(), ...later.keys()])].flatMap((word) => {
      const more = (later.get(word) ?? 0) - (earlier.get(word) ?? 0);
      return more === 0 ? [] : [{ text, word, used: Math.max(more, 0), mended: Math.max(-more, 0) }];
    });
  });
}

function timesOf(text: string | undefined, find: WordFinder): Map<string, number> {
  const times = new Map<string, number>();
  for (const { word } of find(text ?? '')) times.set(word.key, (times.get(word.key) ?? 0) + 1);
  return times;
}

/** A text that officers write for young people; what young people said stands as they said it. */
export function isWrittenForYoungPeople({ plain, ownWords }: Pick<FieldDefinition, 'plain' | 'ownWords'>): boolean {
  return plain && ownWords !== true;
}

/** The texts of an item that officers write for young people. */
export function textsForYoungPeople(item: WorkItem | null, definition: WorkflowDefinition): PlainTexts {
  if (item === null) return {};
  const own = textsOf(item.fields, definition.fields, '');
  const ofRecords = Object.entries(definition.records).flatMap(([kind, { fields }]) =>
    (item.records[kind] ?? []).flatMap((entry) => textsOf(entry.fields, fields, `${kind}.${entry.no}.`)),
  );
  return Object.fromEntries([...own, ...ofRecords]);
}

function textsOf(
  fields: Fields,
  definitions: Readonly<Record<string, FieldDefinition>>,
  prefix: string,
): [string, string][] {
  return Object.entries(definitions).flatMap(([key, field]) => {
    const value = fields[key];
    return isWrittenForYoungPeople(field) && typeof value === 'string' ? [[prefix + key, value]] : [];
  });
}
