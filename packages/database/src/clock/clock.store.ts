import type { Instant, LocalDate } from '@kept/domain';

/** The only clock: `app.now()`, PostgreSQL's time plus an offset in one row, in milliseconds. */
export interface ClockStore {
  now(): Promise<{ now: Instant; /** The London day. */ today: LocalDate; offsetMs: number }>;
  /** Role migrator only: the clock shows `instant` now and runs on. Gives the instant that it shows. */
  startAt(instant: Instant): Promise<Instant>;
  /** Role migrator only. */
  setOffset(offsetMs: number): Promise<void>;
  /** The last `at` of any event of the authority, before which the clock must not start; null when there is none. */
  lastEventAt(authorityId: string): Promise<Instant | null>;
}
