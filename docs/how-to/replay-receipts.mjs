#!/usr/bin/env node
/**
 * Replays receipts: asks `kept deadline --batch` for many random dates over every rule that ships, works each date out
 * again with arithmetic of its own, and walks each receipt from its start to its date.
 *
 *   npm run build && node docs/how-to/replay-receipts.mjs [--cases 1000] [--seed 1]
 *
 * Nothing of packages/domain is imported. What is shared is what a person would read: the YAML files of rules,
 * calendars and workflows. Prints what was asked and how it came out; status 1 on any difference.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { hoursAfter, isWeekend, lastSunday, monthDays, monthsOn, parts, step, walk, write } from './own-arithmetic.mjs';

const content = new URL('../../packages/workflows/', import.meta.url);
const { parse } = createRequire(new URL('package.json', content))('yaml');
const { values: options } = parseArgs({
  options: { cases: { type: 'string', default: '1000' }, seed: { type: 'string', default: '1' } },
});

// ---- what ships ----

const readAll = (folder) =>
  readdirSync(new URL(`${folder}/`, content))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => parse(readFileSync(new URL(`${folder}/${name}`, content), 'utf8')));

const calendars = new Map(readAll('calendars').map((calendar) => [calendar.key, calendar]));
const entries = readAll('rules').flatMap(({ rules }) => rules);
const exceptionRules = new Map(entries.filter(({ kind }) => kind === 'exception').map((rule) => [rule.key, rule]));
const limits = entries.filter(({ kind }) => kind !== 'exception');
const conventions = { w: 'weeks', m: 'corresponding-date', h: 'hours' };

/** A council's own limits with a length: counted over bank holidays and closures, suspended on any ground. */
const localLimits = readAll('definitions').flatMap(({ key, local = {} }) =>
  Object.entries(local).flatMap(([name, { amount, else: otherwise, before }]) => {
    const length = amount ?? otherwise;
    if (length === undefined) return [];
    const convention = conventions[unitOf(length)] ?? 'within';
    const over = unitOf(length) === 'wd' ? ['england-and-wales', 'council-closures'] : [];
    return [{ key: `${key}/${name}`, amount: length, convention, calendars: over, anyGround: true, before }];
  }),
);

function unitOf(amount) {
  return amount.replace(/^-?\d+/, '');
}

// ---- counting again ----

class Refused extends Error {}

function holidayOn(date, over) {
  for (const key of over) {
    const calendar = calendars.get(key);
    if (date < calendar.knownFrom || date > calendar.knownTo) throw new Refused('not known');
    if (calendar.days[date] !== undefined) return true;
  }
  return false;
}

/** How a walk by this rule begins: where, which way, and how many days it has to use up. */
function beginning(rule, from) {
  const size = Number.parseInt(rule.amount, 10);
  const way = size < 0 ? -1 : 1;
  const at = rule.convention === 'beginning-with' ? step(from, -way) : from;
  const left = daysToCount(from, size, unitOf(rule.amount)) + (rule.convention === 'clear-days' ? 1 : 0);
  return { at, way, left };
}

function daysToCount(from, size, unit) {
  if (unit === 'w') return Math.abs(size) * 7;
  if (unit !== 'm') return Math.abs(size);
  const end = monthsOn(from, size);
  let days = 0;
  for (let at = from; at !== end; at = step(at, Math.sign(size))) days += 1;
  return days;
}

/** Walks until the days are used up, passing those that do not count. */
function walkTo(rule, from, passed) {
  let { at, left } = beginning(rule, from);
  const { way } = beginning(rule, from);
  while (left > 0) {
    at = step(at, way);
    if (!passed(at)) left -= 1;
  }
  return at;
}

/** The date by the rule's words and the calendars' days. */
function count(rule, from, away = []) {
  const free = (date) => unitOf(rule.amount) === 'wd' && (holidayOn(date, rule.calendars ?? []) || isWeekend(date));
  return walkTo(rule, from, (date) => free(date) || isAway(date, away));
}

const isAway = (date, away) => away.some(({ from, resumes }) => from <= date && date < resumes);

function versionOn(key, day) {
  return limits.find((rule) => {
    const { from = '0000', to = '9999' } = rule.effective ?? {};
    return rule.key === key && from <= day && day <= to;
  });
}

/** What the command ought to answer, or null where it ought to refuse. */
function expected(request) {
  const rule = localLimits.find(({ key }) => key === request.rule) ?? versionOn(request.rule, request.from);
  if (rule === undefined || rule.convention === 'each-term') return null;
  if (request.suspend && (!rule.anyGround || rule.before)) return null;
  if (rule.convention === 'hours') return hoursAfter(request.from, request.time, Number.parseInt(rule.amount, 10));
  try {
    return dateBy(rule, request);
  } catch (fault) {
    if (fault instanceof Refused) return null;
    throw fault;
  }
}

function dateBy(rule, request) {
  const { from, suspend } = request;
  if (rule.before) return { dueOn: count(rule, count(versionOn(rule.before, from), from)) };
  const dueOn = count(rule, from, suspend);
  return { dueOn, exceptions: exceptionsOf(rule, request, dueOn) };
}

function exceptionsOf(rule, { from, closure, adviceAsked }, dueOn) {
  const named = (rule.exceptions ?? []).map((key) => exceptionRules.get(key));
  const grounds = named.flatMap((each) => each.grounds.map((ground) => ({ ...each.effective, ...ground })));
  return grounds.flatMap(({ computed, regulation, atLeastDays, ...window }) => {
    if (computed === 'window' && from <= window.to && dueOn >= window.from)
      return [`${regulation} ${window.from} ${window.to}`];
    if (computed !== 'school-closure' || !closure || closure.reopens < walk(closure.from, atLeastDays)) return [];
    const [first, last] = [walk(closure.from, -7), walk(closure.reopens, -7)];
    return adviceAsked >= first && adviceAsked <= last ? [`${regulation} ${first} ${last}`] : [];
  });
}

// ---- walking a receipt with nothing but its own steps ----

const monthNames = 'January February March April May June July August September October November December'.split(' ');

/** Days that a sentence names: `12 July 2018`. */
function daysIn(text) {
  return [...text.matchAll(/(\d{1,2}) ([A-Z][a-z]+) (\d{4})/g)].map(([, day, month, year]) =>
    write(Number(year), monthNames.indexOf(month) + 1, Number(day)),
  );
}

/** One counted stretch: from its start, past the days it names as skipped or suspended, to the date it says. */
function walkStretch(steps, rule) {
  const start = steps.find(({ step: name }) => name === 'start').date;
  const skipped = new Set(steps.filter(({ step: name }) => name === 'skipped').map(({ date }) => date));
  const away = steps.filter(({ step: name }) => name === 'suspended').map(({ text }) => daysIn(text));
  const out = (date) => away.some(([first, last]) => first <= date && date <= last);
  const free = (date) => unitOf(rule.amount) === 'wd' && isWeekend(date);
  const walked = walkTo(rule, start, (date) => skipped.has(date) || free(date) || out(date));
  const counted = steps.find(({ step: name }) => name === 'counted').date;
  return counted === walked ? null : `the receipt walks to ${walked}, and says ${counted}`;
}

function receiptFault({ receipt, dueOn }, { rule: key, from }) {
  if (receipt.at(-1).date !== dueOn) return `the receipt ends on ${receipt.at(-1).date}, the date is ${dueOn}`;
  const local = localLimits.find((limit) => limit.key === key);
  const rule = local ?? versionOn(key, from);
  if (rule.convention === 'hours') return null;
  const cut = receipt.findLastIndex(({ step: name }) => name === 'rule');
  const stretches =
    cut > 0
      ? [
          [receipt.slice(0, cut), versionOn(local.before, from)],
          [receipt.slice(cut), local],
        ]
      : [[receipt, rule]];
  return stretches.map(([steps, by]) => walkStretch(steps, by)).find((fault) => fault !== null) ?? null;
}

// ---- random cases, the same ones for the same seed ----

let state = Number(options.seed) >>> 0;

/** Mulberry32: a whole number below `size`. */
function random(size) {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) % size;
}

const dayBetween = (firstYear, lastYear) => {
  const [year, month] = [firstYear + random(lastYear - firstYear + 1), 1 + random(12)];
  return write(year, month, 1 + random(monthDays(year, month)));
};
const span = (from, most) => ({ from: walk(from, random(40)), days: 1 + random(most) });

function randomCase(index) {
  const keys = [...new Set(limits.map(({ key }) => key)), ...localLimits.map(({ key }) => key)];
  const rule = keys[index % keys.length];
  const from = rule.startsWith('ehc-') ? dayBetween(2013, 2034) : dayBetween(2012, 2035);
  const request = { rule, from };
  if (rule.endsWith('-72h'))
    return { ...request, from: random(3) ? from : clockChange(from), time: `0${random(4)}:30` };
  if (rule === 'ehc-final-plan' || rule === 'ehc-no-plan-notice')
    return random(4) ? { ...request, ...closed(from) } : request;
  const suspends = rule.includes('/') ? random(2) : random(12) === 0;
  return suspends ? { ...request, suspend: Array.from({ length: 1 + random(3) }, () => suspension(from)) } : request;
}

const clockChange = (from) => lastSunday(parts(from)[0], random(2) ? 3 : 10);

function suspension(day) {
  const { from, days } = span(day, 20);
  return { from, resumes: walk(from, days), ground: ['waiting', 'young person away'][random(2)] };
}

function closed(day) {
  const { from, days } = span(day, 45);
  const reopens = walk(from, days);
  return { closure: { from, reopens }, adviceAsked: walk(random(2) ? from : reopens, random(20) - 12) };
}

// ---- ask, and compare ----

function ask(cases) {
  const folder = mkdtempSync(join(tmpdir(), 'kept-replay-'));
  try {
    const file = join(folder, 'cases.json');
    writeFileSync(file, JSON.stringify(cases));
    const root = fileURLToPath(new URL('../../', import.meta.url));
    const run = spawnSync('npx', ['kept', 'deadline', '--batch', file, '--json'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
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
  const has = (name) => (answer.receipt ?? []).filter((each) => each.step === name).length;
  if (answer.error === undefined) row.dates += 1;
  else row.refused += 1;
  row.exceptions += answer.exceptions?.length ?? 0;
  row.skipped += has('skipped');
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
