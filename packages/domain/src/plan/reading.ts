import type { LocalDate, Term } from '../calendar/calendar.js';
import type { Duration } from '../deadline/rule.js';
import type { Period } from '../workflow/definition.js';
import type { Token } from './tokens.js';

/** What the words of a timescale mean. `words` are those that were read; `doubt` says why a person should look. */
export type TimescaleReading = { words: string; doubt?: string } & (
  | { kind: 'date'; on: LocalDate }
  | { kind: 'period'; from: LocalDate; to: LocalDate }
  /** `at`: what it comes round with, where that is an event, such as an annual review. */
  | { kind: 'recurrence'; each: Period; at?: string }
  /** `within`: how long after the event; negative before it. */
  | { kind: 'event'; event: string; within?: Duration }
  /** For a person to read. */
  | { kind: 'unparsed' }
);

/** The period of the plan, both days counted, and the school terms that are loaded: what bare words stand in. */
export interface PlanContext {
  from: LocalDate;
  to: LocalDate;
  terms?: readonly Term[];
}

/** A reading without its words, and how many tokens they took. */
export interface Found {
  reading: DistributiveOmit<TimescaleReading, 'words'>;
  used: number;
}

type DistributiveOmit<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never;

/** Tries to read something that begins at a token; null where nothing of its kind does. Looks a fixed way ahead. */
export type Reader = (tokens: readonly Token[], index: number, plan: PlanContext) => Found | null;
