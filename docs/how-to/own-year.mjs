/**
 * The year of an item that nobody touches, worked out from the files alone: which limits it has, when each acts, and whom
 * each act tells. For make-a-year.mjs; nothing of packages/domain is imported. Instants are `YYYY-MM-DDTHH:MM` in UTC.
 */
import { ahead, endOfPeriod, hoursAfter, isWeekend, monthsOn, normal, step, walk } from './own-arithmetic.mjs';
import { calendars, limits } from './own-library.mjs';

// ---- days and instants ----

const working = ['england-and-wales', 'council-closures'];
const isOff = (day) => isWeekend(day) || working.some((key) => calendars.get(key).days[day] !== undefined);
const sizeOf = (length) => Number.parseInt(length, 10);
const unitOf = (length) => length.replace(/^[+-]?\d+/, '');
const clock = (minutes) => [Math.floor(minutes / 60), minutes % 60].map((n) => String(n).padStart(2, '0')).join(':');

function workingDays(from, count) {
  let [at, left] = [from, Math.abs(count)];
  while (left > 0) {
    at = step(at, Math.sign(count));
    if (!isOff(at)) left -= 1;
  }
  return at;
}

/** A day so long after another, or before it. */
function add(day, length) {
  const size = sizeOf(length);
  const ways = { d: () => walk(day, size), w: () => walk(day, 7 * size), m: () => monthsOn(day, size) };
  return unitOf(length) === 'wd' ? workingDays(day, size) : ways[unitOf(length)]();
}

/** The instant of a London time. Of a time that comes twice, the first. */
export function utcOf(day, time) {
  const [hour, minute] = time.split(':').map(Number);
  const guesses = [1, 0].map((hours) => ({ hours, ...normal(day, hour * 60 + minute - hours * 60) }));
  const { date, minutes } = guesses.find((guess) => ahead(guess.date, guess.minutes) === guess.hours);
  return `${date}T${clock(minutes)}`;
}

/** The London time of an instant, with its offset. */
export function londonOf(utc) {
  const [day, time] = utc.split('T');
  const [hour, minute] = time.split(':').map(Number);
  const hours = ahead(day, hour * 60 + minute);
  const shown = normal(day, hour * 60 + minute + hours * 60);
  return `${shown.date}T${clock(shown.minutes)}:00+0${hours}:00`;
}
export const dayOf = (utc) => londonOf(utc).slice(0, 10);

function hoursOn(utc, hours) {
  const [day, time] = utc.split('T');
  const [hour, minute] = time.split(':').map(Number);
  const then = normal(day, (hour + hours) * 60 + minute);
  return `${then.date}T${clock(then.minutes)}`;
}

// ---- the date of a limit ----

function meetingsOf(world, body, after) {
  return (world.meetings[body] ?? []).filter((day) => day > after);
}

/** Five clear working days before: neither the day itself nor that of the meeting counts. */
const agendaOut = (heldOn) => workingDays(heldOn, -6);

const panel = 'corporate-parenting-panel';

/** So long before the agenda of the first meeting for which it is not late at once; null where none is known. */
function beforeAgenda(amount, { world, served }, begunOn) {
  const all = meetingsOf(world, panel, step(begunOn, -1)).filter((day) => !served.includes(day));
  const meeting = all.find((day) => add(agendaOut(day), amount) >= begunOn);
  return meeting === undefined ? null : { dueOn: add(agendaOut(meeting), amount), meeting };
}

/** The next meeting of a body, or of the one that a field names. */
function nextMeeting(named, { fields, world }, begunOn) {
  return named === undefined ? undefined : meetingsOf(world, fields[named] ?? named, begunOn)[0];
}

const periods = { month: 1, quarter: 3, 'half-year': 6, year: 12 };

function inPeriod(period, begunOn) {
  return periods[period] === undefined ? null : { dueOn: endOfPeriod(begunOn, periods[period]) };
}

/** Where a council's own limit ends that was begun on a day; null where none is asked, or no meeting is known for it. */
function localEnd(local, item, begunOn) {
  const { fields } = item;
  const { amount, orOn, nextMeetingOf, before, each, eachOf } = local;
  if (before !== undefined) return beforeAgenda(amount, item, begunOn);
  if (each !== undefined || eachOf !== undefined) return inPeriod(each ?? fields[eachOf], begunOn);
  const next = nextMeeting(nextMeetingOf, item, begunOn);
  if (next !== undefined) return { dueOn: next };
  const promised = fields[orOn] ?? '';
  return { dueOn: promised >= begunOn ? promised : add(begunOn, amount ?? local.else) };
}

const ruleOn = (key, day) =>
  limits.find((rule) => {
    const { from = '0000', to = '9999' } = rule.effective ?? {};
    return rule.key === key && from <= day && day <= to;
  });

/** The date of a limit, and the instant where it is counted in hours; null where there is none. */
function endOf(use, item, begun) {
  const { definition, fields } = item;
  if (use.on !== undefined) return { dueOn: fields[use.on] };
  const begunOn = use.from === undefined ? begun.day : fields[use.from];
  const local = definition.local?.[use.local];
  const length = local ? local.amount : ruleOn(use.rule, begunOn).amount;
  if (length !== undefined && unitOf(length) === 'h') {
    const { dueOn, dueAt } = hoursAfter(begunOn, fields[use.time] ?? begun.time, sizeOf(length));
    return { dueOn, dueAt: utcOfOffset(dueAt) };
  }
  return local === undefined ? { dueOn: add(begunOn, length) } : localEnd(local, item, begunOn);
}

function utcOfOffset(text) {
  const [day, time] = text.split('T');
  const [hour, minute] = time.split(':').map(Number);
  const then = normal(day, (hour - Number(time.slice(10, 11))) * 60 + minute);
  return `${then.date}T${clock(then.minutes)}`;
}

// ---- what acts, and when ----

/** Everything that a limit does from `now` on: a reminder that is past is left out, a level that is past is due at once. */
function actsOf({ use, dueOn, dueAt }, { definition }, now) {
  const overdue = dueAt ?? utcOf(step(dueOn, 1), '00:00');
  const at = (length) =>
    unitOf(length) === 'h' ? hoursOn(overdue, sizeOf(length)) : utcOf(add(dueOn, length), '08:00');
  const reminders = (use.reminders ?? []).map((mark) => ({ kind: 'reminder', mark, at: at(mark) }));
  const path = definition.escalation?.[use.escalation] ?? [];
  const levels = path
    .filter(({ after }) => after !== undefined)
    .map(({ level, after }) => ({ kind: 'level', mark: level, at: at(after) > now ? at(after) : now }));
  const order = ['reminder', 'due', 'level'];
  return [...reminders.filter((each) => each.at > now), { kind: 'due', mark: '', at: overdue }, ...levels].sort(
    (a, b) => a.at.localeCompare(b.at) || order.indexOf(a.kind) - order.indexOf(b.kind) || a.mark - b.mark,
  );
}

const keyOf = (use) => use.local ?? use.rule ?? use.on;

export function startLimit(use, item, { begun, now, no, isCheckIn = false }) {
  const end = endOf(use, item, begun);
  if (end === null) return null;
  const limit = { key: keyOf(use), no, use, isCheckIn, ...end };
  return { ...limit, acts: actsOf(limit, item, now) };
}

/** By when a level that was reached on a day answers. */
export function answerLimit(level, within, { day, now, no }) {
  const limit = { key: 'escalation-answer', no, use: {}, isCheckIn: false, level, dueOn: add(day, within) };
  return { ...limit, acts: actsOf(limit, { definition: {} }, now) };
}
