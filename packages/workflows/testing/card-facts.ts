import { londonDay, londonInstant, type Actor, type Facts, type Organisation, type Role } from '@kept/domain';
import { loadLibrary } from '../src/index.js';

const library = loadLibrary();
const card = library.definitions.find(({ definition }) => definition.key === 'challenge-card');

/** An officer, the participation worker and the directors of an invented council; the dates of its meetings are real. */
export const officer = actor('officer', ['corporate-parenting-officer']);
export const participation = actor('participation', ['participation-lead']);
export const director = actor('director', ['corporate-director']);

/** All that a rule may know on a day, over the rules and calendars that ship. */
export function cardFacts(on: string, who: Actor = officer): Facts {
  if (!card) throw new Error('The challenge card is not in the library.');
  const now = londonInstant(on, '10:00');
  return {
    now,
    today: londonDay(now),
    actor: who,
    definition: card.definition,
    rules: library.rules,
    localValues: [],
    calendars: library.calendars,
    organisation,
  };
}

export function actor(role: Role, posts: readonly string[]): Actor {
  return { kind: 'person', personId: `person-${role}`, name: role, roles: [role], posts };
}

const posts = [
  ['corporate-director', null],
  ['director-integrated-services', 'corporate-director'],
  ['corporate-parenting-officer', 'director-integrated-services'],
  ['participation-lead', 'director-integrated-services'],
  ['head-of-fostering', 'director-integrated-services'],
] as const;
const councils = ['ocypc', 'super-council', 'ocypc-extra', 'young-adult-council'];
const meetings = [
  ['panel', '2018-06-01'],
  ['panel', '2018-07-19'],
  ['panel', '2018-09-13'],
  ['panel', '2018-11-29'],
  ['panel', '2020-02-18'],
  ['panel', '2020-04-21'],
  ['ocypc', '2018-08-22'],
  ['young-adult-council', '2020-03-11'],
] as const;

const organisation: Organisation = {
  posts: posts.map(([key, reportsTo]) => ({ key, title: key, aliases: [], reportsTo, team: null })),
  holders: [],
  covers: [],
  absences: [],
  people: [],
  bodies: [
    { key: 'panel', title: 'Corporate Parenting Panel', kind: 'panel' },
    ...councils.map((key) => ({ key, title: key, kind: 'childrens-council' as const })),
  ],
  meetings: meetings.map(([body, heldOn]) => ({
    id: `${body}-${heldOn}`,
    body,
    heldOn,
    title: `The ${body}`,
    held: false,
  })),
};
