import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planTimescales, planYear } from '../../testing/plan-timescales.js';
import { addDays, addMonths, dayNumber, formatDay, fromDayNumber } from '../calendar/local-date.js';
import { dueOf, parseTimescale } from './timescale.js';

const terms = [
  { name: 'Term 3', from: '2018-01-03', to: '2018-02-09' },
  { name: 'Term 3', from: '2019-01-07', to: '2019-02-15' },
];
const plan = { ...planYear, terms };
const read = (text: string) => parseTimescale(text, plan).readings;

describe('every timescale of the fostering plan', () => {
  it.each(planTimescales.map(({ row, cell, means }) => [row, cell, means] as const))('%s', (_row, cell, means) => {
    expect(read(cell)).toMatchObject(means);
    expect(read(cell)).toHaveLength(means.length);
  });

  it('leaves three of 28 rows to a person, and doubts one', () => {
    expect(planTimescales).toHaveLength(28);
    const unread = planTimescales.filter(({ cell }) => dueOf(parseTimescale(cell, plan), plan).reading === 'unparsed');
    expect(unread.map(({ row }) => row)).toEqual(['2.2', '8.3', '10.2']);
    const doubted = planTimescales.filter(({ cell }) => read(cell).some(({ doubt }) => doubt !== undefined));
    expect(doubted.map(({ row }) => row)).toEqual(['3.4']);
  });

  it('reads what other columns of the plan say about time', () => {
    expect(read('by July 2018')).toMatchObject([{ kind: 'date', on: '2018-07-31' }]);
    expect(read('on the 13th October 2018')).toMatchObject([{ kind: 'date', on: '2018-10-13' }]);
    expect(read('reviewed quarterly within the districts')).toMatchObject([{ each: 'quarter' }]);
    expect(read('to be evaluated every 6 months')).toMatchObject([{ each: 'half-year' }]);
    expect(read('a minimum of 3 events per year')).toMatchObject([{ each: 'year' }]);
    expect(read('6 months after approval')).toMatchObject([
      { kind: 'event', event: 'approval', within: { amount: 6, unit: 'months' } },
    ]);
    expect(read('within the statutory 5 working days')).toMatchObject([
      { kind: 'event', event: '', within: { amount: 5, unit: 'working-days' } },
    ]);
    expect(read('within 5 days of the meeting being undertaken')).toMatchObject([
      { kind: 'event', event: 'meeting', within: { amount: 5, unit: 'days' } },
    ]);
    expect(read('at placement arrangement meeting')).toMatchObject([{ event: 'placement arrangement meeting' }]);
    expect(read('from age 17.5 years')).toMatchObject([{ kind: 'event', event: 'age 17.5' }]);
    expect(read('at the age of 17 years')).toMatchObject([{ kind: 'event', event: 'age 17' }]);
  });
});

describe('a timescale', () => {
  it.each([
    ['31st March 2019', '2019-03-31'],
    ['by end of September 2018', '2018-09-30'],
    ['by the end of 2018-19', '2019-03-31'],
    ['end of 2018', '2018-12-31'],
    ['by 2019', '2019-12-31'],
    ['before April 2019', '2019-03-31'],
    ['the start of September 2018', '2018-09-01'],
    ['Sept. 2018', '2018-09-30'],
    ['March 31, 2019', '2019-03-31'],
    ['13/10/2018', '2018-10-13'],
    ['2018-10-13', '2018-10-13'],
    ['February 2020', '2020-02-29'],
    ['end of Term 3', '2019-02-15'],
    ['start of Term 3', '2019-01-07'],
    ['by Q2', '2018-09-30'],
    ['quarter 4 2019-20', '2020-03-31'],
    ['by the end of the financial year', '2019-03-31'],
  ])('“%s” is a day', (text, day) => {
    expect(read(text)).toMatchObject([{ kind: 'date', on: day }]);
  });

  it.each([
    ['April 2018 to March 2019', '2018-04-01', '2019-03-31'],
    ['from 9th April 2018 until 8 October 2018', '2018-04-09', '2018-10-08'],
    ['October to December 2018', '2018-10-01', '2018-12-31'],
    ['November - February 2019', '2018-11-01', '2019-02-28'],
    ['between May 2018 and July 2018', '2018-05-01', '2018-07-31'],
    ['2018/19', '2018-04-01', '2019-03-31'],
    ['2018-2020', '2018-04-01', '2020-03-31'],
    ['throughout May 2018', '2018-05-01', '2018-05-31'],
    ['in 2018', '2018-01-01', '2018-12-31'],
  ])('“%s” is a period', (text, from, to) => {
    expect(read(text)).toMatchObject([{ kind: 'period', from, to }]);
  });

  it.each([
    ['monthly', 'month'],
    ['each month', 'month'],
    ['3-monthly', 'quarter'],
    ['six monthly', 'half-year'],
    ['half-yearly', 'half-year'],
    ['twice a year', 'half-year'],
    ['annually', 'year'],
    ['every twelve months', 'year'],
    ['once a year', 'year'],
    ['per annum', 'year'],
    ['at each annual review', 'year'],
    ['termly', 'term'],
    ['each term', 'term'],
  ])('“%s” comes round', (text, period) => {
    expect(read(text)).toMatchObject([{ kind: 'recurrence', each: period }]);
  });

  it.each([
    '',
    '  ',
    'ongoing',
    'bi-monthly',
    'weekly',
    'every six weeks',
    'Summer 2018',
    'mid September 2018',
    'it may be done',
    'a 6-month pilot',
  ])('“%s” is for a person', (text) => {
    expect(read(text)).toMatchObject([{ kind: 'unparsed' }]);
  });

  it('holds several, each with its own words', () => {
    expect(read('July 2018, then quarterly, and within 5 working days of placement')).toEqual([
      { kind: 'date', on: '2018-07-31', words: 'July 2018' },
      { kind: 'recurrence', each: 'quarter', words: 'quarterly' },
      {
        kind: 'event',
        event: 'placement',
        within: { amount: 5, unit: 'working-days' },
        words: 'within 5 working days of placement',
      },
    ]);
  });

  it('says where it took a year that is not printed, and where terms are not loaded', () => {
    expect(read('by September')).toMatchObject([{ kind: 'date', on: '2018-09-30', doubt: expect.any(String) }]);
    expect(read('by February')).toMatchObject([{ kind: 'date', on: '2019-02-28', doubt: expect.any(String) }]);
    expect(parseTimescale('end of Term 3', planYear).readings).toMatchObject([
      { kind: 'unparsed', doubt: 'The terms of that year are not loaded.' },
    ]);
  });

  it('is tracked by its last day, else by the end of the plan', () => {
    const due = (text: string) => dueOf(parseTimescale(text, plan), plan);
    expect(due('July 2018 and December 2018')).toEqual({ reading: 'date', dueOn: '2018-12-31', recurrence: 'once' });
    expect(due('quarterly, first by July 2018')).toEqual({
      reading: 'date',
      dueOn: '2018-07-31',
      recurrence: 'quarter',
    });
    expect(due('at time of approval and yearly')).toEqual({
      reading: 'recurrence',
      dueOn: '2019-03-31',
      recurrence: 'year',
    });
    expect(due('ongoing')).toEqual({ reading: 'unparsed', dueOn: '2019-03-31', recurrence: 'once' });
  });
});

describe('whatever is written', () => {
  const word = fc.constantFrom(
    'by',
    'end',
    'of',
    'July',
    '2018',
    '-',
    '2019',
    'monthly',
    'every',
    '6',
    'months',
    'at',
    'time',
    'approval',
    'within',
    '5',
    'working',
    'days',
    'Term',
    '3',
    'and',
    '.',
    '31st',
    'March',
  );
  const cell = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.array(word, { maxLength: 30 }).map((words) => words.join(' ')),
  );

  it('is kept as written, has a reading, and each reading has words of it', () => {
    fc.assert(
      fc.property(cell, (text) => {
        const { asWritten, readings } = parseTimescale(text, plan);
        expect(asWritten).toBe(text);
        expect(readings.length).toBeGreaterThan(0);
        for (const { words } of readings) expect(text).toContain(words);
        for (const each of readings) if (each.kind === 'period') expect(each.from <= each.to).toBe(true);
      }),
    );
  });

  it('reads a day however it is written', () => {
    const day = fc.integer({ min: dayNumber('2015-01-01'), max: dayNumber('2030-12-31') }).map(fromDayNumber);
    fc.assert(
      fc.property(day, fc.constantFrom('', 'by ', 'Completed on the '), (date, before) => {
        const [year, month, of] = date.split('-');
        for (const text of [formatDay(date), date, `${of}/${month}/${year}`, formatDay(date).replace(' ', 'th ')])
          expect(read(before + text)).toMatchObject([{ kind: 'date', on: date }]);
      }),
    );
  });

  it('takes the last day of a month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 200 }), (count) => {
        const first = addMonths('2015-01-01', count);
        const words = formatDay(first).replace('1 ', '');
        expect(read(words)).toMatchObject([{ kind: 'date', on: addDays(addMonths(first, 1), -1) }]);
      }),
    );
  });

  it.each([' ', 'every ', 'at the time of ', '2018-', '1'])('does not hang on a very long line of “%s”', (part) => {
    const started = Date.now();
    for (const size of [2_000, 2_000_000]) parseTimescale(part.repeat(size / part.length), plan);
    expect(Date.now() - started).toBeLessThan(1_000);
  });
});
