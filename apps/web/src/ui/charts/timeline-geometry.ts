import { addDays, addMonths, daysBetween } from '@kept/domain';

/** One thing with its day. */
export interface TimelineEntry {
  on: string;
  overdue: boolean;
  label: string;
  /** What the day means today: `overdue by 3 days`. */
  words: string;
}

/** What a timeline is drawn from: the days that it shows, both ends with it, and today. */
export interface TimelineFigures {
  from: string;
  to: string;
  today: string;
  entries: readonly TimelineEntry[];
}

export interface TimelineRow {
  /** The middle of the bar. */
  y: number;
  /** Where its day stands. */
  x: number;
  /** From today to its day, or from its day to today where that is over. */
  bar: { x: number; width: number };
  label: { x: number; y: number; text: string };
  words: { x: number; anchor: 'start' | 'end' };
  /** Of the whole row, to be pressed. */
  box: { y: number; height: number };
}

export interface TimelineDrawing {
  width: number;
  height: number;
  plot: { left: number; right: number; top: number; bottom: number };
  /** The first of each month, with its name where there is room for it. */
  months: readonly { x: number; label: string | null }[];
  /** Null where today is not among the days that are shown. */
  today: number | null;
  rows: readonly TimelineRow[];
}

/** From this width on labels stand before the bars, below it above them. */
const wide = 620;
const letter = 7.6;
const monthRoom = 66;
const top = 46;
const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The drawing of things by their days at a width in pixels: a row for each, in their order, from the left to the right in days. */
export function drawTimeline({ from, to, today, entries }: TimelineFigures, width: number): TimelineDrawing {
  const isWide = width >= wide;
  const left = isWide ? Math.round(width * 0.34) : 10;
  const rowHeight = isWide ? 34 : 56;
  const plot = { left, right: width - 12, top, bottom: top + entries.length * rowHeight };
  const days = Math.max(1, daysBetween(from, to));
  const x = (on: string) => {
    const day = Math.min(days, Math.max(0, daysBetween(from, on)));
    return Math.round((plot.left + (day / days) * (plot.right - plot.left)) * 10) / 10;
  };
  const room = Math.floor((isWide ? left - 14 : width - 20) / letter);
  const rows = entries.map(({ on, label }, index): TimelineRow => {
    const box = { y: top + index * rowHeight, height: rowHeight };
    const y = box.y + (isWide ? 17 : 38);
    const [begins, ends] = on < today ? [x(on), x(today)] : [x(today), x(on)];
    const isRight = x(on) > (plot.left + plot.right) / 2;
    return {
      y,
      x: x(on),
      bar: { x: begins, width: Math.round((ends - begins) * 10) / 10 },
      label: { x: isWide ? 0 : plot.left, y: isWide ? y + 5 : box.y + 20, text: shortened(label, room) },
      words: isRight ? { x: x(on) - 14, anchor: 'end' } : { x: x(on) + 14, anchor: 'start' },
      box,
    };
  });
  return {
    width,
    height: plot.bottom + 10,
    plot,
    months: monthsOf(from, to, x),
    today: today < from || today > to ? null : x(today),
    rows,
  };
}

/** A month's name stands where there is room for it behind the one before. */
function monthsOf(from: string, to: string, x: (on: string) => number): TimelineDrawing['months'] {
  const months: { x: number; label: string | null }[] = [];
  const first = `${from.slice(0, 7)}-01`;
  let named = Number.NEGATIVE_INFINITY;
  const last = x(to) - monthRoom + 8;
  for (let on = first < from ? addMonths(first, 1) : first; on <= to; on = addMonths(on, 1)) {
    const at = x(on);
    const isNamed = at - named >= monthRoom && at <= last;
    if (isNamed) named = at;
    months.push({ x: at, label: isNamed ? monthName(on) : null });
  }
  return months;
}

/** `2020-02-01` → `Feb 2020`. */
function monthName(on: string): string {
  return `${names[Number(on.slice(5, 7)) - 1]} ${on.slice(0, 4)}`;
}

function shortened(text: string, letters: number): string {
  return text.length <= letters ? text : `${text.slice(0, Math.max(1, letters - 1)).trimEnd()}…`;
}

/** The same number of days before or after: both ends move. */
export function movedPeriod({ from, to }: { from: string; to: string }, way: 1 | -1): { from: string; to: string } {
  const days = (daysBetween(from, to) + 1) * way;
  return { from: addDays(from, days), to: addDays(to, days) };
}
