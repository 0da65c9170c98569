import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EligibilityAnswer } from './answer.js';
import { registerEligibility } from './register.js';

const eight = fileURLToPath(new URL('../../../../docs/how-to/eight-young-people.json', import.meta.url));
let out: string;
let err: string;
let folder: string;

beforeEach(() => {
  out = '';
  err = '';
  folder = mkdtempSync(join(tmpdir(), 'kept-eligibility-'));
  process.exitCode = undefined;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
  process.exitCode = undefined;
});

/** Runs `kept eligibility …` in this process and gives its status. */
function kept(...args: string[]): number {
  const program = new Command('kept').exitOverride();
  registerEligibility(program);
  program.parse(['node', 'kept', 'eligibility', ...args]);
  return Number(process.exitCode ?? 0);
}

function file(content: string): string {
  const path = join(folder, 'asked.json');
  writeFileSync(path, content);
  return path;
}

/** Each answer as outcome and the reasons that do not hold, or are not known. */
function answersOn(day: string): (string | string[])[][] {
  out = '';
  expect(kept('lifelong-links', eight, '--on', day, '--json')).toBe(0);
  return (JSON.parse(out) as EligibilityAnswer[]).map(({ outcome, reasons }) => [
    outcome,
    reasons.filter(({ holds }) => holds !== true).map(({ text }) => text),
  ]);
}

describe('eight imaginary young people', () => {
  it('on 1 May 2018', () => {
    expect(answersOn('2018-05-01')).toEqual([
      ['eligible', []],
      ['not-eligible', ['In care for less than three years: not met, since 1 May 2015.']],
      ['eligible', []],
      ['not-eligible', ['Under 16: not met, 16.', 'No plan to return home: not met.']],
      ['not-eligible', ['No plan for adoption: not met.']],
      ['not-eligible', ['In East or South Kent: not met, north.']],
      [
        'unknown',
        [
          'No plan to return home: not known, nothing is entered.',
          'Outside the groups that were named only later: not known, unaccompanied asylum seeking.',
        ],
      ],
      [
        'not-eligible',
        [
          'In care for less than three years: not met, since 26 March 2012.',
          'Under 16: not met, 19.',
          'Outside the groups that were named only later: not known, care leaver.',
        ],
      ],
    ]);
  });

  it('on the day of the paper, which opened it to all of Kent and to a few care leavers', () => {
    expect(answersOn('2018-07-19').map(([outcome]) => outcome)).toEqual([
      'eligible',
      'not-eligible',
      'not-eligible', // three years have passed
      'not-eligible',
      'not-eligible',
      'eligible',
      'unknown',
      'eligible',
    ]);
  });

  it('reads as sentences without --json', () => {
    kept('lifelong-links', eight, '--on', '2018-05-01');
    expect(out.split('\n').slice(0, 3)).toEqual([
      'One: meets every criterion: eligible (lifelong-links, version 2, on 2018-05-01)',
      '  In care for less than three years: met, since 10 June 2016.',
      '  Under 16: met, 12.',
    ]);
  });
});

describe('a question that cannot be put', () => {
  it.each([
    [['lifelong-links', eight], 'Give the day'],
    [['lifelong-links', eight, '--on', '2018-02-30'], 'a real day'],
    [['lifelong-links', eight, '--on', '2017-02-28'], 'No version of the rule'],
    [['lifelong-knots', eight, '--on', '2018-05-01'], 'There is no rule'],
    [['lifelong-links', 'nowhere.json', '--on', '2018-05-01'], 'cannot be read'],
  ])('%j has status 2, nothing on stdout, and one line that says %j', (args, text) => {
    expect(kept(...args, '--json')).toBe(2);
    expect(out).toBe('');
    expect(err.trimEnd().split('\n')).toEqual([expect.stringContaining(text)]);
  });

  it.each([
    ['{}', 'holds no array'],
    ['[{}, 3]', 'number 2'],
    ['[{ "ageYears": [12] }]', 'number 1'],
  ])('nor one about %s', (content, text) => {
    expect(kept('lifelong-links', file(content), '--on', '2018-05-01')).toBe(2);
    expect(err).toContain(text);
  });

  it('answers to nobody in particular by number', () => {
    expect(kept('lifelong-links', file('[{}]'), '--on', '2018-05-01')).toBe(0);
    expect(out).toContain('Number 1: not known');
  });
});
