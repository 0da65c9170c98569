import type { Instant } from '@kept/domain';
import type { AuditDraw } from '../audit/entry.js';
import { bulkTableKeys, bulkTables, type BulkTableKey } from './bulk-tables.js';
import { copyLine } from './copy-text.js';
import { lifeRows, type LivedItem } from './life-rows.js';

/**
 * An item with those that it opened, each after the one that opened it. They are written together, under ids of one
 * ending, so that one text with gaps serves for as many families as are wanted.
 */
export type LivedFamily = readonly LivedItem[];

/** The same life, of as many families as are stamped from it. */
export interface WrittenFamily {
  /** Of each item, what its number is drawn from. */
  numbering: readonly { prefix: string; createdAt: Instant }[];
  rows: Readonly<Record<BulkTableKey, number>>;
  texts: Readonly<Record<BulkTableKey, Text>>;
}

/** One family to be loaded. */
export interface Stamp {
  family: WrittenFamily;
  /** The last two groups of all ids: `-8abc-0123456789ab`, its own. */
  ending: string;
  /** Of each item. */
  references: readonly string[];
}

/** Text with gaps between its pieces: `gaps[n]` comes after `pieces[n]`, the ending (-1) or the reference of an item. */
interface Text {
  pieces: readonly string[];
  gaps: readonly number[];
}

const endingMark = '-8fed-cba987654321';
/** The reference of an item of a family until it is stamped. */
export const markedReference = (place: number): string => `{reference:${place}}`;
const marks = /(-8fed-cba987654321|\{reference:\d+\})/;
const endingGap = -1;

/**
 * A UUID of version 7 whose ending is left open until it is stamped; `no` tells those of one family apart.
 * @throws Error from the 4,097th on: a family has no more ids
 */
export function markedId(at: Instant, no: number): string {
  if (no >= 4096) throw new Error('A family of items has used up its 4,096 ids.');
  const time = Date.parse(at).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${no.toString(16).padStart(3, '0')}${endingMark}`;
}

/** A family as text that can be stamped. Its ids come from {@link markedId}, its references from {@link markedReference}. */
export function writeFamily(authorityId: string, family: LivedFamily, draw: AuditDraw): WrittenFamily {
  const references = new Map(family.map(({ item }, place) => [item.id, markedReference(place)]));
  const lives = family.map((lived) => lifeRows(authorityId, linked(lived, references), draw));
  const perTable = <T>(value: (key: BulkTableKey) => T) =>
    Object.fromEntries(bulkTableKeys.map((key) => [key, value(key)])) as Record<BulkTableKey, T>;
  return {
    numbering: family.map(({ item, definition }) => ({
      prefix: definition.reference + (item.exempt ? 'X' : ''),
      createdAt: item.createdAt,
    })),
    rows: perTable((key) => lives.reduce((sum, rows) => sum + rows[key].length, 0)),
    texts: perTable((key) =>
      gapped(lives.flatMap((rows) => rows[key].map((row) => copyLine(row, bulkTables[key].columns))).join('')),
    ),
  };
}

/** A link that was made before the other item had its reference says it now, as in the write path. */
function linked(lived: LivedItem, references: ReadonlyMap<string, string>): LivedItem {
  const links = lived.item.links.map((link) => ({ ...link, to: references.get(link.to) ?? link.to }));
  return { ...lived, item: { ...lived.item, links } };
}

function gapped(text: string): Text {
  const parts = text.split(marks);
  const pieces = parts.filter((_, place) => place % 2 === 0);
  const gaps = parts
    .filter((_, place) => place % 2 === 1)
    .map((mark) => (mark === endingMark ? endingGap : Number(/\d+/.exec(mark)?.[0])));
  return { pieces, gaps };
}

/** The lines of one table, of one family. */
export function stampedText({ family, ending, references }: Stamp, key: BulkTableKey): string {
  const { pieces, gaps } = family.texts[key];
  let text = pieces[0] ?? '';
  for (let place = 0; place < gaps.length; place += 1) {
    const gap = gaps[place] ?? endingGap;
    text += (gap === endingGap ? ending : (references[gap] ?? '')) + (pieces[place + 1] ?? '');
  }
  return text;
}
