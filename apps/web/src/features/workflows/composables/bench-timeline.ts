import type { BenchEntryView, TestBenchView } from '@kept/contracts';
import { daysBetween } from '@kept/domain';

/** One limit on the timeline: each time that it ran, and what fired of it. */
export interface TimelineRow {
  title: string;
  y: number;
  bars: { x: number; width: number; late: boolean }[];
  marks: { x: number; kind: 'reminder' | 'due' | 'met' }[];
}

export interface Timeline {
  height: number;
  rows: TimelineRow[];
  /** Steps of the item, each a line through all rows. */
  steps: { x: number; no: number }[];
  months: { x: number; label: string }[];
  levels: { x: number; label: string }[];
}

const rowHeight = 42;
const top = 44;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const endings = ['limit-met', 'limit-missed', 'limit-given-up'];

/** Places what was played on a line of days of that width. */
export function drawTimeline({ entries, ends }: Pick<TestBenchView, 'entries' | 'ends'>, width: number): Timeline {
  const first = dayOf(entries[0]?.at ?? ends.at);
  const last = dayOf(ends.at);
  const days = Math.max(1, daysBetween(first, last));
  const x = (day: string) =>
    Math.round((Math.min(Math.max(daysBetween(first, day), 0), days) / days) * (width - 24)) + 12;
  const keys = [...new Set(entries.flatMap(({ deadline }) => deadline?.key ?? []))];
  const steps = entries.filter(({ kind }) => kind === 'step');
  const level = ({ kind, text }: BenchEntryView) =>
    kind === 'level' ? /^Raised to level (\d)/.exec(text)?.[1] : undefined;
  return {
    height: top + keys.length * rowHeight + 8,
    rows: keys.map((key, index) => rowOf(key, entries, { y: top + index * rowHeight, x, last })),
    steps: steps.map(({ at }, index) => ({ x: x(dayOf(at)), no: index + 1 })),
    months: monthsOf(first, last, days).map((day) => ({ x: x(day), label: monthLabel(day) })),
    levels: entries.flatMap((entry) => {
      const reached = level(entry);
      return reached === undefined ? [] : [{ x: x(dayOf(entry.at)), label: `L${reached}` }];
    }),
  };
}

interface Scale {
  y: number;
  x: (day: string) => number;
  last: string;
}

function rowOf(key: string, entries: readonly BenchEntryView[], { y, x, last }: Scale): TimelineRow {
  const own = entries.filter(({ deadline }) => deadline?.key === key);
  const occurrences = [...new Set(own.flatMap(({ deadline }) => deadline?.occurrence ?? []))];
  const bars = occurrences.flatMap((no) =>
    barsOf(
      own.filter(({ deadline }) => deadline?.occurrence === no),
      x,
      last,
    ),
  );
  const marks = own.flatMap((entry): TimelineRow['marks'] => {
    if (entry.kind === 'reminder') return [{ x: x(dayOf(entry.at)), kind: 'reminder' }];
    if (entry.kind === 'overdue') return [{ x: x(dayOf(entry.at)), kind: 'due' }];
    return entry.kind === 'limit-met' ? [{ x: x(dayOf(entry.at)), kind: 'met' }] : [];
  });
  return { title: own[0]?.deadline?.title ?? key, y, bars, marks };
}

/** Until it is due, and from then on until it is met or given up, or the play ends. */
function barsOf(own: readonly BenchEntryView[], x: Scale['x'], last: string): TimelineRow['bars'] {
  const begun = own.find(({ kind }) => kind === 'limit-started');
  const due = own.at(-1)?.deadline?.dueOn;
  if (begun === undefined || due === undefined) return [];
  const ended = dayOf(own.find(({ kind }) => endings.includes(kind))?.at ?? last);
  const start = x(dayOf(begun.at));
  const until = x(ended < due ? ended : due);
  const bar = { x: start, width: Math.max(2, until - start), late: false };
  return ended <= due ? [bar] : [bar, { x: until, width: Math.max(2, x(ended) - until), late: true }];
}

function dayOf(at: string): string {
  return at.slice(0, 10);
}

/** The first of each month, or of each quarter where there are too many to stand side by side. */
function monthsOf(first: string, last: string, days: number): string[] {
  const found: string[] = [];
  for (let [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7)) + 1]; ; month += 1) {
    if (month > 12) [year, month] = [year + 1, 1];
    const day = `${year}-${String(month).padStart(2, '0')}-01`;
    if (day > last) return found;
    if (days < 200 || month % 3 === 1) found.push(day);
  }
}

function monthLabel(day: string): string {
  const month = months[Number(day.slice(5, 7)) - 1] ?? '';
  return month === 'Jan' ? `Jan ${day.slice(0, 4)}` : month;
}
