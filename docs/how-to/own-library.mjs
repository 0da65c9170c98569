/**
 * What replay-receipts.mjs counts over: the YAML files of rules, calendars and workflows, read as a person would read
 * them, and a workflow of its own with a time limit of each kind that can be written. Nothing of packages/domain.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const content = new URL('../../packages/workflows/', import.meta.url);
const { parse } = createRequire(new URL('package.json', content))('yaml');

const read = (folder) =>
  readdirSync(new URL(`${folder}/`, content))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => parse(readFileSync(new URL(`${folder}/${name}`, content), 'utf8')));

/** One of each kind: `kept` loads it from the folder KEPT_WORKFLOWS_DIR beside those that ship. */
export const everyKind = `
key: every-kind
version: 1
reference: EK
title: { officer: Every kind, plain: Every kind }
initial: open
owner: { default: corporate-parenting-officer }
fields: { often: { type: choice, of: [once, month] } }
local:
  workingDays: { amount: 17wd }
  workingDaysBack: { amount: -9wd }
  schoolDays: { amount: 12sd }
  schoolDaysBack: { amount: -8sd }
  days: { amount: 40d }
  daysBack: { amount: -40d }
  weeks: { amount: 7w }
  weeksBack: { amount: -3w }
  months: { amount: 5m }
  monthsBack: { amount: -5m }
  hours: { amount: 100h }
  terms: { amount: 3term }
  meeting: { amount: 1meeting }
  sameDay: { amount: 0d }
  eachMonth: { each: month }
  eachQuarter: { each: quarter }
  eachHalfYear: { each: half-year }
  eachYear: { each: year }
  eachTerm: { each: term }
  eachOften: { eachOf: often }
states:
  open: { limits: [{ local: days }] }
  done: { final: true }
transitions:
  finish: { from: [open], to: done, by: [officer] }
`;

export const unitOf = (amount) => amount.replace(/^-?\d+/, '');

const conventions = { w: 'weeks', m: 'corresponding-date', h: 'hours', term: 'each-term', meeting: 'next-meeting' };
const periods = { month: '1m', quarter: '3m', 'half-year': '6m', year: '12m', term: '1term' };
const calendarsOf = { wd: ['england-and-wales', 'council-closures'], sd: ['school-terms'], term: ['school-terms'] };

/** A council's own limit as a rule: suspended on any ground. Null where its length is the item's to say. */
function asRule(workflow, [name, { amount, else: otherwise, before, each }]) {
  const length = periods[each] ?? amount ?? otherwise;
  if (length === undefined) return null;
  const unit = unitOf(length);
  return {
    key: `${workflow}/${name}`,
    amount: length,
    convention: each ? 'each-period' : (conventions[unit] ?? 'within'),
    calendars: calendarsOf[unit] ?? [],
    anyGround: true,
    before,
  };
}

export const calendars = new Map(read('calendars').map((calendar) => [calendar.key, calendar]));

const entries = read('rules')
  .flatMap(({ rules = [] }) => rules)
  .filter((rule) => rule.amount !== undefined || rule.grounds !== undefined);
export const exceptionRules = new Map(
  entries.filter(({ kind }) => kind === 'exception').map((rule) => [rule.key, rule]),
);
export const limits = entries.filter(({ kind }) => kind !== 'exception');

const workflows = [...read('definitions'), parse(everyKind)];
export const localLimits = workflows.flatMap(({ key, local = {} }) =>
  Object.entries(local).flatMap((entry) => asRule(key, entry) ?? []),
);
/** Limits that the item has to say the length of: every one of them is refused. */
export const lengthless = workflows.flatMap(({ key, local = {} }) =>
  Object.entries(local).flatMap((entry) => (asRule(key, entry) === null ? [`${key}/${entry[0]}`] : [])),
);
