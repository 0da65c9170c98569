/**
 * Days and clocks by arithmetic of its own, for replay-receipts.mjs: no Date, no Intl, nothing of packages/domain. Days
 * are `YYYY-MM-DD`.
 */

const leap = (year) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
export const monthDays = (year, month) => [31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
export const parts = (date) => date.split('-').map(Number);
export const write = (year, month, day) => `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** One day on or back, by the calendar on the wall: no epoch, no Date. */
export function step(date, way) {
  const [year, month, day] = parts(date);
  if (way > 0) {
    if (day < monthDays(year, month)) return write(year, month, day + 1);
    return month < 12 ? write(year, month + 1, 1) : write(year + 1, 1, 1);
  }
  if (day > 1) return write(year, month, day - 1);
  return month > 1 ? write(year, month - 1, monthDays(year, month - 1)) : write(year - 1, 12, 31);
}

export function walk(date, days) {
  let at = date;
  for (let left = Math.abs(days); left > 0; left -= 1) at = step(at, Math.sign(days));
  return at;
}

/** Sakamoto's weekday: 0 is Sunday. */
function weekdayOf(date) {
  const [year, month, day] = parts(date);
  const shifted = month < 3 ? year - 1 : year;
  const century = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  return (shifted + century + [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4][month - 1] + day) % 7;
}

export const isWeekend = (date) => weekdayOf(date) === 0 || weekdayOf(date) === 6;

export function monthsOn(date, count) {
  const [year, month, day] = parts(date);
  const months = year * 12 + month - 1 + count;
  const [toYear, toMonth] = [Math.floor(months / 12), (months % 12) + 1];
  return write(toYear, toMonth, Math.min(day, monthDays(toYear, toMonth)));
}

/** The last day of the period of so many months in which a day lies; the periods of a council's year begin in April. */
export function endOfPeriod(date, months) {
  const [year, month] = parts(date);
  const [begun, first] = month < 4 ? [year - 1, month + 12] : [year, month];
  let last = 3;
  while (last < first) last += months;
  return last > 12
    ? write(begun + 1, last - 12, monthDays(begun + 1, last - 12))
    : write(begun, last, monthDays(begun, last));
}

// ---- the clocks: summer time runs from the last Sunday of March to the last of October, both at 01:00 UTC ----

export function lastSunday(year, month) {
  let day = write(year, month, 31);
  while (weekdayOf(day) !== 0) day = step(day, -1);
  return day;
}

/** Hours that London is ahead of UTC at a day and hour of UTC. */
export function ahead(date, minutes) {
  const [year] = parts(date);
  const [begins, ends] = [lastSunday(year, 3), lastSunday(year, 10)];
  const after = date > begins || (date === begins && minutes >= 60);
  const before = date < ends || (date === ends && minutes < 60);
  return after && before ? 1 : 0;
}

export const normal = (date, minutes) => {
  const days = Math.floor(minutes / 1440);
  return { date: walk(date, days), minutes: minutes - days * 1440 };
};

/** So many hours after a London time; null for a time that the clocks skip. The first of a time that comes twice. */
export function hoursAfter(date, time, hours) {
  const [hour, minute] = time.split(':').map(Number);
  for (const guess of [1, 0]) {
    const utc = normal(date, hour * 60 + minute - guess * 60);
    if (ahead(utc.date, utc.minutes) !== guess) continue;
    const due = normal(utc.date, utc.minutes + hours * 60);
    const offset = ahead(due.date, due.minutes);
    const shown = normal(due.date, due.minutes + offset * 60);
    const clock = [Math.floor(shown.minutes / 60), shown.minutes % 60].map((each) => String(each).padStart(2, '0'));
    return { dueOn: shown.date, dueAt: `${shown.date}T${clock.join(':')}:00+0${offset}:00` };
  }
  return null;
}
