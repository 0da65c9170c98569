import type { RuleListView } from '@kept/contracts';

type Rule = Pick<RuleListView['rules'][number], 'law' | 'paragraph' | 'textSeen' | 'basis'>;

const seen: Readonly<Record<Rule['textSeen'], string>> = {
  yes: 'Text read',
  part: 'Text read in part',
  secondary: 'Text not seen: taken from another account of it',
  packs: 'Text not seen: taken from papers of the panel',
};

/** Whether the words of the law were read, for whoever has to rely on the date. */
export const seenInWords = ({ textSeen }: Rule): string => seen[textSeen];

/** Whoever counts by it should know that nobody read its words. */
export const isUnseen = ({ textSeen }: Rule): boolean => textSeen === 'secondary' || textSeen === 'packs';

export const sourceInWords = ({ law, paragraph }: Rule): string => (paragraph === null ? law : `${law}, ${paragraph}`);

const bases: Readonly<Record<Rule['basis'], string>> = {
  statutory: 'Law',
  guidance: 'Guidance',
  local: 'Local policy',
};
export const basisInWords = ({ basis }: Rule): string => bases[basis];

/** `3 open dates`, `1 open date`. */
export function openInWords(open: number | null, noun = 'open date'): string {
  if (open === null) return '';
  return open === 1 ? `1 ${noun}` : `${open} ${noun}s`;
}
