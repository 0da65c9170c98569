import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aRule, councilClosures, englandAndWales } from '../../testing/index.js';
import type { Calendar, LocalDate } from '../calendar/calendar.js';
import { addDays, addMonths, dayNumber, daysBetween, fromDayNumber, weekday } from '../calendar/local-date.js';
import { addWorkingDays, isWorkingDay, workingDaysBetween } from '../calendar/working-days.js';
import { londonInstant } from '../calendar/zone.js';
import { calculateDate } from './calculate.js';
import type { Calculation, CalculationInput, SuspendedDays } from './calculation.js';
import type { DeadlineRule, Duration } from './rule.js';

/** Days from which any count of these tests stays within the calendar of the examples (2016 to 2021). */
const day = fc.integer({ min: dayNumber('2017-01-01'), max: dayNumber('2020-06-30') }).map(fromDayNumber);
const closures = fc.uniqueArray(day, { maxLength: 12 }).map((days): Calendar => ({
  ...councilClosures,
  days: Object.fromEntries(days.map((each) => [each, 'Closed'])),
}));
const calendars = fc.oneof(
  fc.constant([]),
  fc.constant([englandAndWales]),
  closures.map((closed) => [englandAndWales, closed]),
);
const span = fc
  .tuple(day, fc.integer({ min: 1, max: 40 }))
  .map(([from, days]): SuspendedDays => ({ from, resumes: addDays(from, days), ground: 'away' }));
const dayUnits = [
  { convention: 'within', unit: 'days' },
  { convention: 'within', unit: 'working-days' },
  { convention: 'beginning-with', unit: 'days' },
  { convention: 'beginning-with', unit: 'working-days' },
  { convention: 'clear-days', unit: 'days' },
  { convention: 'clear-days', unit: 'working-days' },
  { convention: 'weeks', unit: 'weeks' },
  { convention: 'corresponding-date', unit: 'months' },
] as const;
const counting = fc.constantFrom(...dayUnits);
const amount = fc.integer({ min: 1, max: 12 });
const later = fc.integer({ min: 0, max: 90 });
const suspensions = fc.array(span, { maxLength: 4 });

function ruleFor(duration: Duration, convention: DeadlineRule['convention'], over: readonly Calendar[]): DeadlineRule {
  return aRule({ duration, convention, calendars: over.map(({ key }) => key), suspensionGrounds: ['away'] });
}

function dated(input: CalculationInput): Calculation {
  const answer = calculateDate(input);
  if (!answer.ok) throw new Error(answer.error);
  return answer;
}

interface Kind {
  unit: Duration['unit'];
  over: readonly Calendar[];
  away?: readonly SuspendedDays[];
}

/** Days after `from` up to `to` on which the unit counts, by a walk of its own. */
function countedBetween(from: LocalDate, to: LocalDate, kind: Kind): number {
  let count = 0;
  for (let each = addDays(from, 1); each <= to; each = addDays(each, 1)) if (counts(each, kind)) count += 1;
  return count;
}

function counts(date: LocalDate, { unit, over, away = [] }: Kind): boolean {
  if (away.some((suspended) => suspended.from <= date && date < suspended.resumes)) return false;
  return unit !== 'working-days' || (weekday(date) < 6 && over.every(({ days }) => days[date] === undefined));
}

/** How many counted days the words of the rule promise between the day counted from and the date. */
function promised(from: LocalDate, { amount: size, unit }: Duration, convention: DeadlineRule['convention']): number {
  const inDays = { weeks: Math.abs(size) * 7, months: Math.abs(daysBetween(from, addMonths(from, size))) };
  const ends = { 'clear-days': 1, 'beginning-with': -1 };
  const length = unit === 'weeks' || unit === 'months' ? inDays[unit] : Math.abs(size);
  return length + (convention === 'clear-days' || convention === 'beginning-with' ? ends[convention] : 0);
}

describe('counting', () => {
  it('of working days: what was added is what is counted, forwards and back, over every calendar', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -60, max: 60 }), calendars, (from, size, over) => {
        const to = addWorkingDays(from, size, over);
        expect(workingDaysBetween(from, to, over)).toBe(size);
        expect(size === 0 || isWorkingDay(to, over)).toBe(true);
      }),
    );
  });

  it('of days and months agrees with itself', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -400, max: 400 }), (from, size) => {
        expect(daysBetween(from, addDays(from, size))).toBe(size);
        const month = addMonths(from, size);
        expect(month.slice(8) === from.slice(8) || addDays(month, 1).endsWith('-01')).toBe(true);
      }),
    );
  });

  it('by each convention: the days that count between start and date are those of the rule', () => {
    fc.assert(
      fc.property(
        fc.record({ from: day, size: amount, kind: counting, over: calendars }),
        ({ from, size, kind, over }) => {
          const { unit, convention } = kind;
          const duration = { amount: size, unit };
          const { dueOn } = dated({ rule: ruleFor(duration, convention, over), from, calendars: over });
          // Where day 1 is no day that counts, the first one after it is.
          const late = convention === 'beginning-with' && !counts(from, { unit, over }) ? 1 : 0;
          expect(countedBetween(from, dueOn, { unit, over })).toBe(promised(from, duration, convention) + late);
        },
      ),
    );
  });

  it('back from an event is counting forward from the date, where both are days that count', () => {
    fc.assert(
      fc.property(
        fc.record({ from: day, size: amount, kind: counting, over: calendars }),
        ({ from, size, kind, over }) => {
          const { unit, convention } = kind;
          fc.pre(unit !== 'months' && counts(from, { unit, over }));
          const back = dated({ rule: ruleFor({ amount: -size, unit }, convention, over), from, calendars: over }).dueOn;
          expect(
            dated({ rule: ruleFor({ amount: size, unit }, convention, over), from: back, calendars: over }).dueOn,
          ).toBe(from);
        },
      ),
    );
  });

  it('of hours: always the seconds that they have, on any day and clock', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 2, max: 23 }), fc.integer({ min: 1, max: 400 }), (from, hour, hours) => {
        const time = `${String(hour).padStart(2, '0')}:30`;
        const rule = ruleFor({ amount: hours, unit: 'hours' }, 'hours', []);
        const { dueAt, dueOn } = dated({ rule, from, time, calendars: [] });
        expect(Date.parse(dueAt ?? '') - Date.parse(londonInstant(from, time))).toBe(hours * 3_600_000);
        expect(dueAt?.slice(0, 10)).toBe(dueOn);
      }),
    );
  });
});

describe('suspending and resuming', () => {
  const forward = fc.constantFrom(
    ...dayUnits.filter(({ convention }) => convention === 'within' || convention === 'weeks'),
  );

  it('loses no time: as many days count as without it, however the suspensions overlap', () => {
    fc.assert(
      fc.property(
        fc.record({ from: day, size: amount, kind: forward, over: calendars, away: suspensions }),
        (given) => {
          const { from, size, over, away } = given;
          const { unit, convention } = given.kind;
          const rule = ruleFor({ amount: size, unit }, convention, over);
          const { dueOn } = dated({ rule, from, calendars: over, suspensions: away });
          const plain = dated({ rule, from, calendars: over });
          expect(countedBetween(from, dueOn, { unit, over, away })).toBe(
            countedBetween(from, plain.dueOn, { unit, over }),
          );
          expect(dueOn >= plain.dueOn).toBe(true);
        },
      ),
    );
  });

  it('does not ask in which order, or how often, the same days were named', () => {
    fc.assert(
      fc.property(day, amount, fc.array(span, { maxLength: 4 }), (from, size, away) => {
        const rule = ruleFor({ amount: size, unit: 'working-days' }, 'within', [englandAndWales]);
        const date = (suspensions: SuspendedDays[]) =>
          dated({ rule, from, calendars: [englandAndWales], suspensions }).dueOn;
        expect(date([...away].reverse())).toBe(date(away));
        expect(date([...away, ...away])).toBe(date(away));
      }),
    );
  });
});

describe('a date', () => {
  it('comes no earlier for a later start', () => {
    fc.assert(
      fc.property(fc.record({ from: day, later, size: amount, kind: counting, over: calendars }), (given) => {
        const { from, over } = given;
        const rule = ruleFor({ amount: given.size, unit: given.kind.unit }, given.kind.convention, over);
        const first = dated({ rule, from, calendars: over }).dueOn;
        expect(dated({ rule, from: addDays(from, given.later), calendars: over }).dueOn >= first).toBe(true);
      }),
    );
  });

  it('moves with a holiday only where that day was counted over', () => {
    fc.assert(
      fc.property(day, amount, day, (from, size, added) => {
        const rule = ruleFor({ amount: size, unit: 'working-days' }, 'within', [englandAndWales]);
        const more = { ...englandAndWales, days: { ...englandAndWales.days, [added]: 'Added' } };
        const before = dated({ rule, from, calendars: [englandAndWales] }).dueOn;
        const after = dated({ rule, from, calendars: [more] }).dueOn;
        const countedOver = from < added && added <= before && isWorkingDay(added, [englandAndWales]);
        expect(after > before).toBe(countedOver);
      }),
      { numRuns: 500 },
    );
  });

  it('can be had again from its receipt alone: start, days passed over, suspensions', () => {
    fc.assert(
      fc.property(day, amount, calendars, fc.array(span, { maxLength: 3 }), (from, size, over, away) => {
        const rule = ruleFor({ amount: size, unit: 'working-days' }, 'within', over);
        const { receipt, dueOn } = dated({ rule, from, calendars: over, suspensions: away });
        expect(replayed(receipt, size)).toBe(dueOn);
        expect(receipt.at(-1)).toMatchObject({ step: 'end', date: dueOn });
      }),
    );
  });
});

/** Walks from the receipt's start over weekdays, past the days that it names, until the days are counted. */
function replayed(receipt: Calculation['receipt'], size: number): LocalDate {
  const passed = new Set(receipt.filter(({ step }) => step === 'skipped').map(({ date }) => date));
  const out = receipt.filter(({ step }) => step === 'suspended').map(({ text }) => datesIn(text));
  let date = receipt.find(({ step }) => step === 'start')?.date ?? '';
  for (let left = size; left > 0;) {
    date = addDays(date, 1);
    const suspended = out.some(([first = '', last = '']) => first <= date && date <= last);
    if (weekday(date) < 6 && !passed.has(date) && !suspended) left -= 1;
  }
  return date;
}

/** `Suspended from 12 July 2018 to 19 July 2018`, as days. */
function datesIn(text: string): LocalDate[] {
  return [...text.matchAll(/\d{1,2} [A-Z][a-z]+ \d{4}/g)].map(([found]) =>
    new Date(`${found} UTC`).toISOString().slice(0, 10),
  );
}
