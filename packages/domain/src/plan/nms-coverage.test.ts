import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nmsCoverage, readStandards, type CoveringTarget } from './nms-coverage.js';
import { fosteringStandards } from './nms-standards.js';

/** The standards of the ten targets of 2018-19, as printed; target 5 is printed without “NMS”. */
const printed = [
  'NMS 7.1, 13.1',
  'NMS 1.3, 1.4, 1.5, 1.7',
  'NMS 4.6, 20.4, 20.5, 20.9',
  'NMS 13.1, 21.1, 21.2, 21.5',
  '25.1, 25.2, 25.3',
  'NMS 22',
  'NMS 28',
  'NMS 3.8, 21.1, 21.10, 21.12',
  'NMS 11, 15.1, 15.2',
  'NMS 12.1',
];
const plan = printed.map((standards, index): CoveringTarget => ({ number: index + 1, standards, evidence: index % 2 }));

describe('the coverage of the standards by the fostering plan', () => {
  const coverage = nmsCoverage(plan);

  it('has a row for each of the 31 standards and a cell for each of the ten targets', () => {
    expect(fosteringStandards).toHaveLength(31);
    expect(coverage.rows.map(({ number }) => number)).toEqual(fosteringStandards.map(({ number }) => number));
    for (const { cells } of coverage.rows) expect(cells).toHaveLength(10);
  });

  it('shows which targets answer to a standard, and by which paragraphs', () => {
    const supervision = coverage.rows[20];
    expect(supervision?.cells.filter((cell) => cell !== null)).toEqual([
      { target: 4, paragraphs: ['21.1', '21.2', '21.5'], evidence: 1 },
      { target: 8, paragraphs: ['21.1', '21.10', '21.12'], evidence: 1 },
    ]);
    expect(supervision?.evidence).toBe(2);
  });

  it('shows what stays empty', () => {
    expect(coverage.unnamed).toEqual([2, 5, 6, 8, 9, 10, 14, 16, 17, 18, 19, 23, 24, 26, 27, 29, 30, 31]);
    expect(coverage.withoutEvidence).toEqual([4, 7, 11, 15, 20, 25, 28]);
  });

  it('does not take paragraph 1.3 for standard 13, nor 2 for 21', () => {
    const { rows } = nmsCoverage([{ number: 1, standards: '1.3', evidence: 0 }]);
    expect(rows.filter(({ cells }) => cells[0]).map(({ number }) => number)).toEqual([1]);
  });
});

it('reads numbers out of whatever is printed', () => {
  expect(readStandards('(NMS 11, 15.1, 15.2))')).toEqual(['11', '15.1', '15.2']);
  expect(readStandards('')).toEqual([]);
});

it('names each standard once: empty, without evidence, or with some', () => {
  const target = fc.record({
    number: fc.nat(20),
    standards: fc.array(fc.integer({ min: 1, max: 31 })).map((all) => all.join(', ')),
    evidence: fc.nat(3),
  });
  fc.assert(
    fc.property(fc.array(target, { maxLength: 12 }), (targets) => {
      const { rows, unnamed, withoutEvidence } = nmsCoverage(targets);
      const shown = rows.filter(({ evidence }) => evidence > 0).map(({ number }) => number);
      expect([...unnamed, ...withoutEvidence, ...shown].sort((a, b) => a - b)).toEqual(
        rows.map(({ number }) => number),
      );
    }),
  );
});
