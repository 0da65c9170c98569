import { postsAbove } from '../organisation/post-holders.js';
import type { Organisation } from '../organisation/organisation.js';
import type { Actor, WorkItem } from '../work-item/work-item.js';

/** The state of a card whose answer waits for the young people's verdict. */
const answered = 'answered';

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

/**
 * The verdict that was given on the answer as it now stands; null while there is none. One on an earlier answer, which the
 * council has answered anew since, is not a verdict on this one.
 */
export function verdictOnAnswer({ state, records }: WorkItem): PublishedVerdict | null {
  const fields = records['verdicts']?.at(-1)?.fields;
  if (fields === undefined || state === answered) return null;
  const { verdict, stars, words } = fields;
  return {
    verdict: verdict as PublishedVerdict['verdict'],
    stars: typeof stars === 'number' ? stars : null,
    words: typeof words === 'string' && words.trim() !== '' ? words : null,
  };
}

/**
 * How far the life of a card's answers has come: 0 before the first, 1 while it waits for its verdict, 2 once that is
 * given, 3 when it is answered anew, and so on. Words that were proposed at one step are not published at another. The
 * database's app.answer_step counts the same.
 */
export function answerStep({ state, records }: WorkItem): number {
  return 2 * (records['verdicts']?.length ?? 0) + (state === answered ? 1 : 0);
}

/** What of a card says which director answers for it. */
export interface AnsweringPosts {
  ownerPost: string;
  /** The post that the card names as the director who answers for it; null while it names none. */
  director: string | null;
}

/**
 * May the actor be the second person? Officers and participation workers answer young people for the whole council. A
 * director answers for their own services only: the one that the card names, or while it names none one whose post the
 * card's owner holds or reports to.
 */
export function mayDecidePublication(
  { ownerPost, director }: AnsweringPosts,
  actor: Actor,
  organisation: Organisation,
): boolean {
  if (actor.kind === 'system') return false;
  if (actor.roles.some((role) => role === 'officer' || role === 'participation')) return true;
  if (!actor.roles.includes('director')) return false;
  const answering = director === null ? [ownerPost, ...above(ownerPost, organisation)] : [director];
  return answering.some((post) => actor.posts.includes(post));
}

const above = (post: string, organisation: Organisation): string[] =>
  postsAbove(post, organisation).map(({ key }) => key);
