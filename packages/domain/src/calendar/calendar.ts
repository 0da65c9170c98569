/**
 * A calendar names days. Bank holidays and closures take days away from working days; terms say
 * which days are school days. Example: the England and Wales calendar names 2018-08-27 "Summer bank holiday".
 */

/** A day in Europe/London, `YYYY-MM-DD`. Never an instant. */
export type LocalDate = string;

/** A point in time, ISO 8601 in UTC with a `Z`, e.g. `2020-02-17T09:00:00.000Z`. */
export type Instant = string;

export interface Term {
  name: string;
  from: LocalDate;
  to: LocalDate;
}

/** What was made known after a calendar was first drawn up: days that were added, and days that gave way to them. */
export interface CalendarChange {
  announcedOn: LocalDate;
  added: readonly LocalDate[];
  /** Each with the name that it had until then. */
  dropped?: Readonly<Record<LocalDate, string>>;
}

export interface Calendar {
  key: string;
  title: string;
  /** `holidays` and `closures` remove days from working days; `terms` says which days are school days. */
  kind: 'holidays' | 'closures' | 'terms';
  /** First and last day for which the calendar is known; beyond it a count is refused, never guessed. */
  knownFrom: LocalDate;
  knownTo: LocalDate;
  /** Named days, e.g. `{ '2018-08-27': 'Summer bank holiday' }`. Holidays inside terms for a `terms` calendar. */
  days: Readonly<Record<LocalDate, string>>;
  terms?: readonly Term[];
  /** `days` holds them already; they are for asking what was known on an earlier day. */
  changes?: readonly CalendarChange[];
  /** Raised by every edit; kept in `Deadline.basis`, so that a calculation can be redone. */
  revision: number;
}
