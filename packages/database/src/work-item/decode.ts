import type { Deadline, Evidence, Instant, Link, RecordEntry, WorkItem } from '@kept/domain';

/** An item as the database's JSON gives it: instants carry an offset, and the writings without a version are counted. */
export type ItemJson = WorkItem & { firingSteps: number };

/** An item with the counter that guards it beside its version. */
export interface StoredItem {
  item: WorkItem;
  firingSteps: number;
}

/** PostgreSQL writes `2020-02-17T09:00:00+00:00`; the domain's instants end in `.000Z`. */
export const instant = (text: string): Instant => new Date(text).toISOString();

const added = <T extends RecordEntry | Evidence | Link>(entry: T): T => ({ ...entry, addedAt: instant(entry.addedAt) });

const deadline = (json: Deadline): Deadline => ({
  ...json,
  startedAt: instant(json.startedAt),
  dueAt: json.dueAt === null ? null : instant(json.dueAt),
});

export function decodeItem({ firingSteps, ...json }: ItemJson): StoredItem {
  const records = Object.entries(json.records).map(([kind, entries]) => [kind, entries.map(added)]);
  return {
    firingSteps,
    item: {
      ...json,
      enteredAt: instant(json.enteredAt),
      createdAt: instant(json.createdAt),
      records: Object.fromEntries(records) as WorkItem['records'],
      evidence: json.evidence.map(added),
      links: json.links.map(added),
      deadlines: json.deadlines.map(deadline),
    },
  };
}
