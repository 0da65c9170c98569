import type { Duration, Unit } from './rule.js';

const units: Readonly<Record<string, Unit>> = {
  h: 'hours',
  d: 'days',
  wd: 'working-days',
  sd: 'school-days',
  w: 'weeks',
  m: 'months',
  term: 'terms',
  meeting: 'meetings',
};
const words: Readonly<Record<Unit, string>> = {
  hours: 'hour',
  days: 'day',
  'working-days': 'working day',
  'school-days': 'school day',
  weeks: 'week',
  months: 'month',
  terms: 'term',
  meetings: 'meeting',
};

/** A duration that is not written as `10wd`, `-5wd`, `3m`, `72h`. */
export class DurationFault extends Error {
  constructor(text: string) {
    super(`"${text}" is no duration: write a whole number and h, d, wd, sd, w, m, term or meeting, as in 10wd.`);
    this.name = 'DurationFault';
  }
}

/** Reads `10wd`, `-5wd`, `+1wd`. @throws {DurationFault} */
export function parseDuration(text: string): Duration {
  const found = /^([+-]?\d{1,5})([a-z]+)$/.exec(text);
  const unit = units[found?.[2] ?? ''];
  if (found === null || unit === undefined) throw new DurationFault(text);
  // Plus nothing: `-0d` is 0.
  return { amount: Number(found[1]) + 0, unit };
}

/** As a definition file writes it: `10wd`, `-5wd`. `parseDuration(formatDuration(d))` is `d`. */
export function formatDuration({ amount, unit }: Duration): string {
  const short = Object.keys(units).find((key) => units[key] === unit) ?? unit;
  return `${amount}${short}`;
}

/** With its sign, as a reminder is marked: `-5wd`, `+1wd`. */
export function formatOffset(duration: Duration): string {
  return `${duration.amount > 0 ? '+' : ''}${formatDuration(duration)}`;
}

/** In words, without a sign: `20 working days`, `1 week`. */
export function describeDuration({ amount, unit }: Duration): string {
  const size = Math.abs(amount);
  return `${size} ${words[unit]}${size === 1 ? '' : 's'}`;
}
