import type { HistoryView } from '@kept/contracts';
import type { HistoryEvent, HistoryPage } from '@kept/database';

/**
 * Oldest first. What is kept from some readers never entered an event, but for the item at which a link points: it is
 * shown where it is in `seen`.
 */
export function presentHistory({ events, nextCursor }: HistoryPage, seen: ReadonlySet<string>): HistoryView {
  return { events: events.map((event) => presentEvent(event, seen)), nextCursor };
}

/** The items at which the links of these events point. */
export function linkedIn({ events }: HistoryPage): string[] {
  return events.flatMap((event) => linkOf(event)?.to ?? []);
}

function presentEvent(event: HistoryEvent, seen: ReadonlySet<string>): HistoryView['events'][number] {
  const { at, occurredOn, actorName, type, from, to, reason } = event;
  const fields = presentFields(event, seen);
  return {
    at,
    occurredOn,
    actor: actorName,
    type,
    ...(from !== null && { from }),
    ...(to !== null && { to }),
    ...(reason !== null && { reason }),
    ...(Object.keys(fields).length > 0 && { fields }),
  };
}

function linkOf({ type, fields }: HistoryEvent): { to: string; kind: string } | undefined {
  return type === 'link-added' ? (fields?.['link'] as { to: string; kind: string }) : undefined;
}

function presentFields(event: HistoryEvent, seen: ReadonlySet<string>): Record<string, unknown> {
  const link = linkOf(event);
  return link === undefined || seen.has(link.to) ? { ...event.fields } : { link: { kind: link.kind } };
}
