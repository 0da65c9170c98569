/** `Challenge card` → `Challenge cards`, `Enquiry` → `Enquiries`; `Missing over 48 hours` is many already. */
export function plural(noun: string): string {
  if (/\d+ \w+s$/.test(noun)) return noun;
  if (/[^aeiou]y$/.test(noun)) return noun.replace(/y$/, 'ies');
  return /(s|x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** A key as words: `corporate-parenting-officer` → `corporate parenting officer`, `sen-officer` → `SEN officer`. */
export function keyInWords(key: string): string {
  return key.replaceAll('-', ' ').replace(/^sen\b/, 'SEN');
}

export function lowerFirst(text: string): string {
  // An abbreviation keeps its capitals.
  return /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `a`, `a and b`, `a, b and c`; or with `or`. */
export function listInWords(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}
