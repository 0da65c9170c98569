import { addDays, isGone, londonDay } from '@kept/domain';
import type { Calendar, Instant } from '@kept/domain';
import type {
  DigestLook,
  DigestMoment,
  LookedAtDigest,
  ViewMessage,
  ViewMessageMoment,
  ViewMessageVerdict,
} from '@kept/database';
import { isTellingDay, nextWaking, openingOf, opensWeek, tellingDay } from '../quiet-hours.js';
import { whenToTell } from '../when-to-tell.js';

/** A weekly one that could not go is tried for so long; a daily one is followed by the next. */
const givingUp = 72 * 3_600_000;
/** Attempts that ended with the process: the third is the last. */
const mostLapses = 3;
/** No closure is longer. */
const longestWait = 60;

/**
 * What a look at a list by e-mail comes to: a message of today where one is due, in waking hours and while its reader is there.
 * One that could not be written at 08:00 is written when a worker is back, the weekly one on the next working day at the latest.
 */
export function lookAt(digest: LookedAtDigest, { now, reference }: DigestMoment): DigestLook {
  const { organisation, calendars } = reference;
  const { personId } = digest;
  const today = londonDay(now);
  const isKnown = organisation.people.some(({ id }) => id === personId);
  if (!isKnown || isGone(personId, organisation, addDays(today, -1))) return { kind: 'ends' };
  const next = nextMorning(now, calendars);
  // Somebody who left today may have been entered wrongly: what is taken back today takes nothing along.
  if (isGone(personId, organisation, today)) return { kind: 'waits', lookAt: next };
  const due = nextOpening(digest, calendars);
  const at =
    due > now ? due : whenToTell(now, now, { personId, mode: 'at-once', fired: false, organisation, calendars });
  // Leave may be ended early, and a calendar changed: a look costs little, and what it waits for is asked anew each morning.
  return at > now ? { kind: 'waits', lookAt: at < next ? at : next } : { kind: 'tells', day: today };
}

/** The next 08:00 of a day on which people are told. */
function nextMorning(now: Instant, calendars: readonly Calendar[]): Instant {
  const today = londonDay(now);
  const isToday = isTellingDay(today, calendars) && openingOf(today) > now;
  return openingOf(isToday ? today : tellingDay('after', today, calendars));
}

/** The first 08:00 after it was begun, and after the day of the last message, on a day that suits. */
export function nextOpening(
  { every, since, toldOn }: Pick<LookedAtDigest, 'every' | 'since' | 'toldOn'>,
  calendars: readonly Calendar[],
): Instant {
  const begun = londonDay(since);
  let day = openingOf(begun) < since ? addDays(begun, 1) : begun;
  if (toldOn !== null && day <= toldOn) day = addDays(toldOn, 1);
  const suits = () => isTellingDay(day, calendars) && (every === 'day' || opensWeek(day, calendars));
  for (let tries = 0; tries < longestWait && !suits(); tries += 1) day = addDays(day, 1);
  return openingOf(day);
}

/** Whether a message that waits still goes, judged at each sending: what its reader sees of the view is asked after that. */
export function judgeViewMessage(message: ViewMessage, moment: ViewMessageMoment): ViewMessageVerdict {
  if (message.lapses >= mostLapses) {
    return { kind: 'settled', outcome: 'failed', error: `its handling ended its process ${mostLapses} times` };
  }
  const over = whyNoMore(message, moment);
  if (over !== null) {
    return message.askFirst ? { kind: 'ask', instead: over } : { kind: 'settled', outcome: 'withdrawn', error: over };
  }
  const at = nextWaking(moment.now, moment.reference.calendars);
  return at > moment.now ? { kind: 'later', at, error: null } : { kind: 'send' };
}

function whyNoMore(message: ViewMessage, { now, today, reference, preferences }: ViewMessageMoment): string | null {
  const { personId, every, day, createdAt } = message;
  if (!message.subscribed) return 'its reader ended it';
  const person = reference.organisation.people.find(({ id }) => id === personId);
  if (person === undefined || isGone(personId, reference.organisation, today)) return 'its reader has left';
  if (person.email.trim() === '') return 'its reader has no e-mail address';
  if (preferences.get(personId)?.channel === 'none') return 'its reader is told in Kept alone';
  if (every === 'day' && today > day) return 'its day is over';
  return Date.parse(now) - Date.parse(createdAt) > givingUp ? 'it was tried for three days' : null;
}
