import type { LocalDate, Meeting } from '@kept/domain';
import type { ChangeContext, Decide } from '../work-item/change.js';

export interface MovedDeadline {
  reference: string;
  deadline: string;
  from: LocalDate;
  to: LocalDate;
}

export type MoveOutcome =
  | { kind: 'moved'; meeting: Meeting; moved: MovedDeadline[]; /** References that are late by the new date. */ late: string[] }
  | { kind: 'unknown' }
  /** That body already meets on that day. */
  | { kind: 'taken' };

export interface MeetingStore {
  /** By date, then id. */
  list(
    authorityId: string,
    query: { body?: string; from?: LocalDate; cursor?: string; limit: number },
  ): Promise<{ meetings: Meeting[]; nextCursor: string | null }>;
  add(
    authorityId: string,
    meeting: { body: string; heldOn: LocalDate; title: string; held?: boolean; id?: string },
  ): Promise<{ kind: 'added'; meeting: Meeting } | { kind: 'unknown-body' } | { kind: 'taken' }>;
  /**
   * Moves it and every open deadline that hangs on a meeting of its body, in one transaction under an exclusive lock.
   * `recalculate` is the domain's `recalculateItem`. A dry run says the same and rolls back.
   */
  move(ctx: ChangeContext, move: { id: string; date: LocalDate; dryRun?: boolean }, recalculate: Decide): Promise<MoveOutcome>;
}
