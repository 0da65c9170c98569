import { formatDay, addDays, isLocalDate } from '../calendar/local-date.js';
import { Uncountable, type SuspendedDays } from './calculation.js';
import type { DeadlineRule, ReceiptStep } from './rule.js';

/** Any ground, in words: what a local limit accepts. */
const anyGround = '*';

/** Does the rule know this ground as one that stops the count? */
export function suspends(rule: DeadlineRule, ground: string): boolean {
  return rule.suspensionGrounds.includes(anyGround) ? ground.trim() !== '' : rule.suspensionGrounds.includes(ground);
}

/**
 * The spans that stop the count, soonest first, overlapping and touching ones merged so that no day is taken twice.
 * @throws {Uncountable} for a span that ends before it begins.
 */
export function mergedSuspensions(spans: readonly SuspendedDays[]): SuspendedDays[] {
  const merged: SuspendedDays[] = [];
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    assertSpan(span);
    const last = merged.at(-1);
    if (last === undefined || span.from > last.resumes) {
      merged.push({ ...span });
    } else {
      last.resumes = span.resumes > last.resumes ? span.resumes : last.resumes;
      if (!last.ground.split('; ').includes(span.ground)) last.ground = `${last.ground}; ${span.ground}`;
    }
  }
  return merged;
}

export function suspensionSteps(spans: readonly SuspendedDays[]): ReceiptStep[] {
  return spans.map(({ from, resumes, ground }) => ({
    step: 'suspended',
    date: from,
    text: `Suspended from ${formatDay(from)} to ${formatDay(addDays(resumes, -1))} (${ground}): these days do not count.`,
  }));
}

function assertSpan({ from, resumes, ground }: SuspendedDays): void {
  if (!isLocalDate(from) || !isLocalDate(resumes))
    throw new Uncountable(`The suspension (${ground}) needs two real dates.`);
  if (resumes <= from) {
    throw new Uncountable(
      `The suspension (${ground}) resumes on ${formatDay(resumes)}, which is not after its first day, ${formatDay(from)}.`,
    );
  }
}
