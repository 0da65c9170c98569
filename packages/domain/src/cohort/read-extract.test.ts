import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readExtract, type ExtractLine } from './read-extract.js';

const lines = (...rows: string[]): ExtractLine[] =>
  rows.map((row, place) => ({ line: place + 1, cells: row.split(';') }));
const header = 'Child reference;Year group;Area;EHCP;NIE;RTT;Hours a week;Suspensions;PEX;PA;Attendance %;COP';
const read = (...rows: string[]) => readExtract(lines(header, ...rows), { whole: false });
const faultsOf = (...rows: string[]) =>
  read(...rows).faults.map(({ line, column, text }) => `${line} ${column}: ${text}`);

describe('an extract of the case system', () => {
  it('is read by its headers, in whatever words a system has for them', () => {
    const { children, faults, sizes } = read(
      'KC-2062;Year 9;East;no;no;yes;12.5;0;no;no;;no',
      'KC-EE-01;R;;Y;x;;;;;;;1',
      'KC-2076;11;Out of county;n;;;;2;n;;88.4 %;',
    );
    expect(faults).toEqual([]);
    expect(sizes).toBeNull();
    expect(children[0]).toEqual({
      reference: 'KC-2062',
      yearGroup: 9,
      area: 'East',
      hasPlan: false,
      notInEducation: false,
      reducedTimetable: true,
      reducedHours: 12.5,
      fixedExclusions: 0,
      permanentExclusion: false,
      persistentAbsence: false,
      attendance: null,
      awaitingPlacement: false,
    });
    expect(children[1]).toMatchObject({ yearGroup: 0, area: null, notInEducation: true, awaitingPlacement: true });
    // A tenth of the sessions missed is persistent absence, whether the extract says so or not.
    expect(children[2]).toMatchObject({ fixedExclusions: 2, attendance: 88.4, persistentAbsence: true });
  });

  it('is refused whole where a line is wrong: line, column, and what to do, never what stands there', () => {
    expect(faultsOf('KC-2001;14;;no;yes;;;;;;;', 'KC-2002;9;;perhaps;yes;;;;;;;')).toEqual([
      '2 Year group: Write the year group as R, or 1 to 11: whoever is older is counted elsewhere.',
      '3 Plan: Write yes or no.',
    ]);
    expect(read('KC-2001;14;;no;yes;;;;;;;', 'KC-2002;9;;no;yes;;;;;;;').children).toEqual([]);
    expect(faultsOf('KC-2001;9;;no;yes;yes;;;;;;')[0]).toContain('Reduced timetable: A child without a school');
    expect(faultsOf('KC-2001;9;;no;;;20;1;;;;')[0]).toContain('Hours a week: Hours belong to a reduced timetable');
    expect(faultsOf('KC-2001;9;;no;;;;;;yes;95;')[0]).toContain('Persistent absence: Attendance above 90');
    expect(faultsOf('KC-2001;9;;no;;yes;51;;;;101;').map((text) => text.slice(0, 18))).toEqual([
      '2 Attendance: Writ',
      '2 Hours a week: Wr',
    ]);
    expect(faultsOf('KC-2001;9;;no;yes;;;;;;;', 'KC-2001;9;;no;yes;;;;;;;')).toEqual([
      '3 Child reference: This child stands on line 2 already: keep one line for each child.',
    ]);
    expect(faultsOf('KC-2001;9;;no;;;;;;;;')).toEqual([
      '2 _: This child has none of the reasons: take the line out, or say that the file lists every child.',
    ]);
  });

  it.each([
    ['', 'needs the reference'],
    ['Jordan Vale', 'looks like a name'],
    ['A123456789012', 'unique pupil number'],
    ['943 476 5919', 'NHS number'],
    ['9434765919', 'NHS number'],
    ['KC 2001', 'no spaces'],
    ["KC-1'; drop", 'no spaces'],
  ])('takes no child by “%s”', (reference, words) => {
    const [fault] = faultsOf(`${reference};9;;no;yes;;;;;;;`);
    expect(fault).toContain(words);
    if (reference !== '') expect(fault).not.toContain(reference);
  });

  it('says which columns it lacks, has twice, or does not read', () => {
    const of = (first: string, chosen = {}) => readExtract(lines(first, 'KC-1;9;no;yes;Sam'), { whole: false, chosen });
    expect(of('Reference;Year;EHCP;NIE;Known as').ignored).toEqual(['Known as']);
    expect(of('Reference;Year;EHCP;Known as;Notes').faults).toEqual([
      { line: 1, column: '_', text: 'No column says why a child is here: add one, such as “Not in education”.' },
    ]);
    expect(of('Reference;Year;Support;NIE;Notes').faults).toEqual([
      { line: 1, column: 'Plan', text: 'There is no column for this: name one “Plan”, or choose which it is.' },
    ]);
    expect(of('Reference;Year;EHCP;NIE;Plan').faults[0]).toMatchObject({ column: 'Plan' });
    expect(of('Reference;Year;EHCP;NIE;Plan', { hasPlan: 'EHCP' })).toMatchObject({ faults: [], ignored: ['Plan'] });
    expect(of('Reference;Year;Support;NIE;Notes', { hasPlan: 'support' }).children).toHaveLength(1);
    expect(of('Reference;Year;Support;NIE;Notes', { hasPlan: 'Help' }).faults[0]?.text).toContain(
      'name that was chosen',
    );
    expect(readExtract([], { whole: false }).faults.length).toBeGreaterThan(0);
    expect(readExtract(lines('Reference;Year;EHCP;NIE'), { whole: false }).faults[0]?.text).toContain('no child below');
  });

  it('that lists every child is counted by year group, and leaves no row of those who need nothing', () => {
    const { children, sizes } = readExtract(
      lines(header, 'KC-1;8;;yes;;;;;;;97;', 'KC-2;8;;no;yes;;;;;;;', 'KC-3;10;;no;;;;;;;96;'),
      { whole: true },
    );
    expect(children.map(({ reference }) => reference)).toEqual(['KC-2']);
    expect(sizes).toEqual([
      { yearGroup: 8, children: 2, withPlan: 1 },
      { yearGroup: 10, children: 1, withPlan: 0 },
    ]);
  });

  it('of any text at all is read or refused, and never half', () => {
    const cell = fc.oneof(fc.constantFrom('yes', 'no', '', '8', 'KC-1', '91.5'), fc.string());
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 14 }), { maxLength: 6 }), fc.boolean(), (rows, whole) => {
        const file = rows.map((cells, place) => ({ line: place + 2, cells }));
        const extract = readExtract([{ line: 1, cells: header.split(';') }, ...file], { whole });
        if (extract.faults.length > 0) expect(extract.children).toEqual([]);
        else expect(extract.children.length).toBeLessThanOrEqual(rows.length);
      }),
    );
  });
});
