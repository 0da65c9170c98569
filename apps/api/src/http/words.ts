/** A key of a definition in words, for people: `not-yet` → "Not yet", `plainWhatWeDid` → "Plain what we did". */
export function wordsOf(key: string): string {
  const words = key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('-', ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
