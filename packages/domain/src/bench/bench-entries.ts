import type { Deadline } from '../deadline/deadline.js';
import { latestDeadline } from '../work-item/limits-of-item.js';
import type { BenchEntry, BenchStep, LimitHappening, Taken } from './bench-run.js';

/** What a step came to: the step itself, the limits that it touched, and who is told by it. */
export function entriesOfStep(taken: Taken, step: BenchStep | null): BenchEntry[] {
  return [...actOf(taken, step), ...limitsOf(taken), ...openedBy(taken), ...toldBy(taken)];
}

/** What time came to: what fired, what the firing did to limits, and who is told. */
export function entriesOfTime(taken: Taken): BenchEntry[] {
  const { at, before, change } = taken;
  const known = [...change.item.deadlines, ...(before?.deadlines ?? [])];
  const fired = [change.event, ...change.furtherEvents].map((event): BenchEntry => {
    const about = event.firing?.deadline;
    const deadline = known.find((each) => each.key === about?.key && each.occurrence === about.occurrence);
    return { at, kind: 'fired', event, deadline: deadline ?? null };
  });
  return [...fired, ...limitsOf(taken), ...toldBy(taken)];
}

function actOf({ at, change }: Taken, step: BenchStep | null): BenchEntry[] {
  if (step === null) return [{ at, kind: 'created', item: change.item }];
  if (change.event.type === 'work-item-transitioned') return [{ at, kind: 'moved', event: change.event, step }];
  const named = limitNamed(step);
  const occurrence = named === undefined ? null : (latestDeadline(change.item.deadlines, named)?.occurrence ?? null);
  return [{ at, kind: 'done', step, occurrence }];
}

function limitNamed({ act }: BenchStep): string | undefined {
  if ('suspend' in act) return act.suspend.deadline;
  return 'extend' in act ? act.extend.deadline : undefined;
}

function openedBy({ at, change }: Taken): BenchEntry[] {
  return (change.opens ?? []).map(({ change: { item } }) => ({ at, kind: 'opened', item }));
}

function toldBy({ at, change }: Taken): BenchEntry[] {
  return change.notices.map((notice) => ({ at, kind: 'told', notice }));
}

/** Every limit that began, ended, stood still or has another date since. */
function limitsOf({ at, before, change }: Taken): BenchEntry[] {
  return change.item.deadlines.flatMap((deadline) => {
    const old = before?.deadlines.find(({ key, occurrence }) => isSame(deadline, { key, occurrence })) ?? null;
    const kind = happened(old, deadline);
    return kind === null ? [] : [{ at, kind, deadline, before: old }];
  });
}

function isSame(deadline: Deadline, { key, occurrence }: Pick<Deadline, 'key' | 'occurrence'>): boolean {
  return deadline.key === key && deadline.occurrence === occurrence;
}

const endings: Readonly<Record<Deadline['status'], LimitHappening>> = {
  running: 'limit-resumed',
  suspended: 'limit-suspended',
  met: 'limit-met',
  missed: 'limit-missed',
  cancelled: 'limit-given-up',
};

function happened(old: Deadline | null, now: Deadline): LimitHappening | null {
  if (old === null) return 'limit-started';
  if (old.status !== now.status) return endings[now.status];
  return old.dueOn === now.dueOn && old.dueAt === now.dueAt ? null : 'limit-moved';
}
