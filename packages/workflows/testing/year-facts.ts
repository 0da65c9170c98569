import { readFileSync } from 'node:fs';
import {
  londonDay,
  londonInstant,
  roles,
  type Actor,
  type Facts,
  type Fields,
  type Instant,
  type Organisation,
  type Role,
} from '@kept/domain';
import { parse } from 'yaml';
import { loadLibrary } from '../src/index.js';

/** An imaginary item of docs/how-to/a-year/cases.yaml, which nobody touches after its first minute. */
export interface YearCase {
  name: string;
  workflow: string;
  at: string;
  fields: Fields;
  through?: { transition?: string; record?: string; fields?: Fields }[];
}

interface Span {
  post: string;
  from: string;
  to: string;
}

interface YearWorld {
  ends: string;
  posts: { key: string; reportsTo?: string; roles: Role[] }[];
  vacant: Span[];
  away: Span[];
  covers: (Span & { by: string })[];
  meetings: Record<string, string[]>;
  cases: YearCase[];
}

const folder = new URL('../../../docs/how-to/a-year/', import.meta.url);
const world = parse(readFileSync(new URL('cases.yaml', folder), 'utf8')) as YearWorld;
const library = loadLibrary();
const definitions = library.definitions.map(({ definition }) => definition);

export const yearCases = world.cases;
export const yearEnds = instantAt(world.ends);

/** What must be sent, one line for each message, as the script beside the cases counted it. */
export const sentInAYear = readFileSync(new URL('sent.csv', folder), 'utf8').trim().split('\n').slice(1);

/** `2027-03-01T10:00`, London time. */
export function instantAt(text: string): Instant {
  const [day = '', time = ''] = text.split('T');
  return londonInstant(day, time);
}

/** All that a rule may know of an item at an instant, over everything that ships and the council of the cases. */
export function yearFacts(workflow: string, now: Instant, actor: Actor): Facts {
  const definition = definitions.find(({ key }) => key === workflow);
  if (!definition) throw new Error(`There is no workflow ${workflow}.`);
  return {
    now,
    today: londonDay(now),
    actor,
    definition,
    definitions,
    rules: library.rules,
    eligibilityRules: library.eligibility,
    localValues: [],
    calendars: library.calendars,
    organisation,
    roles: Object.fromEntries(world.posts.map(({ key, roles: own }) => [holderOf(key), own])),
  };
}

/** Somebody with every role and post, who begins each item. */
export const everybody: Actor = {
  kind: 'person',
  personId: 'person-everybody',
  name: 'Everybody',
  roles: [...roles],
  posts: world.posts.map(({ key }) => key),
};

const holderOf = (post: string) => `holder-of-${post}`;

const organisation: Organisation = {
  posts: world.posts.map(({ key, reportsTo }) => ({
    key,
    title: key,
    aliases: [],
    reportsTo: reportsTo ?? null,
    team: null,
  })),
  holders: world.posts.flatMap(({ key }) => heldIn(key)),
  covers: world.covers.map(({ post, by, from, to }) => ({ post, personId: holderOf(by), from, to })),
  absences: world.away.map(({ post, from, to }) => ({ personId: holderOf(post), from, to })),
  people: world.posts.map(({ key }) => ({ id: holderOf(key), name: key, email: `${key}@example.org` })),
  bodies: Object.keys(world.meetings).map((key) => ({
    key,
    title: key,
    kind: key === 'corporate-parenting-panel' ? ('panel' as const) : ('childrens-council' as const),
  })),
  meetings: Object.entries(world.meetings).flatMap(([body, days]) =>
    days.map((heldOn) => ({ id: `${body}-${heldOn}`, body, heldOn, title: body, held: false })),
  ),
};

/** The holder before and after a vacancy. */
function heldIn(post: string): Organisation['holders'] {
  const personId = holderOf(post);
  const gap = world.vacant.find((span) => span.post === post);
  if (!gap) return [{ post, personId, from: '2020-01-01', to: null }];
  return [
    { post, personId, from: '2020-01-01', to: londonDay(new Date(Date.parse(gap.from) - 86_400_000).toISOString()) },
    { post, personId, from: londonDay(new Date(Date.parse(gap.to) + 86_400_000).toISOString()), to: null },
  ];
}
