import { isUtf8 } from 'node:buffer';
import { malformed } from './problem.js';

/** How deep objects and lists may stand in one another. */
const deepest = 32;
/** Names that reach an object's prototype. */
export const forbiddenKeys: readonly string[] = ['__proto__', 'constructor', 'prototype'];

/**
 * Reads a body as JSON, strictly: well-formed UTF-8, no key twice in one object, no key that reaches an object's
 * prototype, at most 32 deep. An empty body is undefined.
 * @throws Refused 400
 */
export function readJson(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw malformed('The body is not well-formed UTF-8.');
  const text = bytes.toString('utf8');
  checkShape(text);
  try {
    return JSON.parse(text);
  } catch {
    throw malformed('The body is not JSON.');
  }
}

/** Walks the text once, without recursion; whether it is JSON at all is for `JSON.parse` to say. */
function checkShape(text: string): void {
  // One entry for each open object (its keys so far) or list (null).
  const open: (Set<string> | null)[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      noteKey(open.at(-1) ?? null, text, { from: at, to: end });
      at = end;
      continue;
    }
    if (character === '{' || character === '[') open.push(character === '{' ? new Set() : null);
    if (character === '}' || character === ']') open.pop();
    if (open.length > deepest) throw malformed(`The body is more than ${deepest} levels deep.`);
    at += 1;
  }
}

/** The place after the closing quotation mark of a string that begins at `from`. */
function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

const colonNext = /[ \t\n\r]*:/y;

function noteKey(keys: Set<string> | null, text: string, { from, to }: { from: number; to: number }): void {
  colonNext.lastIndex = to;
  if (keys === null || !colonNext.test(text)) return;
  const key = unquote(text.slice(from, to));
  if (forbiddenKeys.includes(key)) throw malformed('The body has a property of a forbidden name.');
  if (keys.has(key)) throw malformed('The body has the same property twice.');
  keys.add(key);
}

/** Two spellings of one key (`a` and `\u0061`) are one key. */
function unquote(quoted: string): string {
  try {
    return String(JSON.parse(quoted));
  } catch {
    throw malformed('The body is not JSON.');
  }
}
