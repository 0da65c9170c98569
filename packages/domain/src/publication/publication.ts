import type { WorkItem } from '../work-item/work-item.js';

/** The three reading ages for which what young people read is written. */
export const readingAges = ['7-11', '11-16', '16-plus'] as const;
export type ReadingAge = (typeof readingAges)[number];

/** One card in plain words: you asked, we did, we could not because. */
export interface PlainWords {
  asked: string;
  did: string;
  couldNot: string;
}

/** The words for each reading age. */
export type PlainTexts = Readonly<Record<ReadingAge, PlainWords>>;

/** What the council that raised a card says of the answer. */
export interface PublishedVerdict {
  verdict: 'kept' | 'partly' | 'not-yet';
  stars: number | null;
  /** In their own words; null where there are none, or where they are not to be shown. */
  words: string | null;
}

/** As the database's wall does it again: see app.take_off_public_site. */
const reasons: readonly { holds: (item: WorkItem) => boolean; text: string }[] = [
  { holds: ({ workflow }) => workflow !== 'challenge-card', text: 'Only challenge cards are published.' },
  { holds: ({ exempt }) => exempt, text: 'It is exempt.' },
  { holds: ({ restrictedTo }) => restrictedTo !== null, text: 'It is kept to some.' },
  { holds: ({ state }) => state === 'withdrawn', text: 'It was withdrawn.' },
  {
    holds: ({ fields }) => !fields['screenedOn'] || !fields['kind'],
    text: 'Screen it for safeguarding and triage it first.',
  },
  { holds: ({ fields }) => fields['kind'] !== 'collective', text: 'It is a personal matter.' },
  { holds: ({ hiddenFrom }) => hiddenFrom.length > 0, text: 'It is hidden from the panel.' },
];

/**
 * Why a card may not be shown to the public; null where it may. Only a collective card that was screened and stands in
 * open view is ever published.
 */
export function whyNotPublished(item: WorkItem): string | null {
  return reasons.find(({ holds }) => holds(item))?.text ?? null;
}

/** The latest verdict of those who raised the card; null while there is none. */
export function latestVerdict({ records }: WorkItem): PublishedVerdict | null {
  const fields = records['verdicts']?.at(-1)?.fields;
  if (fields === undefined) return null;
  const { verdict, stars, words } = fields;
  return {
    verdict: verdict as PublishedVerdict['verdict'],
    stars: typeof stars === 'number' ? stars : null,
    words: typeof words === 'string' && words.trim() !== '' ? words : null,
  };
}
