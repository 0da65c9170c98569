import { deadlineTitle, inSentence, isDiscreet } from '@kept/domain';
import type { Deadline, Instant, LocalDate, WorkItem, WorkflowDefinition } from '@kept/domain';
import type { Reference } from '@kept/database';
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';

/** An item whose dates are shown, and the definition that it keeps. */
export interface FeedItem {
  item: WorkItem;
  definition: WorkflowDefinition;
}

interface WholeDay {
  uid: string;
  /** Grows with every change of the item. */
  sequence: number;
  on: LocalDate;
  stamp: Instant;
  summary: string;
  description?: string;
}

/**
 * Writes the dates that run as all-day events (RFC 5545, VALUE=DATE). One keeps its UID while its date moves; one that is met
 * or cancelled is not in the feed any more. It holds the reference, the workflow and the name of the time limit; never a title.
 */
export function writeFeed(items: readonly FeedItem[], { rules }: Pick<Reference, 'rules'>): string {
  const days = items.flatMap(({ item, definition }) =>
    item.deadlines
      .filter(({ status }) => status === 'running')
      .map((deadline): WholeDay => {
        const discreet = isDiscreet(item, definition);
        return {
          uid: uidOf(item, deadline),
          sequence: item.version,
          on: deadline.dueOn,
          stamp: deadline.startedAt,
          summary: discreet ? item.reference : `${item.reference}, ${inSentence(definition.title.officer)}`,
          ...(!discreet && { description: `The date for: ${deadlineTitle(deadline.key, definition, rules)}.` }),
        };
      }),
  );
  return writeDays('Kept: my dates', days);
}

/**
 * Writes the next date of each item of a saved view: its reference and the day, and no other word. A view's name is somebody's
 * own words, and its filters would tell of what is in it: the feed is named after `prefix`, which every reference begins with.
 */
export function writeViewFeed(prefix: string, items: readonly WorkItem[]): string {
  const days = items.flatMap(({ id, reference, version, nextDueOn, createdAt }): WholeDay[] =>
    nextDueOn === null
      ? []
      : [{ uid: `${id}.next@kept.local`, sequence: version, on: nextDueOn, stamp: createdAt, summary: reference }],
  );
  return writeDays(`Kept: a list of ${prefix}`, days);
}

function writeDays(name: string, days: readonly WholeDay[]): string {
  const calendar = ical({
    name,
    prodId: { company: 'Kept', product: 'Kept', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3 * 60 * 60,
  });
  for (const { uid, on, stamp, ...rest } of days) {
    calendar.createEvent({
      id: uid,
      start: new Date(`${on}T00:00:00.000Z`),
      allDay: true,
      stamp: new Date(stamp),
      transparency: ICalEventTransparency.TRANSPARENT,
      ...rest,
    });
  }
  return calendar.toString();
}

/** Of the deadline alone, so that a calendar moves its entry and makes no second one. */
function uidOf({ id }: WorkItem, { key, occurrence }: Deadline): string {
  return `${id}.${key}.${occurrence}@kept.local`;
}
