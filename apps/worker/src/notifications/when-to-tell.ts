import { addDays, londonDay } from '@kept/domain';
import type { Calendar, Instant, LocalDate, Organisation } from '@kept/domain';
import type { TellingMode } from '@kept/database';
import { isTellingDay, nextWaking, openingOf, opensWeek, tellingDay } from './quiet-hours.js';

/** Whom it goes to, how they want to be told, and what says on which days they are there. */
export interface Telling {
  personId: string;
  mode: TellingMode;
  /** Time did it, and nobody: what fires at 08:00 is on the list of that 08:00. */
  fired: boolean;
  organisation: Pick<Organisation, 'absences' | 'meetings' | 'bodies'>;
  calendars: readonly Calendar[];
}

/** What fires at 08:00 is written moments later; after an outage it is not waited for longer than this. */
const gathering = 15 * 60_000;

/** Lists leave at full steps of so long, so that what was held and what has just fired meet in one mail. */
const step = 5_000;

/** Whether the lists of the morning are being gathered: from 08:00 for a quarter of an hour at most. */
export function isGathering(now: Instant): boolean {
  const since = Date.parse(now) - Date.parse(openingOf(londonDay(now)));
  return since >= 0 && since < gathering;
}

/**
 * When a line that may go on a list this morning leaves with it: at the next step after 08:00, or after it was written,
 * and not while something that has come is still to fire.
 *
 * @returns null where it leaves now
 */
export function leavesAt(createdAt: Instant, now: Instant, firing: boolean): Instant | null {
  if (!isGathering(now)) return null;
  const opening = openingOf(londonDay(now));
  const first = nextStep(createdAt > opening ? createdAt : opening);
  if (first > now) return first;
  return firing ? nextStep(now) : null;
}

const nextStep = (instant: Instant): Instant =>
  new Date((Math.floor(Date.parse(instant) / step) + 1) * step).toISOString();

/** No week and no holiday is longer than that. */
const longestWait = 60;

/**
 * When a message that is not urgent is told: not before its mode lets it go, nor while its reader is on leave, nor
 * outside waking hours. Held, not dropped.
 *
 * @param createdAt when it was written, from which a mode counts
 * @returns `now` itself where it may go
 */
export function whenToTell(createdAt: Instant, now: Instant, telling: Telling): Instant {
  const released = releaseOf(createdAt, telling);
  let at = released > now ? released : now;
  for (let tries = 0; tries < longestWait; tries += 1) {
    const waking = nextWaking(at, telling.calendars);
    const back = lastDayAway(telling.personId, londonDay(waking), telling.organisation);
    if (back === null) return waking;
    at = openingOf(addDays(back, 1));
  }
  return at;
}

/** Whether somebody is on leave on a day. */
export function isAway(personId: string, day: LocalDate, organisation: Pick<Organisation, 'absences'>): boolean {
  return lastDayAway(personId, day, organisation) !== null;
}

function lastDayAway(personId: string, day: LocalDate, { absences }: Pick<Organisation, 'absences'>): LocalDate | null {
  const away = absences.filter((each) => each.personId === personId && each.from <= day && day <= each.to);
  return away.reduce<LocalDate | null>((last, { to }) => (last === null || to > last ? to : last), null);
}

/** Daily: at 08:00 of the next working day, with what fires at that moment. Weekly: of the week's first, and of the last before a meeting of the panel. */
function releaseOf(createdAt: Instant, telling: Telling): Instant {
  if (telling.mode === 'at-once') return createdAt;
  const writtenAt = Date.parse(createdAt) - (telling.fired ? gathering : 0);
  let day = londonDay(createdAt);
  for (let tries = 0; tries < longestWait; tries += 1) {
    const suits = isTellingDay(day, telling.calendars) && (telling.mode === 'daily' || isWeekly(day, telling));
    if (suits && Date.parse(openingOf(day)) >= writtenAt) return openingOf(day);
    day = addDays(day, 1);
  }
  return createdAt;
}

function isWeekly(day: LocalDate, { organisation, calendars }: Telling): boolean {
  if (opensWeek(day, calendars)) return true;
  const next = tellingDay('after', day, calendars);
  const panels = organisation.bodies.filter(({ kind }) => kind === 'panel').map(({ key }) => key);
  return organisation.meetings.some(({ body, heldOn }) => panels.includes(body) && day < heldOn && heldOn <= next);
}
