/**
 * How hard a text is to read: the school grade of Flesch and Kincaid (1975), 0.39 × words a sentence + 11.8 × syllables a
 * word − 15.59. An American grade begins at age 5 or 6. Syllables are counted by groups of vowels, which is near enough to
 * tell texts apart.
 */
export function readingGrade(text: string): number {
  const sentences = text.split(/[.!?:]+(?:\s|$)/).filter((part) => /\w/.test(part)).length;
  const words = text.match(/[\p{L}\p{N}’']+/gu) ?? [];
  if (sentences === 0 || words.length === 0) return 0;
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word.toLowerCase()), 0);
  return 0.39 * (words.length / sentences) + 11.8 * (syllables / words.length) - 15.59;
}

function syllablesOf(word: string): number {
  const spoken = word.replace(/(?:[^laeiouy]es|[^td]ed|[^laeiouy]e)$/, '');
  return Math.max(1, spoken.match(/[aeiouy]+/g)?.length ?? 0);
}

/** Fewer words than these say nothing of how hard a text is. */
const fewestWords = 12;
const ageOfFirstGrade = 5;

/** The age from which a text is easy to read, in whole years from 5 to 18; null for one that is too short to say. */
export function readingAge(text: string): number | null {
  const words = text.match(/[\p{L}\p{N}’']+/gu) ?? [];
  if (words.length < fewestWords) return null;
  return Math.min(18, Math.max(ageOfFirstGrade, Math.round(readingGrade(text)) + ageOfFirstGrade));
}
