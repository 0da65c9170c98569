import type { Calendar, Instant, LocalDate } from '../calendar/calendar.js';
import { formatDay } from '../calendar/local-date.js';
import { londonDay } from '../calendar/zone.js';

/** What a council has, as far as it must be there before the first working day: keys and titles, never an item. */
export interface SetUpFacts {
  today: LocalDate;
  posts: readonly { key: string; title: string; held: boolean }[];
  bodies: readonly { key: string; title: string }[];
  /** Meetings that are to come. */
  meetings: readonly { body: string; heldOn: LocalDate }[];
  calendars: readonly Calendar[];
  /** Every length that a workflow leaves to the council; `agreed` where it has agreed one, and not only taken the file's. */
  limits: readonly { workflow: string; title: string; agreed: boolean }[];
  /** Workflows of which a version is published. */
  workflows: number;
  mail: {
    stopped: { since: Instant } | null;
    /** A way out that has refused five in a row. */
    paused: boolean;
    /** When a message of late was last taken by the way out; null where none was. */
    lastTaken: Instant | null;
    setAside: number;
  };
  /** Words that young people ask not to read: how many are listed, and when somebody last said something of one. */
  words: { listed: number; lastSaid: Instant | null };
  /** The page on which young people raise something gives the council's number for nights and weekends. */
  outOfHours: boolean;
}

export type SetUpKey =
  'posts' | 'meetings' | 'calendars' | 'limits' | 'workflows' | 'mail' | 'set-aside' | 'words' | 'out-of-hours';

export interface SetUpTask {
  key: SetUpKey;
  /** Told by the facts alone; nobody ticks it. */
  done: boolean;
  /** What is there, or what is missing. */
  hint: string;
}

/** What is to be done before a council works with Kept, in the order in which one goes about it. */
export function setUpTasks(facts: SetUpFacts): SetUpTask[] {
  return [
    postsTask(facts),
    meetingsTask(facts),
    calendarsTask(facts),
    limitsTask(facts),
    workflowsTask(facts),
    mailTask(facts),
    setAsideTask(facts),
    wordsTask(facts),
    outOfHoursTask(facts),
  ];
}

function postsTask({ posts }: SetUpFacts): SetUpTask {
  const vacant = posts.filter(({ held }) => !held);
  if (posts.length === 0) return { key: 'posts', done: false, hint: 'There are no posts yet.' };
  if (vacant.length === 0) return { key: 'posts', done: true, hint: `All ${posts.length} posts are held.` };
  return { key: 'posts', done: false, hint: `Without a holder: ${firstFew(vacant.map(({ title }) => title))}.` };
}

function meetingsTask({ bodies, meetings }: SetUpFacts): SetUpTask {
  const without = bodies.filter(({ key }) => !meetings.some(({ body }) => body === key));
  if (bodies.length === 0) return { key: 'meetings', done: false, hint: 'There is no body that meets yet.' };
  if (without.length === 0) return { key: 'meetings', done: true, hint: 'Every body has a meeting to come.' };
  return { key: 'meetings', done: false, hint: `No meeting to come: ${firstFew(without.map(({ title }) => title))}.` };
}

/** To the end of next year; school terms to the end of the school year that begins this year. */
function calendarsTask({ calendars, today }: SetUpFacts): SetUpTask {
  const year = Number(today.slice(0, 4));
  const short = calendars.flatMap((calendar) => {
    const last = calendar.kind === 'terms' ? calendar.terms?.at(-1)?.to : calendar.knownTo;
    const needed = calendar.kind === 'terms' ? `${year + 1}-07-01` : `${year + 1}-12-31`;
    if (last !== undefined && last >= needed) return [];
    return [`${calendar.title} (${last === undefined ? 'nothing is loaded' : `until ${formatDay(last)}`})`];
  });
  if (calendars.length === 0) return { key: 'calendars', done: false, hint: 'There are no calendars yet.' };
  if (short.length === 0) {
    return { key: 'calendars', done: true, hint: `All ${calendars.length} are known for this year and next.` };
  }
  return { key: 'calendars', done: false, hint: `Not known for all of next year: ${firstFew(short)}.` };
}

function limitsTask({ limits }: SetUpFacts): SetUpTask {
  const open = limits.filter(({ agreed }) => !agreed);
  if (open.length === 0) {
    return { key: 'limits', done: true, hint: `The council has agreed all ${limits.length}.` };
  }
  const named = firstFew(open.map(({ workflow, title }) => `${workflow}: ${title}`));
  const hint = `${open.length} of ${limits.length} stand as the workflow’s file has them: ${named}.`;
  return { key: 'limits', done: false, hint };
}

function workflowsTask({ workflows }: SetUpFacts): SetUpTask {
  const hint = workflows === 0 ? 'No workflow is published yet.' : `${workflows} published.`;
  return { key: 'workflows', done: workflows > 0, hint };
}

function mailTask({ mail }: SetUpFacts): SetUpTask {
  const { stopped, paused, lastTaken } = mail;
  const task = (done: boolean, hint: string): SetUpTask => ({ key: 'mail', done, hint });
  if (stopped) return task(false, `Sending is stopped since ${formatDay(londonDay(stopped.since))}.`);
  if (paused) return task(false, 'The way out refuses messages at present. It is tried again by itself.');
  if (lastTaken === null) return task(false, 'No message has gone out in the last ninety days.');
  return task(true, `The last message went out on ${formatDay(londonDay(lastTaken))}.`);
}

function setAsideTask({ mail: { setAside } }: SetUpFacts): SetUpTask {
  if (setAside === 0) return { key: 'set-aside', done: true, hint: 'No message is set aside.' };
  return {
    key: 'set-aside',
    done: false,
    hint: `${setAside} set aside: decide what becomes of ${setAside === 1 ? 'it' : 'them'}.`,
  };
}

/** A word that is changed, or saved as it stands, was looked at by somebody here; a list as it ships may not have been. */
function wordsTask({ words: { listed, lastSaid } }: SetUpFacts): SetUpTask {
  const task = (done: boolean, hint: string): SetUpTask => ({ key: 'words', done, hint });
  if (lastSaid !== null) return task(true, `${listed} listed, last gone through on ${formatDay(londonDay(lastSaid))}.`);
  const stand = listed === 1 ? '1 stands as it ships' : `${listed} stand as they ship`;
  return task(
    false,
    `${stand} with Kept. Participation workers or officers go through them with young people, and change one or save one as it is.`,
  );
}

function outOfHoursTask({ outOfHours }: SetUpFacts): SetUpTask {
  const hint = outOfHours
    ? 'The page on which young people ask something gives it.'
    : 'The page on which young people ask something names 999 and Childline alone. Whoever installs Kept puts it into brand.json, under contact.outOfHours.';
  return { key: 'out-of-hours', done: outOfHours, hint };
}

const mostNamed = 3;

/** `A, B, C and 4 more`. */
function firstFew(names: readonly string[]): string {
  const named = names.slice(0, mostNamed).join(', ');
  return names.length > mostNamed ? `${named} and ${names.length - mostNamed} more` : named;
}
