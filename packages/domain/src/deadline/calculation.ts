import type { Calendar, Instant, LocalDate } from '../calendar/calendar.js';
import type { Meeting } from '../organisation/organisation.js';
import type { ExceptionMark } from './deadline.js';
import type { DeadlineRule, ReceiptStep } from './rule.js';

/** Days that do not count: `from` is the first day out, `resumes` the first day back. */
export interface SuspendedDays {
  from: LocalDate;
  resumes: LocalDate;
  ground: string;
}

/** As a person asserts it: days that do not count, or a legal exception. `resumes` is `null` while it still holds. */
export interface Circumstance {
  from: LocalDate;
  resumes: LocalDate | null;
  ground: string;
}

/** All that one date depends on. The same input gives the same date and receipt, for ever. */
export interface CalculationInput {
  rule: DeadlineRule;
  /** The day of the event that the rule counts from. */
  from: LocalDate;
  /** `HH:MM` in Europe/London, for limits in hours; without it they count from the start of the day. */
  time?: string;
  /** For limits in hours, where the very instant is known: 01:30 comes twice when summer time ends. */
  startedAt?: Instant;
  calendars: readonly Calendar[];
  suspensions?: readonly Circumstance[];
  /** The school's closure: first day closed, and the day on which it reopens. */
  closure?: { from: LocalDate; reopens: LocalDate };
  /** The day on which the school's advice was asked. */
  adviceAsked?: LocalDate;
  /** For `next-meeting`: the meetings known, and the body whose they are. */
  meetings?: readonly Meeting[];
  body?: string;
}

export interface Calculation {
  ok: true;
  dueOn: LocalDate;
  /** Only for limits in hours: ISO 8601 with London's offset, `2020-03-31T10:00:00+01:00`. */
  dueAt: string | null;
  exceptions: ExceptionMark[];
  /** The last step has `date` equal to `dueOn`. */
  receipt: ReceiptStep[];
}

/** Why no date can be given, as one plain sentence. */
export interface CalculationFault {
  ok: false;
  error: string;
}

/** What counting gives before it is rolled, marked and closed. */
export interface Reached {
  on: LocalDate;
  /** London time with offset, for hours. */
  at: string | null;
  steps: readonly ReceiptStep[];
}

/** Thrown inside a calculation and turned into a `CalculationFault` at its edge. */
export class Uncountable extends Error {
  constructor(
    message: string,
    /** What of a command the sentence is about, where that is known. */
    readonly field?: string,
  ) {
    super(message);
    this.name = 'Uncountable';
  }
}

/** No date, because none is asked: a check-in on an item that names no period, or one that comes `once`. */
export class NothingAsked extends Uncountable {}
