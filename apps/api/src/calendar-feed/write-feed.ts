import { deadlineTitle, inSentence, isDiscreet } from '@kept/domain';
import type { Deadline, WorkItem, WorkflowDefinition } from '@kept/domain';
import type { Reference } from '@kept/database';
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';

/** An item whose dates are shown, and the definition that it keeps. */
export interface FeedItem {
  item: WorkItem;
  definition: WorkflowDefinition;
}

/**
 * Writes the dates that run as all-day events (RFC 5545, VALUE=DATE). One keeps its UID while its date moves, and its
 * SEQUENCE grows with every change of the item; one that is met or cancelled is not in the feed any more. It holds the
 * reference, the workflow and the name of the time limit; never a title.
 */
export function writeFeed(items: readonly FeedItem[], { rules }: Pick<Reference, 'rules'>): string {
  const calendar = ical({
    name: 'Kept: my dates',
    prodId: { company: 'Kept', product: 'Kept', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3 * 60 * 60,
  });
  for (const { item, definition } of items) {
    for (const deadline of item.deadlines.filter(({ status }) => status === 'running')) {
      const discreet = isDiscreet(item, definition);
      calendar.createEvent({
        id: uidOf(item, deadline),
        sequence: item.version,
        start: new Date(`${deadline.dueOn}T00:00:00.000Z`),
        allDay: true,
        stamp: new Date(deadline.startedAt),
        summary: discreet ? item.reference : `${item.reference}, ${inSentence(definition.title.officer)}`,
        transparency: ICalEventTransparency.TRANSPARENT,
        ...(!discreet && { description: `The date for: ${deadlineTitle(deadline.key, definition, rules)}.` }),
      });
    }
  }
  return calendar.toString();
}

/** Of the deadline alone, so that a calendar moves its entry and makes no second one. */
function uidOf({ id }: WorkItem, { key, occurrence }: Deadline): string {
  return `${id}.${key}.${occurrence}@kept.local`;
}
