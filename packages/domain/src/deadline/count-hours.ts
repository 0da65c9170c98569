import { formatWeekday } from '../calendar/local-date.js';
import { londonDay, londonInstant, londonOffsetTime } from '../calendar/zone.js';
import type { Instant } from '../calendar/calendar.js';
import type { Reached, SuspendedDays } from './calculation.js';

const hourLength = 3_600_000;

/**
 * Elapsed hours: 72 hours are 72 × 3,600 seconds, also over a change of the clocks. A suspended day is out from its
 * 00:00 to the 00:00 of the day back, London time.
 */
export function countHours(startedAt: Instant, hours: number, suspended: readonly SuspendedDays[]): Reached {
  let at = Date.parse(startedAt);
  let left = hours * hourLength;
  for (const span of suspended) {
    const out = Date.parse(londonInstant(span.from, '00:00'));
    const back = Date.parse(londonInstant(span.resumes, '00:00'));
    if (back <= at || out >= at + left) continue;
    left -= Math.max(0, out - at);
    at = back;
  }
  const due = new Date(at + left).toISOString();
  const on = londonDay(due);
  const shown = londonOffsetTime(due);
  const clock = `${shown.slice(11, 16)} on ${formatWeekday(on)} (${summerOrWinter(shown)})`;
  return {
    on,
    at: shown,
    steps: [{ step: 'counted', date: on, text: `${Math.abs(hours)} hours of elapsed time give ${clock}.` }],
  };
}

function summerOrWinter(shown: string): string {
  return shown.endsWith('+01:00') ? 'British Summer Time' : 'Greenwich Mean Time';
}
