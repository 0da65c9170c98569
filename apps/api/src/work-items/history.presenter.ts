import type { HistoryView } from '@kept/contracts';
import type { HistoryPage } from '@kept/database';

/** Oldest first. What is kept from some readers never entered an event. */
export function presentHistory({ events, nextCursor }: HistoryPage): HistoryView {
  return {
    events: events.map(({ at, occurredOn, actorName, type, from, to, reason, fields }) => ({
      at,
      occurredOn,
      actor: actorName,
      type,
      ...(from !== null && { from }),
      ...(to !== null && { to }),
      ...(reason !== null && { reason }),
      ...(fields !== null && Object.keys(fields).length > 0 && { fields: { ...fields } }),
    })),
    nextCursor,
  };
}
