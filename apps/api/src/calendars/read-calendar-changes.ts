import { Inject, Injectable } from '@nestjs/common';
import { deadlineTitle, scopeOf } from '@kept/domain';
import type { CalendarChangeListView, CalendarChangesQuery, CalendarChangeView } from '@kept/contracts';
import type { Database, StoredChange, StoredMove } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { isUuid } from '../http/ids.js';
import { notFound } from '../http/problem.js';
import { changesCalendars } from './calendar.policy.js';
import { presentDifference } from './difference.presenter.js';

type ListedChange = CalendarChangeListView['changes'][number];

/** Who changed which calendar, and what moved by it. */
@Injectable()
export class ReadCalendarChanges {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async list(caller: Caller, { calendar, cursor, limit }: CalendarChangesQuery): Promise<CalendarChangeListView> {
    const { changes, nextCursor } = await this.database.calendars.changes(caller.authorityId, {
      limit,
      ...(calendar !== undefined && { calendar }),
      ...(cursor !== undefined && { cursor }),
    });
    return { changes: changes.map((each) => presentChange(each, caller)), nextCursor };
  }

  async one(caller: Caller, id: string): Promise<CalendarChangeView> {
    const found = isUuid(id) ? await this.database.calendars.change(caller.authorityId, id) : null;
    if (found === null) throw notFound();
    const { authorityId, actor, reference } = caller;
    const references = [...new Set(found.moved.map((each) => each.reference))];
    const scope = scopeOf(reference.definitions, actor);
    const seen = await this.database.workItems.seenAmong({ authorityId }, references, scope);
    return {
      ...presentChange(found.change, caller),
      moved: found.moved.filter((each) => seen.has(each.reference)).map((each) => presentMove(each, caller)),
      unseen: references.filter((each) => !seen.has(each)).length,
    };
  }
}

function presentChange(change: StoredChange, { actor, reference }: Caller): ListedChange {
  const { id, calendar, fromRevision, toRevision, origin, reason, actorName, at, movedCount } = change;
  const title = reference.calendars.find(({ key }) => key === calendar)?.title ?? calendar;
  const { undoneAt, undoneBy } = change;
  return {
    id,
    calendar: { key: calendar, title },
    fromRevision,
    toRevision,
    origin,
    difference: presentDifference(change.difference),
    reason,
    by: actorName,
    at,
    movedCount,
    undone: undoneAt === null || undoneBy === null ? null : { by: undoneBy, at: undoneAt },
    mayUndo: change.isLast && changesCalendars.allows(actor.roles),
  };
}

function presentMove(
  move: StoredMove,
  { reference: { definitions, rules } }: Caller,
): CalendarChangeView['moved'][number] {
  const { reference, workflow, definitionVersion, deadline, from, to } = move;
  const definition = definitions.find(({ key, version }) => key === workflow && version === definitionVersion);
  return { reference, deadline, title: definition ? deadlineTitle(deadline, definition, rules) : deadline, from, to };
}
