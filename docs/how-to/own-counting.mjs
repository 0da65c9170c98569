/**
 * Counts a rule again by its words and the calendars' days, and walks a receipt with nothing but its own steps: for
 * replay-receipts.mjs. Nothing of packages/domain is imported.
 */
import { endOfPeriod, hoursAfter, isWeekend, monthsOn, parts, step, walk, write } from './own-arithmetic.mjs';
import { calendars, exceptionRules, lengthless, limits, localLimits, unitOf } from './own-library.mjs';

class Refused extends Error {}

const sizeOf = ({ amount }) => Number.parseInt(amount, 10);

// ---- the days of the calendars, as they were known on a day ----

/** Named days; without those announced later, and with those that gave way to them. */
function daysKnown({ days, changes = [] }, asOf) {
  const known = { ...days };
  for (const { added, dropped = {} } of changes.filter(({ announcedOn }) => asOf !== undefined && announcedOn > asOf)) {
    for (const day of added) delete known[day];
    Object.assign(known, dropped);
  }
  return known;
}

function holidayOn(date, over, asOf) {
  for (const key of over) {
    const calendar = calendars.get(key);
    if (calendar.kind === 'terms') continue;
    if (date < calendar.knownFrom || date > calendar.knownTo) throw new Refused('not known');
    if (daysKnown(calendar, asOf)[date] !== undefined) return true;
  }
  return false;
}

const termsOf = (over) => over.map((key) => calendars.get(key)).find(({ kind }) => kind === 'terms');

function isSchoolDay(date, over, asOf) {
  const calendar = termsOf(over);
  if (date < calendar.terms[0].from || date > calendar.terms.at(-1).to) throw new Refused('terms not loaded');
  if (isWeekend(date) || daysKnown(calendar, asOf)[date] !== undefined) return false;
  return calendar.terms.some(({ from, to }) => from <= date && date <= to);
}

/** The n-th term that a day is not past. */
function endOfTerm(date, { calendars: over, ...rule }) {
  const { terms } = termsOf(over);
  if (date < terms[0].from) throw new Refused('terms not loaded');
  const term = terms.filter(({ to }) => date <= to)[sizeOf(rule) - 1];
  if (term === undefined) throw new Refused('terms not loaded');
  return term.to;
}

// ---- counting ----

/** How a walk by this rule begins: where, which way, and how many days it has to use up. */
function beginning(rule, from) {
  const size = sizeOf(rule);
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

const isAway = (date, away) => away.some(({ from, resumes }) => from <= date && date < resumes);

/** The date by the rule's words and the calendars' days. */
function count(rule, from, { away = [], asOf } = {}) {
  const { convention, calendars: over = [] } = rule;
  const unit = unitOf(rule.amount);
  if (unit === 'term') return endOfTerm(from, rule);
  if (convention === 'each-period') return endOfPeriod(from, sizeOf(rule));
  if (convention === 'next-meeting') throw new Refused('no meeting is known');
  return walkTo(rule, from, (date) => {
    if (isAway(date, away)) return true;
    if (unit === 'sd') return !isSchoolDay(date, over, asOf);
    return unit === 'wd' && (holidayOn(date, over, asOf) || isWeekend(date));
  });
}

function versionOn(key, day, asOf = '9999') {
  return limits.find((rule) => {
    const { from = '0000', to = '9999' } = rule.effective ?? {};
    return rule.key === key && from <= day && day <= to && from <= asOf;
  });
}

const ruleOf = ({ rule: key, from, asOf }) =>
  localLimits.find((limit) => limit.key === key) ?? versionOn(key, from, asOf);

// ---- exceptions ----

const groundsOf = (rule) =>
  (rule.exceptions ?? [])
    .map((key) => exceptionRules.get(key))
    .flatMap(({ grounds, effective }) => grounds.map((ground) => ({ ...effective, ...ground })));

const assertable = (rule, ground) =>
  groundsOf(rule).find((each) => each.computed === 'none' && [each.key, each.regulation].includes(ground));

function exceptionsOf(rule, { from, closure, adviceAsked, suspend = [] }, dueOn) {
  const grounds = groundsOf(rule);
  const closed = grounds.flatMap(({ computed, regulation, atLeastDays }) => {
    if (computed !== 'school-closure' || !closure || closure.reopens < walk(closure.from, atLeastDays)) return [];
    const [first, last] = [walk(closure.from, -7), walk(closure.reopens, -7)];
    return adviceAsked >= first && adviceAsked <= last ? [`${regulation} ${first} ${last}`] : [];
  });
  const windows = grounds.flatMap(({ computed, regulation, ...window }) =>
    computed === 'window' && from <= window.to && dueOn >= window.from
      ? [`${regulation} ${window.from} ${window.to}`]
      : [],
  );
  const asserted = suspend.flatMap((span) => {
    const ground = assertable(rule, span.ground);
    if (ground === undefined) return [];
    if (span.resumes < walk(span.from, ground.atLeastDays ?? 0)) throw new Refused('too short');
    return [`${ground.regulation} ${span.from} ${step(span.resumes, -1)}`];
  });
  return [...closed, ...windows, ...asserted];
}

// ---- what the command ought to answer ----

const setDays = ['each-term', 'each-period', 'next-meeting'];

/** Days out stop a count that goes forwards to no set day, on a ground that the rule knows. */
function maySuspend(rule) {
  return Boolean(rule.anyGround) && !rule.before && sizeOf(rule) >= 0 && !setDays.includes(rule.convention);
}

/** Days out that are to stop the count: those on a ground which is no exception of the law. */
const claimedDays = (rule, { suspend = [] }) => suspend.filter(({ ground }) => assertable(rule, ground) === undefined);
const knowsClosures = (rule) => groundsOf(rule).some(({ computed }) => computed === 'school-closure');

/** The date, the instant and the exceptions; or null where it ought to refuse. */
export function expected(request) {
  const rule = lengthless.includes(request.rule) ? undefined : ruleOf(request);
  if (rule === undefined || (request.closure && !knowsClosures(rule))) return null;
  const claimed = claimedDays(rule, request);
  if (claimed.length > 0 && !maySuspend(rule)) return null;
  try {
    return rule.convention === 'hours' ? hoursBy(rule, request, claimed) : dateBy(rule, request, claimed);
  } catch (fault) {
    if (fault instanceof Refused) return null;
    throw fault;
  }
}

/** Hours over whole days out: each day's midnights stand still, so the time of the day goes on from where it was. */
function hoursBy(rule, { from, time }, away) {
  if (away.length > 0) throw new Error('Hours are not asked with days out: that is shown in the tests of the domain.');
  return hoursAfter(from, time, sizeOf(rule));
}

function dateBy(rule, request, away) {
  const { from, asOf } = request;
  if (rule.before) return { dueOn: count(rule, count(versionOn(rule.before, from, asOf), from, { asOf }), { asOf }) };
  const dueOn = count(rule, from, { away, asOf });
  return { dueOn, exceptions: exceptionsOf(rule, request, dueOn) };
}

// ---- walking a receipt with nothing but its own steps ----

const monthNames = 'January February March April May June July August September October November December'.split(' ');

/** Days that a sentence names: `12 July 2018`. */
function daysIn(text) {
  return [...text.matchAll(/(\d{1,2}) ([A-Z][a-z]+) (\d{4})/g)].map(([, day, month, year]) =>
    write(Number(year), monthNames.indexOf(month) + 1, Number(day)),
  );
}

/** One counted stretch: from its start, past the days it names as skipped or out, to the date it says. */
function walkStretch(steps, rule) {
  const named = (name) => steps.filter((each) => each.step === name);
  const start = named('start')[0].date;
  const counted = named('counted')[0].date;
  if (setDays.includes(rule.convention)) return counted < start ? `the receipt goes back to ${counted}` : null;
  const skipped = new Set(named('skipped').map(({ date }) => date));
  const out = [...named('suspended'), ...named('school-holidays')].map(({ text }) => daysIn(text));
  const isOut = (date) => out.some(([first, last = first]) => first <= date && date <= last);
  const free = (date) => ['wd', 'sd'].includes(unitOf(rule.amount)) && isWeekend(date);
  const walked = walkTo(rule, start, (date) => skipped.has(date) || free(date) || isOut(date));
  return counted === walked ? null : `the receipt walks to ${walked}, and says ${counted}`;
}

/** What is wrong with a receipt, or null. */
export function receiptFault({ receipt, dueOn }, request) {
  if (receipt.at(-1).date !== dueOn) return `the receipt ends on ${receipt.at(-1).date}, the date is ${dueOn}`;
  const rule = ruleOf(request);
  if (rule.convention === 'hours') return null;
  const cut = receipt.findLastIndex(({ step: name }) => name === 'rule');
  const stretches =
    cut > 0
      ? [
          [receipt.slice(0, cut), versionOn(rule.before, request.from)],
          [receipt.slice(cut), rule],
        ]
      : [[receipt, rule]];
  return stretches.map(([steps, by]) => walkStretch(steps, by)).find((fault) => fault !== null) ?? null;
}

/** The year of a day. */
export const yearOf = (date) => parts(date)[0];
