import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { registerDeadline } from './register.js';

let out: string;
let err: string;
let folder: string;

beforeEach(() => {
  out = '';
  err = '';
  folder = mkdtempSync(join(tmpdir(), 'kept-deadline-'));
  process.exitCode = undefined;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
  process.exitCode = undefined;
});

/** Runs `kept deadline …` in this process and gives its status. */
function kept(...args: string[]): number {
  const program = new Command('kept').exitOverride();
  registerDeadline(program);
  program.parse(['node', 'kept', 'deadline', ...args]);
  return Number(process.exitCode ?? 0);
}

function batch(content: unknown): string {
  const file = join(folder, 'batch.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('kept deadline', () => {
  it('prints one JSON value with the date and the receipt', () => {
    expect(kept('cla-review-first', '--from', '2019-12-18', '--json')).toBe(0);
    const answer = JSON.parse(out) as Record<string, unknown>;
    expect(Object.keys(answer)).toEqual(['rule', 'from', 'dueOn', 'exceptions', 'receipt']);
    expect(answer).toMatchObject({ rule: 'cla-review-first', from: '2019-12-18', dueOn: '2020-01-20', exceptions: [] });
    expect((answer['receipt'] as unknown[]).at(-1)).toMatchObject({ date: '2020-01-20' });
  });

  it.each([
    [['ehc-draft-views', '--from', '2020-03-02'], '2020-03-16'],
    [['agenda-publication', '--from', '2020-02-18'], '2020-02-10'],
    [['agenda-publication', '--from', '2018-07-19'], '2018-07-11'],
    [['challenge-card/triage', '--from', '2018-07-10'], '2018-07-24'],
    [
      ['challenge-card/triage', '--from', '2018-07-10', '--suspend', '2018-07-12..2018-07-16:young person away'],
      '2018-07-26',
    ],
  ])('%j is due on %s', (args, dueOn) => {
    expect(kept(...args, '--json')).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ dueOn });
  });

  it('gives the instant of a limit in hours with its offset', () => {
    kept('return-interview-72h', '--from', '2020-03-27', '--time', '10:00', '--json');
    expect(JSON.parse(out)).toMatchObject({ dueOn: '2020-03-30', dueAt: '2020-03-30T11:00:00+01:00' });
  });

  it('reads as a receipt without --json', () => {
    kept('agenda-publication', '--from', '2020-02-18');
    expect(out.split('\n')[0]).toBe('agenda-publication: Monday 10 February 2020');
    expect(out).toContain('  2020-02-10  Due on Monday 10 February 2020.');
  });

  it.each([
    [
      ['cla-review-first', '--from', '2020-01-06', '--suspend', '2020-01-08..2020-01-09:holiday'],
      'does not know the ground "holiday"',
    ],
    [['ehc-final-plan', '--from', '2014-08-31'], 'starts on 1 September 2014'],
    [['pep-term', '--from', '2027-07-22'], 'terms not loaded after 21 July 2027'],
    [['pep-term', '--from', '2017-09-03'], 'terms not loaded before 4 September 2017'],
    [['ehc-covid', '--from', '2020-06-01'], 'is an exception'],
    [['ehc-exceptions', '--from', '2020-06-01'], 'is an exception'],
    [['return-interview-72h', '--from', '2020-03-29', '--time', '01:30'], 'does not exist'],
    [['cla-review-first', '--from', '2020-02-30'], 'from:'],
    [['cla-review-first', '--from', '2035-12-20'], 'not known after 31 December 2035'],
    [['cla-review-first'], '--from'],
    [['cla-review-first', '--from', '2020-01-06', '--suspend', 'soon'], 'FROM..RESUMES:GROUND'],
    [['ehc-final-plan', '--from', '2020-01-06', '--closure', '2020-07-20'], 'FROM..REOPENS'],
    [[], 'Give a rule'],
  ])('%j has status 2, nothing on stdout, and one line that says %j', (args, text) => {
    expect(kept(...args, '--json')).toBe(2);
    expect(out).toBe('');
    expect(err.trimEnd().split('\n')).toEqual([expect.stringContaining(text)]);
  });
});

describe('kept deadline --as-of', () => {
  it('counts by the calendar that was known on that day', () => {
    // The early May bank holiday of 2020 was moved from 4 to 8 May, which was announced on 7 June 2019.
    const dueAsOf = (day: string): string => {
      out = '';
      kept('placement-planning-meeting', '--from', '2020-04-29', '--as-of', day, '--json');
      return String((JSON.parse(out) as { dueOn: string }).dueOn);
    };
    expect([dueAsOf('2019-06-06'), dueAsOf('2019-06-07')]).toEqual(['2020-05-07', '2020-05-06']);
  });
});

describe('kept deadline --batch', () => {
  it('answers in the order of the file; one without a date says why, and the status is 1', () => {
    const file = batch([
      { rule: 'cla-review-first', from: '2019-12-18' },
      { rule: 'nope', from: '2019-12-18' },
      { rule: 'ehc-draft-views', from: '2020-03-02', note: 'not asked for' },
      { from: '2020-03-02' },
      'no object',
      {
        rule: 'ehc-final-plan',
        from: '2019-05-13',
        closure: { from: '2019-07-24', reopens: '2019-09-02' },
        adviceAsked: '2019-07-17',
      },
    ]);
    expect(kept('--batch', file, '--json')).toBe(1);
    const answers = JSON.parse(out) as Record<string, unknown>[];
    expect(answers.map(({ dueOn }) => dueOn)).toEqual([
      '2020-01-20',
      undefined,
      undefined,
      undefined,
      undefined,
      '2019-09-30',
    ]);
    expect(answers[1]).toEqual({ rule: 'nope', from: '2019-12-18', error: 'There is no rule nope.' });
    expect(answers[3]).toMatchObject({ rule: null, from: '2020-03-02' });
    expect(answers[5]).toMatchObject({
      exceptions: [{ regulation: '10(4)(a)', holdsFrom: '2019-07-17', holdsTo: '2019-08-26' }],
    });
  });

  it('has status 0 where each has its date, and 2 where the file is no array', () => {
    expect(kept('--batch', batch([{ rule: 'cla-review-later', from: '2020-01-31' }]), '--json')).toBe(0);
    expect(kept('--batch', batch('{}'), '--json')).toBe(2);
    expect(kept('--batch', batch('[')), 'not JSON').toBe(2);
    expect(kept('--batch', join(folder, 'absent.json'))).toBe(2);
    expect(kept('cla-review-first', '--batch', batch([]))).toBe(2);
    expect(kept('--batch', batch([]), '--from', '2020-01-31'), 'a day beside the file').toBe(2);
  });
});
