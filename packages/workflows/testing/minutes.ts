import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** A commitment that somebody marked in minutes, as facts: where it stands and what it comes to. */
export interface MarkedUndertaking {
  /** Its item in the demo. */
  story: string;
  kind: 'action' | 'challenge-card' | 'work-programme';
  minute: number;
  /** As printed; null where the minute has no numbered paragraphs. */
  paragraph: string | null;
  page: number;
  strength: 'resolved' | 'undertaken' | 'requested' | 'suggested';
  /** Null where the text names nobody. */
  ownerPost: string | null;
  dueWords: string | null;
  dueBasis: 'next-meeting' | 'future-meeting' | 'none-given';
  /** What the pack of the next meeting says of it. */
  later: 'answered' | 'in-part' | 'silent';
  where: string | null;
}

/** Minutes marked by hand: the truth against which reading them is measured. */
export interface MarkedMinutes {
  meeting: { body: string; on: string; next: string };
  minutes: { number: number; item: number | null; title: string; exempt?: boolean; open?: boolean }[];
  resolutions: {
    minute: number;
    paragraph: string | null;
    page: number;
    kinds: ('procedural' | 'note' | 'agree' | 'refer' | 'action' | 'challenge-accepted')[];
  }[];
  undertakings: MarkedUndertaking[];
  notTaken: { minute: number; paragraph: string | null; because: string }[];
}

/** The marks of the panel's minutes of 1 June 2018. */
export function markedMinutes(): MarkedMinutes {
  return parse(readFileSync(new URL('minutes-2018-06-01.yaml', import.meta.url), 'utf8')) as MarkedMinutes;
}
