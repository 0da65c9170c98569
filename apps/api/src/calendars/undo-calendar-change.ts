import { Inject, Injectable } from '@nestjs/common';
import { deadlineTitle, formatDay, londonDay, maySee, recalculateOverCalendar } from '@kept/domain';
import type { UndoneCalendarView } from '@kept/contracts';
import type { Database, StoredChange, StuckDeadline } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { isUuid } from '../http/ids.js';
import { Refused, conflict, notFound } from '../http/problem.js';
import { presentCalendar } from './calendar.presenter.js';
import { presentMoves } from '../rows/moves.presenter.js';
import { presentDifference } from './difference.presenter.js';
import { ReadCalendars } from './read-calendars.js';

const reasons: Readonly<Record<StuckDeadline['because'], string>> = {
  over: 'has been met or closed since',
  'moved-since': 'has been given another date since',
};

/** Takes a change back: the calendar and every date as they were, or nothing. */
@Injectable()
export class UndoCalendarChange {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ReadCalendars) private readonly reading: ReadCalendars,
  ) {}

  async run(caller: Caller, id: string, dryRun: boolean): Promise<UndoneCalendarView> {
    if (!isUuid(id)) throw notFound();
    const { authorityId, actor } = caller;
    const outcome = await this.database.calendars.undo({ authorityId, actor }, { id, dryRun }, recalculateOverCalendar);
    switch (outcome.kind) {
      case 'unknown':
        throw notFound();
      case 'undone-before':
        throw conflict('This change has been taken back already.');
      case 'stood-on':
        throw conflict(stoodOnText(outcome.by));
      case 'stuck':
        throw stuckRefusal(outcome.deadlines, caller);
      case 'undone': {
        const held = await this.reading.held(caller, outcome.calendar.key);
        return {
          calendar: presentCalendar({ ...held, calendar: outcome.calendar }, caller),
          difference: presentDifference(outcome.difference),
          ...presentMoves(outcome.moved, caller),
        };
      }
    }
  }
}

function stoodOnText(by: StoredChange | null): string {
  if (by === null) return 'This calendar has been changed otherwise since, so the change cannot be taken back.';
  return `A later change of this calendar, of ${formatDay(londonDay(by.at))}, stands on this one. Take that back first.`;
}

/** Each date by its item, as far as the caller may see it. */
function stuckRefusal(stuck: readonly StuckDeadline[], { actor, reference }: Caller): Refused {
  const seen = stuck.filter(({ item, definition }) => maySee(item, definition, actor));
  const lines = seen.map(({ item, definition, deadline, because }) => {
    const title = deadlineTitle(deadline, definition, reference.rules);
    return { field: '_', text: `${item.reference}: “${title}” ${reasons[because]}.` };
  });
  const unseen = stuck.length - seen.length;
  const rest = unseen > 0 ? [{ field: '_', text: `${unseen} of items that you may not see.` }] : [];
  const detail =
    'Not every date can return to what it was. Change the calendar anew instead: that moves what is still open.';
  return new Refused(409, { kind: 'conflict', detail, missing: [...lines, ...rest] });
}
