import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CalculatedDeadline } from '@kept/domain';
import { registerDeadline } from './register.js';

// The examples that docs/how-to/deadline-examples.sh prints, with what each of them has to come to.

let out: string;
let err: string;

beforeEach(() => {
  process.exitCode = undefined;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

function kept(...args: string[]): CalculatedDeadline {
  [out, err] = ['', ''];
  const program = new Command('kept').exitOverride();
  registerDeadline(program);
  program.parse(['node', 'kept', 'deadline', ...args, '--json']);
  expect([process.exitCode ?? 0, err]).toEqual([0, '']);
  return JSON.parse(out) as CalculatedDeadline;
}

function refused(...args: string[]): string {
  [out, err] = ['', ''];
  const program = new Command('kept').exitOverride();
  registerDeadline(program);
  program.parse(['node', 'kept', 'deadline', ...args, '--json']);
  expect([process.exitCode, out]).toEqual([2, '']);
  return err.trimEnd();
}

const said = ({ receipt }: CalculatedDeadline, step: string) => receipt.find((each) => each.step === step)?.text;

describe('the final plan of a request of 13 May 2019, whose school was closed from 24 July to 2 September', () => {
  const plan = (adviceAsked: string, closure = '2019-07-24..2019-09-02') =>
    kept('ehc-final-plan', '--from', '2019-05-13', '--closure', closure, '--advice-asked', adviceAsked);
  const exception = [{ regulation: '10(4)(a)', holdsFrom: '2019-07-17', holdsTo: '2019-08-26' }];

  it.each([
    ['2019-07-16', []],
    ['2019-07-17', exception],
    ['2019-08-26', exception],
    ['2019-08-27', []],
  ])('is due on 30 September; advice asked on %s gives %j', (adviceAsked, exceptions) => {
    expect(plan(adviceAsked)).toMatchObject({ dueOn: '2019-09-30', exceptions });
  });

  it('is due on 30 September where it was closed 27 days, without an exception, and 28 days, with one', () => {
    const [days27, days28] = ['2019-08-20', '2019-08-21'].map((reopens) =>
      plan('2019-07-20', `2019-07-24..${reopens}`),
    );
    expect(days27).toMatchObject({ dueOn: '2019-09-30', exceptions: [] });
    expect(said(days27!, 'no-exception')).toContain('closed for 27 days, fewer than 28');
    expect(days28).toMatchObject({ dueOn: '2019-09-30', exceptions: [{ holdsTo: '2019-08-14' }] });
  });

  it.each(['10(4)(b)', '10(4)(c)', '10(4)(d)', 'exceptional-personal-circumstances'])(
    'is due on 30 September too where a person asserts %s',
    (ground) => {
      const asserted = kept('ehc-final-plan', '--from', '2019-05-13', '--suspend', `2019-06-03..2019-07-01:${ground}`);
      expect(asserted).toMatchObject({ dueOn: '2019-09-30', exceptions: [{ holdsFrom: '2019-06-03' }] });
    },
  );

  it('accepts no other ground, and no absence under four weeks', () => {
    const suspend = (span: string) => refused('ehc-final-plan', '--from', '2019-05-13', '--suspend', span);
    expect(suspend('2019-06-03..2019-07-01:half term')).toContain('does not know the ground "half term"');
    expect(suspend('2019-06-03..2019-06-30:10(4)(d)')).toContain('at least 28 days; 27 were given');
  });

  it('is marked, and not moved, where the coronavirus regulations were in force on a day of it', () => {
    const inWindow = (from: string) =>
      kept('ehc-final-plan', '--from', from).exceptions.map(({ regulation }) => regulation);
    expect(['2019-12-12', '2019-12-13', '2020-09-25', '2020-09-26'].map(inWindow)).toEqual([
      [],
      ['SI 2020/471'],
      ['SI 2020/471'],
      [],
    ]);
  });
});

describe('a return interview within 72 hours', () => {
  const interview = (from: string, time: string) => kept('return-interview-72h', '--from', from, '--time', time).dueAt;

  it('is 72 hours of elapsed time over both changes of the clocks of 2027', () => {
    expect(interview('2027-03-26', '10:00')).toBe('2027-03-29T11:00:00+01:00');
    expect(interview('2027-03-28', '02:00')).toBe('2027-03-31T02:00:00+01:00');
    expect(interview('2027-10-29', '10:00')).toBe('2027-11-01T09:00:00+00:00');
    expect(interview('2027-10-31', '02:00')).toBe('2027-11-03T02:00:00+00:00');
  });

  it('counts from the first 01:30 of 31 October, and refuses the 01:30 of 28 March that never was', () => {
    expect(interview('2027-10-31', '01:30')).toBe('2027-11-03T00:30:00+00:00');
    expect(refused('return-interview-72h', '--from', '2027-03-28', '--time', '01:30')).toContain('does not exist');
  });
});

describe('a date of the law is not rolled in silence', () => {
  it('the second review after one of 1 May 2020 is due on a Saturday, and the receipt says that it stays', () => {
    const review = kept('cla-review-second', '--from', '2020-05-01');
    expect(review.dueOn).toBe('2020-08-01');
    expect(said(review, 'not-rolled')).toBe(
      'Saturday 1 August 2020 is not a working day (weekend); the date stays: the rule does not move it.',
    );
  });
});

describe('school terms', () => {
  it('end a plan of the term on the last day of the term, or of the next one in the holidays', () => {
    expect(kept('pep-term', '--from', '2019-07-23').dueOn).toBe('2019-07-23');
    expect(kept('pep-term', '--from', '2019-07-24').dueOn).toBe('2019-10-18');
    expect(kept('pep-term', '--from', '2020-02-18').dueOn).toBe('2020-04-01');
  });

  it('are refused beyond what is loaded', () => {
    expect(refused('pep-term', '--from', '2027-07-22')).toBe('School terms not loaded after 21 July 2027.');
  });
});
