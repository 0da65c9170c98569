import { describe, expect, test } from 'vitest';
import { readCalendarFile } from './read-calendar-file.js';

const read = (format: 'csv' | 'ics', text: string) => readCalendarFile(format, new TextEncoder().encode(text));
const faults = (format: 'csv' | 'ics', text: string) => {
  const file = read(format, text);
  return file.ok ? [] : file.faults.map(({ line, text: words }) => `${line}: ${words}`);
};
const event = (...lines: string[]) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'];
const calendar = (...events: string[][]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');

describe('a CSV file', () => {
  test('names its columns and is read by them, dates written here or there', () => {
    const text =
      '\uFEFFName,From,To,Remark\r\nTerm 1,01/09/2026,2026-10-23,\r\n"Training, one day",4/1/2027,,x\r\n\r\n';
    expect(read('csv', text)).toEqual({
      ok: true,
      rows: [
        { line: 2, name: 'Term 1', from: '2026-09-01', to: '2026-10-23' },
        { line: 3, name: 'Training, one day', from: '2027-01-04', to: '2027-01-04' },
      ],
    });
    expect(read('csv', 'date;title\n2026-12-25;Christmas Day\n')).toEqual({
      ok: true,
      rows: [{ line: 2, name: 'Christmas Day', from: '2026-12-25', to: '2026-12-25' }],
    });
  });

  test('is told line by line what is wrong with it', () => {
    const text =
      'name,from,to\nFine,2026-09-01,\n,2026-09-02,\nNo day,30/02/2026,\nBack,2026-10-02,2026-10-01\nOdd,next week,';
    expect(faults('csv', text)).toEqual([
      '3: The name is missing. Write what the day or the term is called.',
      '4: This is no date. Write it as 2026-09-01 or as 01/09/2026.',
      '5: It ends before it begins. Check the two dates.',
      '6: This is no date. Write it as 2026-09-01 or as 01/09/2026.',
    ]);
    expect(faults('csv', 'Term 1,2026-09-01')[0]).toMatch(/^1: The first line must name the columns/);
    expect(faults('csv', '')[0]).toMatch(/^1: The first line must name the columns/);
    expect(faults('csv', 'name,date\n')).toEqual(['2: The file has no entries below its first line.']);
    expect(faults('csv', 'name,date\n"Open,2026-09-01\n')[0]).toMatch(/quotation mark that is not closed/);
    expect(faults('csv', `name,date\n${'x'.repeat(201)},2026-09-01`)[0]).toMatch(/longer than 200/);
    expect(faults('csv', 'name,date\nA\u202Eb,2026-09-01')[0]).toMatch(/cannot be seen/);
  });

  test('is UTF-8 text of at most 2000 entries', () => {
    expect(readCalendarFile('csv', Uint8Array.of(0x6e, 0x92, 0x73))).toMatchObject({
      ok: false,
      faults: [{ line: 1, text: expect.stringContaining('CSV UTF-8') as string }],
    });
    expect(faults('csv', 'name,date\n\0,2026-09-01')[0]).toMatch(/something else than text/);
    const many = (count: number) => `name,date\n${'Day,2026-09-01\n'.repeat(count)}`;
    expect(read('csv', many(2000)).ok).toBe(true);
    expect(faults('csv', many(2001))).toEqual(['2002: A file may have 2000 entries. Split it.']);
  });
});

describe('an ICS file', () => {
  test('gives its all-day events; the end is the day after the last', () => {
    const text = calendar(
      event('UID:1', 'DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261226', 'SUMMARY:Christmas Day'),
      event(
        'DTSTART;VALUE=DATE:20260901',
        'DTEND;VALUE=DATE:20261024',
        'SUMMARY:Term 1\\, autumn',
        'BEGIN:VALARM',
        'END:VALARM',
      ),
      event('DTSTART;VALUE=DATE:20270104', 'SUMMARY:A long name that a program', '  folded'),
      event('DTSTART;VALUE=DATE:20270111', 'DURATION:P2D', 'SUMMARY:Two days'),
      event('DTSTART;VALUE=DATE:20270118', 'DTEND;VALUE=DATE:20270118', 'SUMMARY:Ends on its day'),
      event('DTSTART;VALUE=DATE:20270125', 'STATUS:CANCELLED', 'SUMMARY:Not after all'),
    );
    expect(read('ics', text)).toEqual({
      ok: true,
      rows: [
        { line: 4, name: 'Christmas Day', from: '2026-12-25', to: '2026-12-25' },
        { line: 10, name: 'Term 1, autumn', from: '2026-09-01', to: '2026-10-23' },
        { line: 17, name: 'A long name that a program folded', from: '2027-01-04', to: '2027-01-04' },
        { line: 22, name: 'Two days', from: '2027-01-11', to: '2027-01-12' },
        { line: 27, name: 'Ends on its day', from: '2027-01-18', to: '2027-01-18' },
      ],
    });
  });

  test('is told event by event what is wrong with it', () => {
    const text = calendar(
      event('DTSTART:20261225T090000Z', 'SUMMARY:At nine'),
      event('DTSTART;VALUE=DATE:20261225', 'RRULE:FREQ=YEARLY', 'SUMMARY:Each year'),
      event('DTSTART;VALUE=DATE:20260230', 'SUMMARY:No day'),
      event('DTSTART;VALUE=DATE:20261225'),
      event('SUMMARY:No date'),
      event('DTSTART;VALUE=DATE:20261225', 'a line without a mark'),
      event('DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261220', 'SUMMARY:Backwards'),
      event('DTSTART;VALUE=DATE:20261225', 'DTEND:20261226T100000', 'SUMMARY:Half timed'),
    );
    expect(faults('ics', text)).toEqual([
      '4: This event has a time of day, or no date. Make it an all-day event.',
      '8: This event repeats. Write each day as an event of its own.',
      '13: This is no date. Write it as 2026-09-01 or as 01/09/2026.',
      '17: The name is missing. Write what the day or the term is called.',
      '20: This event has a time of day, or no date. Make it an all-day event.',
      '23: This event cannot be read. Save the calendar anew from the program that made it.',
      '27: It ends before it begins. Check the two dates.',
      '32: This event has a time of day, or no date. Make it an all-day event.',
    ]);
    expect(faults('ics', calendar())).toEqual(['1: The file holds no event.']);
    expect(faults('ics', 'name,date\n')[0]).toMatch(/^1: This is no iCalendar file/);
  });

  test.each([
    ['a component in a component, a hundred thousand deep', 'BEGIN:X\r\n'.repeat(100_000)],
    ['one line of a million characters', `SUMMARY:${'a'.repeat(1_000_000)}`],
    ['a million folds', '\r\n '.repeat(300_000)],
    ['events without an end', 'BEGIN:VEVENT\r\n'.repeat(1999)],
    ['many quotation marks', `DTSTART;X=${'"'.repeat(15_000)}:1`],
  ])('of a malicious author is answered at once: %s', (_what, inside) => {
    const started = performance.now();
    expect(read('ics', calendar(event(inside))).ok).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
