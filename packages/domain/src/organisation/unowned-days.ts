import type { LocalDate } from '../calendar/calendar.js';
import { addDays, daysBetween } from '../calendar/local-date.js';
import type { Organisation } from './organisation.js';
import { answersFor, postsAbove } from './post-holders.js';

/** Days one after another, both ends counted. */
export interface Span {
  from: LocalDate;
  to: LocalDate;
}

/** An item was owned by this post in these days; `to` null while it still is. */
export interface Ownership {
  item: string;
  post: string;
  from: LocalDate;
  to: LocalDate | null;
}

/** Days of one item on which nobody answered for the post that owned it. */
export interface UnownedItem {
  item: string;
  spans: (Span & { post: string })[];
  days: number;
}

/**
 * The days of a period on which nobody held a post, covered it or acted in it. What holds on a day changes only where a
 * holding, a cover or a leaving of this post or one above begins or ends, so only those days are looked at.
 */
export function unownedSpans(post: string, organisation: Organisation, period: Span): Span[] {
  if (period.to < period.from) return [];
  const starts = [period.from, ...changesOf(post, organisation).filter((day) => isIn(day, period))];
  const distinct = [...new Set(starts)].sort();
  const unowned: Span[] = [];
  distinct.forEach((from, index) => {
    if (answersFor(post, organisation, from) !== null) return;
    const next = distinct[index + 1];
    const to = next === undefined ? period.to : addDays(next, -1);
    const before = unowned.at(-1);
    if (before !== undefined && addDays(before.to, 1) === from) before.to = to;
    else unowned.push({ from, to });
  });
  return unowned;
}

/** For each item the days of the period on which it had no owner; items that always had one are left out. */
export function unownedItems(
  ownerships: readonly Ownership[],
  organisation: Organisation,
  period: Span,
): UnownedItem[] {
  const known = new Map<string, Span[]>();
  const found = new Map<string, UnownedItem>();
  for (const { item, post, from, to } of ownerships) {
    const spans = known.get(post) ?? unownedSpans(post, organisation, period);
    known.set(post, spans);
    const own = spans
      .flatMap((span) => overlap(span, { from, to: to ?? period.to }))
      .map((span) => ({ ...span, post }));
    if (own.length === 0) continue;
    const before = found.get(item) ?? { item, spans: [], days: 0 };
    found.set(item, { item, spans: [...before.spans, ...own], days: before.days + lengthOf(own) });
  }
  return [...found.values()];
}

/** How many days there are in spans that do not overlap. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0);
}

function overlap(one: Span, other: Span): Span[] {
  const from = one.from > other.from ? one.from : other.from;
  const to = one.to < other.to ? one.to : other.to;
  return from <= to ? [{ from, to }] : [];
}

/** The days on which the answer to "who answers for it?" may become another. */
function changesOf(post: string, organisation: Organisation): LocalDate[] {
  const chain = new Set([post, ...postsAbove(post, organisation).map(({ key }) => key)]);
  const filled = [...organisation.holders, ...organisation.covers].filter((each) => chain.has(each.post));
  const days = filled.flatMap(({ from, to }) => (to === null ? [from] : [from, addDays(to, 1)]));
  const people = new Set(filled.map(({ personId }) => personId));
  const gone = organisation.people.flatMap(({ id, leaving }) => (leaving && people.has(id) ? [leaving.goneFrom] : []));
  return [...days, ...gone];
}

function isIn(day: LocalDate, { from, to }: Span): boolean {
  return from <= day && day <= to;
}
