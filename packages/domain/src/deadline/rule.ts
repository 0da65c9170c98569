import type { LocalDate } from '../calendar/calendar.js';

/** What a time limit counts in. `meetings` counts meetings of the body that the limit names. */
export type Unit = 'hours' | 'days' | 'working-days' | 'school-days' | 'weeks' | 'months' | 'terms' | 'meetings';

/** `10wd` in a definition file: h, d, wd, sd, w, m, term, meeting. Negative counts back. */
export interface Duration {
  amount: number;
  unit: Unit;
}

/** Each by name; what they mean stands in design terms in docs/glossary.md. */
export type Convention =
  | 'within'
  | 'beginning-with'
  | 'clear-days'
  | 'corresponding-date'
  | 'weeks'
  | 'hours'
  | 'each-term'
  | 'each-period'
  | 'next-meeting';

export type Roll = 'none' | 'next-working-day' | 'previous-working-day';
export type Basis = 'statutory' | 'guidance' | 'local';

/** Which day of a case must lie in a range for it to hold: the first, the due date, or any from the one to the other. */
export type Applies = 'started' | 'due' | 'any-day';

export interface Effective {
  from: LocalDate | null;
  to: LocalDate | null;
  /** Left out: the day that it counts from. */
  applies?: Applies;
}

/** Whether the words of the law were read (`yes`), read in part, taken from another's account, or from a pack. */
export type TextSeen = 'yes' | 'part' | 'secondary' | 'packs';

export interface RuleSource {
  law: string;
  paragraph?: string;
  note?: string;
}

/** A dated rule of the library. The same key may have several versions with ranges that do not overlap. */
export interface DeadlineRule {
  key: string;
  version: number;
  title: string;
  /** The event that it counts from, in words: "the day the draft plan was served". */
  from: string;
  duration: Duration;
  convention: Convention;
  /** Calendar keys over which working days are counted, e.g. `['england-and-wales']`. */
  calendars: readonly string[];
  roll: Roll;
  basis: Basis;
  source: RuleSource;
  textSeen: TextSeen;
  /** Which grounds may suspend this limit; none for most statutory ones. `*` alone means any ground, in words. */
  suspensionGrounds: readonly string[];
  /** Legal exceptions: the date stays, and is marked while the circumstance holds. */
  exceptionGrounds: readonly ExceptionGround[];
  /** The range in which it is in force, both ends counted. `null`: the source states no start or end. */
  effective: Effective;
  /** `exception` rules (ehc-exceptions, ehc-covid) are no limits: they never give a date. */
  kind: 'limit' | 'exception';
}

export interface ExceptionGround {
  key: string;
  /** E.g. `10(4)(a)`. */
  regulation: string;
  title: string;
  /** `school-closure` is computed from the closure and the day advice was asked; `window` from the rule's range. */
  computed: 'school-closure' | 'window' | 'none';
  /** Where computed is `window`: its first and last day. Which day of the case must lie in it: any, if left out. */
  window?: { from: LocalDate; to: LocalDate; applies?: Applies };
  /** Least number of days that the circumstance must last: 28 for a closure or an absence of four weeks. */
  atLeastDays?: number;
}

/** One line of the receipt. The last has `date` equal to `dueOn`. */
export interface ReceiptStep {
  step: string;
  date: LocalDate;
  text: string;
}
