import type { Instant, LocalDate } from '../calendar/calendar.js';
import type { Basis, Duration, ReceiptStep } from './rule.js';

export type DeadlineStatus = 'running' | 'suspended' | 'met' | 'missed' | 'cancelled';

export interface Extension {
  from: LocalDate;
  to: LocalDate;
  reason: string;
  by: string;
  at: Instant;
}

/** `from` is the first day out, `resumes` the first day back; `null` while it still holds. */
export interface Suspension {
  from: LocalDate;
  resumes: LocalDate | null;
  ground: string;
  by: string;
  at: Instant;
}

export interface ExceptionMark {
  regulation: string;
  holdsFrom: LocalDate;
  /** The last day of it; `null` while it still holds. */
  holdsTo: LocalDate | null;
}

/**
 * An instant at which a deadline acts. `due` is the firing that marks it overdue (00:00 of the day after dueOn);
 * a reminder or level fires at 08:00 of its day. Unique by (deadline, kind, offset or level, dueOn).
 */
export interface Firing {
  kind: 'reminder' | 'due' | 'level';
  /** Signed working days for a reminder as written (`-5wd`), the level as text for a level, `''` for due. */
  mark: string;
  at: Instant;
  /** The dueOn it was planned for: part of the unique key, so a moved date may fire again. */
  dueOn: LocalDate;
}

/** Everything needed to calculate the date again, years later. */
export interface DeadlineBasis {
  workflow: { key: string; version: number };
  rule: { key: string; version: number } | null;
  local: { key: string; version: number } | null;
  calendars: readonly { key: string; revision: number }[];
  meeting: { id: string; body: string; heldOn: LocalDate } | null;
  /** The body by whose meetings the date goes, also while none of them is known. */
  body: string | null;
}

export interface Deadline {
  /** The limit's key within the workflow: `triage`, `answer`, `panel-update`, or the library rule's key. */
  key: string;
  /** 1, 2, …: a state entered again starts a new occurrence; the address `deadlines/{key}` means the latest. */
  occurrence: number;
  /** Library rule key, or `challenge-card/triage` for a local one. */
  rule: string;
  basis: Basis;
  /** Versions that the calculation used. */
  versions: DeadlineBasis;
  startedOn: LocalDate;
  startedAt: Instant;
  statutoryOn: LocalDate | null;
  /** The date as calculated (with suspensions), before any extension. */
  calculatedOn: LocalDate;
  agreedOn: LocalDate | null;
  scheduledOn: LocalDate | null;
  /** The statutory date, else the agreed one, else the calculated one. */
  dueOn: LocalDate;
  /** Only for limits in hours. */
  dueAt: Instant | null;
  metOn: LocalDate | null;
  status: DeadlineStatus;
  extensions: readonly Extension[];
  suspensions: readonly Suspension[];
  exceptions: readonly ExceptionMark[];
  receipt: readonly ReceiptStep[];
  /** As written in the definition, kept so that a recalculation plans the same firings. */
  reminders: readonly Duration[];
  /** Name of the workflow's escalation path, or null. */
  escalation: string | null;
  ignoresQuietHours: boolean;
  /**
   * What has not fired yet, soonest first; while it runs, its first `at` is the row's next_firing_at. A suspended
   * deadline keeps it, and fires nothing.
   */
  plan: readonly Firing[];
}
