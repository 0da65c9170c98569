import type { LocalDate } from '@kept/domain';
import type { Snapshot, SnapshotView } from '@kept/database';
import { notFound } from '../http/problem.js';

/** Groups of children that are counted month by month. */
const cohorts: Readonly<Record<string, { title: string }>> = {
  'virtual-school': { title: 'Children without school' },
};

/** @throws Refused 404 */
export function requireCohort(key: string): { key: string; title: string } {
  const found = Object.hasOwn(cohorts, key) ? cohorts[key] : undefined;
  if (found === undefined) throw notFound();
  return { key, ...found };
}

/**
 * The snapshot that held on a day: the newest one by then.
 * @param snapshots those that hold, newest first
 */
export function snapshotOn(snapshots: readonly Snapshot[], on: LocalDate | undefined): Snapshot | undefined {
  return snapshots.find(({ asOn }) => on === undefined || asOn <= on);
}

/** The newest month is looked at as things stand now, an earlier one as they stood on its own day. */
export function viewOf(snapshots: readonly Snapshot[], { id, asOn }: Snapshot): SnapshotView {
  return { id, trackedOn: id === snapshots[0]?.id ? null : asOn };
}
