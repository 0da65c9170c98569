#!/usr/bin/env node
/**
 * Replays receipts: asks `kept deadline --batch` for many random dates over every rule that ships, every limit of the
 * workflows, and one limit of each kind that can be written; works each date out again with arithmetic of its own, and
 * walks each receipt from its start to its date.
 *
 *   npm run build && node docs/how-to/replay-receipts.mjs [--cases 1000] [--seed 1]
 *
 * Nothing of packages/domain is imported. What is shared is what a person would read: the YAML files of rules,
 * calendars and workflows. Prints what was asked and how it came out; status 1 on any difference.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { lastSunday, monthDays, walk, write } from './own-arithmetic.mjs';
import { expected, receiptFault, yearOf } from './own-counting.mjs';
import { everyKind, lengthless, limits, localLimits } from './own-library.mjs';

const { values: options } = parseArgs({
  options: { cases: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});

// ---- random cases, the same ones for the same seed ----

let state = Number(options.seed) >>> 0;

/** Mulberry32: a whole number below `size`. */
function random(size) {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) % size;
}

const oneOf = (list) => list[random(list.length)];
const dayBetween = (firstYear, lastYear) => {
  const [year, month] = [firstYear + random(lastYear - firstYear + 1), 1 + random(12)];
  return write(year, month, 1 + random(monthDays(year, month)));
};

/** Days out: their first day and the first day back. */
function daysOut(day, most) {
  const from = walk(day, random(40));
  return { from, resumes: walk(from, 1 + random(most)) };
}

const hourly = new Set([...limits, ...localLimits].filter(({ amount }) => amount.endsWith('h')).map(({ key }) => key));
const plans = ['ehc-final-plan', 'ehc-no-plan-notice'];
const termly = new Set(
  [...limits, ...localLimits].filter(({ amount }) => /(term|sd)$/.test(amount)).map(({ key }) => key),
);
const keys = [...new Set(limits.map(({ key }) => key)), ...localLimits.map(({ key }) => key), ...lengthless];

function randomCase(index) {
  const rule = keys[index % keys.length];
  const request = { rule, from: dayFor(rule), ...(random(6) ? {} : { asOf: dayBetween(2017, 2024) }) };
  if (hourly.has(rule)) return { ...request, ...atAnHour(request.from) };
  if (plans.includes(rule)) return { ...request, ...oneOf([closed, asserted, () => ({}), closed])(request.from) };
  const suspends = rule.includes('/') ? random(2) : random(12) === 0;
  return suspends ? { ...request, suspend: [...Array(1 + random(3))].map(() => suspension(request.from)) } : request;
}

/** Mostly where the rule has a date, and sometimes before or beyond. */
function dayFor(rule) {
  if (termly.has(rule) && random(8)) return dayBetween(2017, 2027);
  return rule.startsWith('ehc-') ? dayBetween(2013, 2034) : dayBetween(2012, 2035);
}

/** Two times in three any day; else one on which the clocks change, between midnight and four. */
function atAnHour(day) {
  const from = random(3) ? day : lastSunday(yearOf(day), oneOf([3, 10]));
  return { from, time: `0${random(4)}:${oneOf(['00', '30', '59'])}` };
}

function suspension(day) {
  return { ...daysOut(day, 20), ground: oneOf(['waiting', 'young person away']) };
}

function closed(day) {
  const { from, resumes: reopens } = daysOut(day, 45);
  return { closure: { from, reopens }, adviceAsked: walk(random(2) ? from : reopens, random(20) - 12) };
}

/** Circumstances that a person asserts, one of them in twelve on a ground that the law does not know. */
function asserted(day) {
  const grounds = ['10(4)(b)', '10(4)(c)', '10(4)(d)', 'absent-from-the-area', 'exceptional-personal-circumstances'];
  const ground = random(12) ? oneOf(grounds) : 'half term';
  return { suspend: [{ ...daysOut(day, 60), ground }] };
}

// ---- ask, and compare ----

function ask(cases) {
  const folder = mkdtempSync(join(tmpdir(), 'kept-replay-'));
  try {
    const file = join(folder, 'cases.json');
    writeFileSync(file, JSON.stringify(cases));
    writeFileSync(join(folder, 'every-kind.yaml'), everyKind);
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const run = spawnSync('npx', ['kept', 'deadline', '--batch', file, '--json'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, KEPT_WORKFLOWS_DIR: folder },
    });
    if (run.status !== 0 && run.status !== 1) throw new Error(run.stderr || String(run.error));
    return JSON.parse(run.stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const shown = ({ dueOn, dueAt, exceptions }) => [dueAt ?? dueOn, ...exceptions].join(', ');
const marks = ({ exceptions }) =>
  exceptions.map(({ regulation, holdsFrom, holdsTo }) => `${regulation} ${holdsFrom} ${holdsTo}`);

function difference(request, answer) {
  const own = expected(request);
  if (own === null) return answer.error === undefined ? `answered ${answer.dueOn}, ought to be refused` : null;
  const ought = shown({ exceptions: [], ...own });
  if (answer.error !== undefined) return `refused (${answer.error}), ought to be ${ought}`;
  const given = shown({ ...answer, exceptions: marks(answer) });
  return given === ought ? receiptFault(answer, request) : `${given}, ought to be ${ought}`;
}

const cases = Array.from({ length: Number(options.cases) }, (_, index) => randomCase(index));
const answers = ask(cases);
const tally = new Map();
let differences = answers.length === cases.length ? 0 : 1;
cases.forEach((request, index) => {
  const answer = answers[index];
  const row = tally.get(request.rule) ?? { dates: 0, refused: 0, exceptions: 0, skipped: 0, suspended: 0 };
  tally.set(request.rule, row);
  const has = (...names) => (answer.receipt ?? []).filter((each) => names.includes(each.step)).length;
  if (answer.error === undefined) row.dates += 1;
  else row.refused += 1;
  row.exceptions += answer.exceptions?.length ?? 0;
  row.skipped += has('skipped', 'school-holidays');
  row.suspended += has('suspended');
  const found = difference(request, answer);
  if (found === null) return;
  differences += 1;
  console.log(`DIFFERENT ${JSON.stringify(request)}: ${found}`);
});
console.table(Object.fromEntries([...tally].sort()));
console.log(
  `${cases.length} cases over ${tally.size} rules and limits, seed ${options.seed}: ${differences} differences.`,
);
process.exitCode = differences === 0 ? 0 : 1;
