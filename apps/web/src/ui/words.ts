/** `Challenge card` → `Challenge cards`, `Enquiry` → `Enquiries`; what is many already (`… over 48 hours`) stays. */
export function plural(noun: string): string {
  if (/[^aeiou]y$/.test(noun)) return noun.replace(/y$/, 'ies');
  if (/[^su]s$/.test(noun)) return noun;
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** A key as words: `corporate-parenting-officer` → `corporate parenting officer`, `sen-officer` → `SEN officer`. */
export function keyInWords(key: string): string {
  return key.replaceAll('-', ' ').replace(/^sen\b/, 'SEN');
}

export function lowerFirst(text: string): string {
  // An abbreviation keeps its capitals, and so does a name: Lifelong Links, Safety Pod.
  return /^([A-Z]{2}|[A-Z][a-z]+ [A-Z])/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a`, `a and b`, `a, b and c`; or with `or`. */
export function listInWords(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

/** `No date moves.`, `1 date moves.`, `3 dates would move.` */
export function movesInWords(count: number, would: boolean): string {
  if (count === 0) return would ? 'No date would move.' : 'No date moved.';
  return `${count === 1 ? '1 date' : `${count} dates`} ${would ? 'would move' : 'moved'}.`;
}
