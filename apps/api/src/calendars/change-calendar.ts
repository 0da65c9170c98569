import { Inject, Injectable } from '@nestjs/common';
import { editCalendar, recalculateOverCalendar } from '@kept/domain';
import type { CalendarEdit, EditFault, TermEdit } from '@kept/domain';
import type { CalendarChangeBody, ChangedCalendarView, Missing } from '@kept/contracts';
import type { AskedChange, CalendarOutcome, Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { incomplete, notFound, stale } from '../http/problem.js';
import { presentCalendar } from './calendar.presenter.js';
import { presentMoves } from '../rows/moves.presenter.js';
import { presentDifference } from './difference.presenter.js';
import { ReadCalendars } from './read-calendars.js';

/** A change as it is asked for; `ifMatch` is the revision that the caller read. */
export interface AskedCalendarChange {
  caller: Caller;
  key: string;
  ifMatch: number | undefined;
}

/** Changes a calendar by hand, with every open date that counts over it; a dry run says what would move. */
@Injectable()
export class ChangeCalendar {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ReadCalendars) private readonly reading: ReadCalendars,
  ) {}

  async edit(
    asked: AskedCalendarChange,
    { reason, dryRun, ...body }: CalendarChangeBody,
  ): Promise<ChangedCalendarView> {
    const edit = editOf(body);
    const change: AskedChange<readonly EditFault[]> = {
      key: asked.key,
      origin: 'edit',
      reason,
      ifRevision: asked.ifMatch,
      revise: (calendar, today) => {
        const edited = editCalendar(calendar, edit, today);
        return edited.ok ? edited : { ok: false, fault: edited.faults };
      },
    };
    const outcome = await this.run(asked.caller, change, dryRun);
    if (outcome.kind === 'refused') throw incomplete(outcome.fault.map(missingOf));
    if (outcome.change === null && !dryRun)
      throw incomplete([{ field: '_', text: 'The calendar says all of this already.' }]);
    return this.present(asked.caller, outcome, null);
  }

  /** @throws Refused 404, 412 */
  async run<Fault>(
    { authorityId, actor }: Caller,
    change: AskedChange<Fault>,
    dryRun: boolean,
  ): Promise<Extract<CalendarOutcome<Fault>, { kind: 'changed' | 'refused' }>> {
    const { calendars } = this.database;
    const ctx = { authorityId, actor };
    const outcome = dryRun
      ? await calendars.preview(ctx, change, recalculateOverCalendar)
      : await calendars.apply(ctx, change, recalculateOverCalendar);
    if (outcome.kind === 'unknown') throw notFound();
    if (outcome.kind === 'stale') throw stale();
    return outcome;
  }

  /** The calendar as it stands, or in a dry run as it would. */
  async present<Fault>(
    caller: Caller,
    { calendar, difference, moved, change }: Extract<CalendarOutcome<Fault>, { kind: 'changed' }>,
    unchanged: number | null,
  ): Promise<ChangedCalendarView> {
    const held = await this.reading.held(caller, calendar.key);
    // What is changed becomes the council's own.
    const isOwn = held.isOwn || held.calendar.revision !== calendar.revision;
    return {
      calendar: presentCalendar({ ...held, calendar, isOwn }, caller),
      difference: presentDifference(difference),
      ...presentMoves(moved, caller),
      unchanged,
      change,
    };
  }
}

function missingOf({ part, index, text }: EditFault): Missing {
  return { field: part === 'knownTo' ? part : `${part}.${index}`, text };
}

/** What was left out is left out: an absent list is no empty one. */
function editOf({ add, rename, remove, terms, knownTo }: Omit<CalendarChangeBody, 'reason' | 'dryRun'>): CalendarEdit {
  return {
    ...(add && { add }),
    ...(rename && { rename }),
    ...(remove && { remove }),
    ...(terms && { terms: termEditOf(terms) }),
    ...(knownTo !== undefined && { knownTo }),
  };
}

function termEditOf({ add, change, remove }: NonNullable<CalendarChangeBody['terms']>): TermEdit {
  return { ...(add && { add }), ...(change && { change }), ...(remove && { remove }) };
}
