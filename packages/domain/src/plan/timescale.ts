import type { LocalDate } from '../calendar/calendar.js';
import type { Period } from '../workflow/definition.js';
import { readDate, readPartOfYear, readRange, readSpan, readVague } from './read-dates.js';
import { readEvent } from './read-events.js';
import { readRecurrence } from './read-recurrences.js';
import type { Found, PlanContext, TimescaleReading } from './reading.js';
import { tokensOf, type Token } from './tokens.js';

/** A timescale as a plan prints it, and what was made of it: one reading at least, several where a cell holds several. */
export interface Timescale {
  asWritten: string;
  readings: readonly TimescaleReading[];
}

/** Nothing that is printed in a cell of a table is longer; what is longer is for a person. In characters. */
const longestCell = 2_000;
/** The longest way of saying something first: “April 2018 to March 2019” is one period, not two dates. */
const readers = [readVague, readRange, readSpan, readEvent, readRecurrence, readPartOfYear, readDate];

/**
 * Reads a timescale: dates (“July 2018” is its last day), periods, recurrences, events, several in one cell. What cannot
 * be read stays `unparsed`, for a person; it is never guessed. Never throws, and takes time in proportion to the text.
 */
export function parseTimescale(text: string, plan: PlanContext): Timescale {
  const tokens = text.length > longestCell ? [] : tokensOf(text);
  const readings: TimescaleReading[] = [];
  for (let index = 0; index < tokens.length;) {
    const found = firstFound(tokens, index, plan);
    if (found) readings.push({ ...found.reading, words: wordsOf(text, tokens, index, found.used) });
    index += found?.used ?? 1;
  }
  return {
    asWritten: text,
    readings: readings.length > 0 ? readings : [{ kind: 'unparsed', words: text.trim().slice(0, longestCell) }],
  };
}

/** The main reading of a timescale, by when it asks something at the latest, and how often it asks. */
export interface TimescaleDue {
  reading: TimescaleReading['kind'];
  dueOn: LocalDate;
  recurrence: Period | 'once';
}

/**
 * What an action is tracked by: the last day that its timescale names, or the plan's last where it names none, and the
 * rhythm of its check-ins. A day goes before a period, that before a recurrence, an event, and what nobody could read.
 */
export function dueOf({ readings }: Pick<Timescale, 'readings'>, plan: PlanContext): TimescaleDue {
  const kinds = ['date', 'period', 'recurrence', 'event'] as const;
  const days = readings.flatMap((each) => (each.kind === 'date' ? [each.on] : each.kind === 'period' ? [each.to] : []));
  const each = readings.find((reading) => reading.kind === 'recurrence')?.each;
  return {
    reading: kinds.find((kind) => readings.some((reading) => reading.kind === kind)) ?? 'unparsed',
    dueOn: days.sort().at(-1) ?? plan.to,
    recurrence: each ?? 'once',
  };
}

function firstFound(tokens: readonly Token[], index: number, plan: PlanContext): Found | null {
  for (const read of readers) {
    const found = read(tokens, index, plan);
    if (found) return found;
  }
  return null;
}

function wordsOf(text: string, tokens: readonly Token[], index: number, used: number): string {
  return text.slice(tokens[index]?.at, tokens[index + used - 1]?.end);
}
