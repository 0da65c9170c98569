import { addDays, daysBetween, weekday, type Term } from '@kept/domain';
import { describe, expect, it } from 'vitest';
import { loadCalendars, readCalendar } from './calendars.js';

const calendars = loadCalendars();
const holidays = calendars.find(({ key }) => key === 'england-and-wales')?.days ?? {};
const years = Array.from({ length: 24 }, (_, index) => 2012 + index);

/** Easter Sunday by Gauss's rule with the two exceptions of the Gregorian calendar: no line of it stands elsewhere. */
function easter(year: number): string {
  const moon = (19 * (year % 19) + 24) % 30;
  const late = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
  let march = 22 + moon + late;
  if (march === 57 || (march === 56 && moon === 28 && year % 19 > 10)) march -= 7;
  return addDays(`${year}-03-01`, march - 1);
}

/** The Monday on or after a day. */
function mondayFrom(date: string): string {
  return addDays(date, (8 - weekday(date)) % 7);
}

/** What the Banking and Financial Dealings Act 1971 and custom give for a year, before anything is moved or added. */
function ordinaryHolidays(year: number): string[] {
  const firstFree = (date: string, taken: readonly string[]): string => {
    let day = date;
    while (weekday(day) > 5 || taken.includes(day)) day = addDays(day, 1);
    return day;
  };
  const boxing = weekday(`${year}-12-26`) < 6 ? [`${year}-12-26`] : [];
  const christmas = firstFree(`${year}-12-25`, boxing);
  return [
    firstFree(`${year}-01-01`, []),
    addDays(easter(year), -2),
    addDays(easter(year), 1),
    mondayFrom(`${year}-05-01`),
    mondayFrom(`${year}-05-25`),
    mondayFrom(`${year}-08-25`),
    christmas,
    boxing[0] ?? firstFree(`${year}-12-26`, [christmas]),
  ];
}

/** The days that were moved (from → to) or added, as they were proclaimed. */
const moved: Record<string, string> = {
  '2012-05-28': '2012-06-04',
  '2020-05-04': '2020-05-08',
  '2022-05-30': '2022-06-02',
};
const added = ['2012-06-05', '2022-06-03', '2022-09-19', '2023-05-08'];

describe('the bank holidays of England and Wales', () => {
  it.each(years)('of %i are those of the law, with what was moved or added', (year) => {
    const expected = [
      ...ordinaryHolidays(year).map((day) => moved[day] ?? day),
      ...added.filter((day) => day.startsWith(String(year))),
    ];
    expect(
      Object.keys(holidays)
        .filter((day) => day.startsWith(String(year)))
        .sort(),
    ).toEqual(expected.sort());
  });

  it('fall on no weekend, and substitutes say that they are', () => {
    expect(Object.keys(holidays).filter((day) => weekday(day) > 5)).toEqual([]);
    expect(holidays).toMatchObject({
      '2021-12-27': 'Christmas Day (substitute day)',
      '2021-12-28': 'Boxing Day (substitute day)',
      '2022-12-26': 'Boxing Day',
      '2022-12-27': 'Christmas Day (substitute day)',
      '2022-01-03': "New Year's Day (substitute day)",
    });
  });

  it('name the days that were moved and added', () => {
    for (const [from, to] of Object.entries(moved))
      expect([holidays[from], holidays[to]]).toEqual([undefined, expect.stringContaining('moved from')]);
    expect(added.map((day) => holidays[day])).toEqual([
      "The Queen's Diamond Jubilee",
      'Platinum Jubilee bank holiday',
      'State funeral of Queen Elizabeth II',
      'Coronation of King Charles III',
    ]);
  });
});

describe('the calendars that ship', () => {
  it('hold what is known and nothing that is not', () => {
    expect(calendars.map(({ key, kind, days, terms }) => [key, kind, Object.keys(days).length, terms?.length])).toEqual(
      [
        ['council-closures', 'closures', 0, undefined],
        ['england-and-wales', 'holidays', 8 * 24 + 4, undefined],
        ['school-terms-medway', 'terms', 1, 6],
        ['school-terms', 'terms', 12, 60],
      ],
    );
  });
});

describe('the school terms', () => {
  const yearsOf = (key: string) => {
    const terms = calendars.find((calendar) => calendar.key === key)?.terms ?? [];
    return Array.from({ length: terms.length / 6 }, (_, year) => terms.slice(year * 6, year * 6 + 6));
  };
  /** Weekdays that were no holiday when the year was set: the one-offs were given up afterwards. */
  const daysOf = (terms: readonly Term[], given: readonly string[] = []) =>
    terms
      .flatMap(({ from, to }) => Array.from({ length: daysBetween(from, to) + 1 }, (_, day) => addDays(from, day)))
      .filter((day) => weekday(day) < 6 && (holidays[day] === undefined || given.includes(day))).length;
  const givenUp = ['2022-09-19', '2023-05-08'];

  it('of Kent are six a year from 2017 to 2027, each year of 195 days but for the one given up for a jubilee', () => {
    const kent = yearsOf('school-terms');
    expect(kent.map(([first]) => first?.from.slice(0, 4))).toEqual(years.slice(5, 15).map(String));
    expect(kent.map((terms) => daysOf(terms, givenUp))).toEqual([195, 195, 195, 195, 194, 195, 195, 195, 195, 195]);
    for (const terms of kent)
      expect(terms.map(({ name }) => name.slice(0, 6))).toEqual([1, 2, 3, 4, 5, 6].map((term) => `Term ${term}`));
  });

  it('of Medway are another calendar: in 2018 they ended two days of school earlier', () => {
    const [medway] = yearsOf('school-terms-medway');
    expect(daysOf(medway ?? [])).toBe(195);
    expect(medway?.at(-1)?.to).toBe('2018-07-20');
    expect(yearsOf('school-terms')[0]?.at(-1)?.to).toBe('2018-07-24');
  });

  it('begin and end on weekdays, and name the bank holidays within them', () => {
    for (const { terms, days } of calendars.filter(({ kind }) => kind === 'terms')) {
      const within = Object.keys(holidays).filter((day) => terms?.some(({ from, to }) => from <= day && day <= to));
      expect(Object.keys(days).sort()).toEqual(within.sort());
      expect(terms?.flatMap(({ from, to }) => [from, to]).filter((day) => weekday(day) > 5)).toEqual([]);
    }
  });

  it('agree with a school that was closed from 24 July to 2 September 2019', () => {
    const kent = yearsOf('school-terms').flat();
    expect(kent.some(({ to }) => to === '2019-07-23')).toBe(true);
    expect(kent.some(({ from }) => from === '2019-09-02')).toBe(true);
  });
});

describe('a calendar file', () => {
  const head = 'key: k\ntitle: K\nkind: terms\nrevision: 1\nknownFrom: 2020-01-01\nknownTo: 2020-12-31\n';

  it.each([
    ['days: { 2021-01-01: Late }', 7, 'day-not-known'],
    ['days: { 2020-02-30: None }', 7, 'no-such-day'],
    ['days: { someday: None }', 7, 'unknown-key'],
    ['days: {}\nclosed: true', 8, 'unknown-key'],
    ['days: {}\nterms:\n  - { name: T1, from: 2020-02-01, to: 2020-01-01 }', 9, 'terms-out-of-order'],
    ['days: [', 7, 'not-yaml'],
  ])('with %j has the fault on line %i: %s', (rest, line, fault) => {
    const { calendar, faults } = readCalendar('c.yaml', head + rest);
    expect(calendar).toBeNull();
    expect(faults[0]).toMatchObject({ file: 'c.yaml', line, fault });
  });
});
