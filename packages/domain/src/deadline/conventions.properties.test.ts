import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aRule, englandAndWales, meeting } from '../../testing/index.js';
import type { Calendar, LocalDate, Term } from '../calendar/calendar.js';
import { addDays, addMonths, dayNumber, fromDayNumber, weekday } from '../calendar/local-date.js';
import { isWorkingDay } from '../calendar/working-days.js';
import { londonInstant, NoSuchTime } from '../calendar/zone.js';
import { calculateDate } from './calculate.js';
import type { Calculation, CalculationInput } from './calculation.js';
import type { Convention, DeadlineRule, Unit } from './rule.js';

/** Six terms a year from September 2017 to July 2020, of whole weeks: invented, so that any count stays inside. */
const terms: Term[] = ['2017-09-04', '2018-09-03', '2019-09-02'].flatMap((monday) =>
  [0, 8, 16, 24, 32, 40].map((week, index) => ({
    name: `Term ${index + 1}`,
    from: addDays(monday, week * 7),
    to: addDays(monday, week * 7 + 5 * 7 - 3),
  })),
);
const schoolTerms: Calendar = {
  ...englandAndWales,
  key: 'school-terms',
  kind: 'terms',
  days: { '2018-01-15': 'Snow', '2019-03-06': 'Polling' },
  terms,
};
const calendars = [englandAndWales, schoolTerms];

const day = between('2017-10-02', '2019-06-28');
const amount = fc.integer({ min: 1, max: 12 });

function between(first: LocalDate, last: LocalDate) {
  return fc.integer({ min: dayNumber(first), max: dayNumber(last) }).map(fromDayNumber);
}

function ruleFor(size: number, unit: Unit, convention: Convention, rest: Partial<DeadlineRule> = {}): DeadlineRule {
  return aRule({ duration: { amount: size, unit }, convention, calendars: ['school-terms'], ...rest });
}

function dated(rule: DeadlineRule, from: LocalDate, rest: Partial<CalculationInput> = {}): Calculation {
  const answer = calculateDate({ rule, from, calendars, ...rest });
  if (!answer.ok) throw new Error(answer.error);
  return answer;
}

function due(rule: DeadlineRule, from: LocalDate, rest: Partial<CalculationInput> = {}): LocalDate {
  return dated(rule, from, rest).dueOn;
}

const inTerm = (date: LocalDate) => terms.some(({ from, to }) => from <= date && date <= to);
const isSchoolDay = (date: LocalDate) => weekday(date) < 6 && inTerm(date) && schoolTerms.days[date] === undefined;

describe('each-term', () => {
  it('is due on the last day of the term of its start, or of the next one between terms', () => {
    fc.assert(
      fc.property(day, (from) => {
        const to = due(ruleFor(1, 'terms', 'each-term'), from);
        const term = terms.find((each) => each.to === to);
        expect(term).toBeDefined();
        expect(inTerm(from) ? term!.from <= from : from < term!.from).toBe(true);
        expect(terms.filter((each) => each.to >= from && each.to < to)).toEqual([]);
      }),
    );
  });

  it('follows without a gap: from the day after one, the next is that of the next term', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 4 }), (from, count) => {
        const rule = ruleFor(1, 'terms', 'each-term');
        let to = from;
        for (let term = 0; term < count; term += 1) to = due(rule, term === 0 ? from : addDays(to, 1));
        expect(to).toBe(due(ruleFor(count, 'terms', 'each-term'), from));
      }),
    );
  });
});

describe('each-period', () => {
  const months = fc.constantFrom(1, 3, 6, 12);

  it('is due on the last day of a month, quarter, half-year or year that begins with those of April', () => {
    fc.assert(
      fc.property(day, months, (from, size) => {
        const to = due(ruleFor(size, 'months', 'each-period'), from);
        const begins = addMonths(addDays(to, 1), -size);
        expect([begins <= from, from <= to]).toEqual([true, true]);
        expect(begins.endsWith('-01')).toBe(true);
        expect((Number(begins.slice(5, 7)) - 4 + 12) % size).toBe(0);
      }),
    );
  });

  it('leaves no gap and covers no day twice', () => {
    fc.assert(
      fc.property(day, months, (from, size) => {
        const rule = ruleFor(size, 'months', 'each-period');
        const to = due(rule, from);
        expect(addMonths(addDays(to, 1), size)).toBe(addDays(due(rule, addDays(to, 1)), 1));
        expect(due(rule, to)).toBe(to);
      }),
    );
  });

  it.each([
    ['2018-07-19', 1, '2018-07-31'],
    ['2018-07-19', 3, '2018-09-30'],
    ['2018-07-19', 6, '2018-09-30'],
    ['2018-07-19', 12, '2019-03-31'],
    ['2020-02-18', 1, '2020-02-29'],
    ['2020-02-18', 3, '2020-03-31'],
    ['2020-02-18', 6, '2020-03-31'],
    ['2020-03-31', 12, '2020-03-31'],
    ['2020-04-01', 12, '2021-03-31'],
  ])('from %s by %i months is due on %s', (from, size, to) => {
    expect(due(ruleFor(size, 'months', 'each-period'), from)).toBe(to);
  });

  it('of a term is that of each-term', () => {
    fc.assert(
      fc.property(day, (from) => {
        expect(due(ruleFor(1, 'terms', 'each-period'), from)).toBe(due(ruleFor(1, 'terms', 'each-term'), from));
      }),
    );
  });
});

describe('school days', () => {
  it('within and clear-days: as many school days lie between as the rule says', () => {
    const kinds = fc.constantFrom('within' as const, 'clear-days' as const, 'beginning-with' as const);
    fc.assert(
      fc.property(day, amount, kinds, (from, size, convention) => {
        const to = due(ruleFor(size, 'school-days', convention), from);
        const extra = { within: 0, 'clear-days': 1, 'beginning-with': isSchoolDay(from) ? -1 : 0 }[convention];
        let count = 0;
        for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isSchoolDay(at)) count += 1;
        expect(count).toBe(size + extra);
      }),
    );
  });

  it('names what was passed over: from the receipt alone the date can be had again', () => {
    fc.assert(
      fc.property(day, amount, (from, size) => {
        const { receipt, dueOn } = dated(ruleFor(size, 'school-days', 'within'), from);
        const passed = receipt.filter(({ step }) => step === 'skipped').map(({ date }) => date);
        const out = receipt.filter(({ step }) => step === 'school-holidays').map(({ text }) => daysIn(text));
        let at = from;
        for (let left = size; left > 0;) {
          at = addDays(at, 1);
          const away = out.some(([first = '', last = first]) => first <= at && at <= last);
          if (weekday(at) < 6 && !passed.includes(at) && !away) left -= 1;
        }
        expect(at).toBe(dueOn);
      }),
    );
  });
});

describe('next-meeting', () => {
  it('is the n-th meeting of that body after the day, and moves with it', () => {
    const held = fc.uniqueArray(between('2019-07-01', '2020-07-01'), { minLength: 3, maxLength: 9 });
    fc.assert(
      fc.property(held, fc.integer({ min: 1, max: 3 }), (dates, size) => {
        const meetings = [...dates.map((on) => meeting('panel', on)), meeting('young-council', '2019-06-30')];
        const to = due(ruleFor(size, 'meetings', 'next-meeting'), '2019-06-28', { meetings, body: 'panel' });
        expect(to).toBe([...dates].sort()[size - 1]);
      }),
    );
  });
});

describe('counting back', () => {
  it.each(['each-term', 'each-period', 'next-meeting'] as const)('%s does not', (convention) => {
    const unit = { 'each-term': 'terms', 'each-period': 'months', 'next-meeting': 'meetings' } as const;
    const answer = calculateDate({ rule: ruleFor(-1, unit[convention], convention), from: '2019-01-15', calendars });
    expect(answer).toMatchObject({ ok: false, error: expect.stringContaining('cannot count back') });
  });

  it('by days, weeks, months, working and school days lands before the event, as far as counting on from there', () => {
    const units = fc.constantFrom<Unit>('days', 'weeks', 'working-days', 'school-days');
    fc.assert(
      fc.property(day, amount, units, (from, size, unit) => {
        fc.pre(isSchoolDay(from) && isWorkingDay(from, [englandAndWales]));
        const over = { calendars: unit === 'working-days' ? ['england-and-wales'] : ['school-terms'] };
        const convention = unit === 'weeks' ? 'weeks' : 'within';
        const back = due(ruleFor(-Math.min(size, 8), unit, convention, over), from);
        expect(back < from).toBe(true);
        expect(due(ruleFor(Math.min(size, 8), unit, convention, over), back)).toBe(from);
      }),
    );
  });

  it('by months comes to the corresponding date, or the last day of a shorter month', () => {
    fc.assert(
      fc.property(day, amount, (from, size) => {
        const back = due(ruleFor(-size, 'months', 'corresponding-date', { calendars: [] }), from);
        expect(back).toBe(addMonths(from, -size));
        expect(back.slice(8) <= from.slice(8)).toBe(true);
      }),
    );
  });
});

describe('rolling', () => {
  it('comes to the nearest working day on its side, and leaves a working day as it is', () => {
    const rolls = fc.constantFrom('next-working-day' as const, 'previous-working-day' as const);
    fc.assert(
      fc.property(day, amount, rolls, (from, size, roll) => {
        const over = { calendars: ['england-and-wales'], roll };
        const plain = addDays(from, size);
        const { dueOn, receipt } = dated(ruleFor(size, 'days', 'within', over), from);
        const step = roll === 'next-working-day' ? 1 : -1;
        let nearest = plain;
        while (!isWorkingDay(nearest, [englandAndWales])) nearest = addDays(nearest, step);
        expect(dueOn).toBe(nearest);
        expect(receipt.some((each) => each.step === 'rolled')).toBe(nearest !== plain);
      }),
    );
  });
});

describe('hours', () => {
  const interview = ruleFor(72, 'hours', 'hours', { calendars: [] });
  const aroundTheClocks = fc.constantFrom('2027-03-26', '2027-03-27', '2027-03-28', '2027-10-29', '2027-10-31');

  it('are 3,600 seconds each, also over 28 March and 31 October 2027', () => {
    fc.assert(
      fc.property(aroundTheClocks, fc.integer({ min: 0, max: 1439 }), (from, minute) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const answer = calculateDate({ rule: interview, from, time, calendars: [] });
        const skipped = from === '2027-03-28' && time >= '01:00' && time < '02:00';
        expect(answer.ok).toBe(!skipped);
        if (skipped) expect(() => londonInstant(from, time)).toThrow(NoSuchTime);
        if (!answer.ok) return;
        expect(Date.parse(answer.dueAt ?? '') - Date.parse(londonInstant(from, time))).toBe(72 * 3_600_000);
        expect(answer.dueOn).toBe(answer.dueAt?.slice(0, 10));
      }),
    );
  });

  it.each([
    ['2027-03-27', '10:00', '2027-03-30T11:00:00+01:00'],
    ['2027-03-28', '00:59', '2027-03-31T01:59:00+01:00'],
    ['2027-03-28', '02:00', '2027-03-31T02:00:00+01:00'],
    ['2027-10-30', '10:00', '2027-11-02T09:00:00+00:00'],
    ['2027-10-31', '01:30', '2027-11-03T00:30:00+00:00'],
    ['2027-10-31', '02:00', '2027-11-03T02:00:00+00:00'],
  ])('from %s at %s end at %s', (from, time, dueAt) => {
    expect(dated(interview, from, { time }).dueAt).toBe(dueAt);
  });
});

/** `Monday 22 October 2018 to Friday 26 October 2018`, as days. */
function daysIn(text: string): LocalDate[] {
  return [...text.matchAll(/\d{1,2} [A-Z][a-z]+ \d{4}/g)].map(([found]) =>
    new Date(`${found} UTC`).toISOString().slice(0, 10),
  );
}
