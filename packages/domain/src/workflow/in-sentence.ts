/** `Challenge card` → `challenge card` in the middle of a sentence; an abbreviation and a name keep their capitals. */
export function inSentence(title: string): string {
  return /^([A-Z]{2}|[A-Z][a-z]+ [A-Z])/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}
