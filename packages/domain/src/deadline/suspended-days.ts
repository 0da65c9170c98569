import { formatDay, addDays, isLocalDate } from '../calendar/local-date.js';
import { Uncountable, type Circumstance, type SuspendedDays } from './calculation.js';
import { exceptionGround } from './exceptions.js';
import type { DeadlineRule, ReceiptStep } from './rule.js';

/** Any ground, in words: what a local limit accepts. */
const anyGround = '*';

/** Does the rule know this ground as one that stops the count? */
export function suspends(rule: DeadlineRule, ground: string): boolean {
  return rule.suspensionGrounds.includes(anyGround) ? ground.trim() !== '' : rule.suspensionGrounds.includes(ground);
}

/**
 * The spans that take days out of the count, merged: those that are over or have an end. While one is open nobody
 * knows how many days it takes, and the date stands still.
 */
export function stoppingSpans(circumstances: readonly Circumstance[], rule: DeadlineRule): SuspendedDays[] {
  return mergedSuspensions(
    circumstances.flatMap(({ from, resumes, ground }) =>
      resumes === null || exceptionGround(rule, ground) !== undefined ? [] : [{ from, resumes, ground }],
    ),
  );
}

/**
 * The spans that stop the count, soonest first, overlapping and touching ones merged so that no day is taken twice.
 * @throws {Uncountable} for a span that ends before it begins.
 */
function mergedSuspensions(spans: readonly SuspendedDays[]): SuspendedDays[] {
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

/** @throws {Uncountable} for days that are none, or that end before they begin. */
export function assertSpan({ from, resumes, ground }: Circumstance): void {
  if (!isLocalDate(from) || (resumes !== null && !isLocalDate(resumes)))
    throw new Uncountable(`The suspension (${ground}) needs two real dates.`);
  if (resumes !== null && resumes <= from) {
    throw new Uncountable(
      `The suspension (${ground}) resumes on ${formatDay(resumes)}, which is not after its first day, ${formatDay(from)}.`,
    );
  }
}
