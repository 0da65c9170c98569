import type { Database, PersonWithRoles } from '@kept/database';
import { recalculateItem, type LocalDate, type Meeting } from '@kept/domain';
import type { OrganisationContent } from './content.js';

/** What the replay must know: people by their key, and the meetings of each body by their day. */
export interface Cast {
  people: ReadonlyMap<string, PersonWithRoles>;
  /** The body whose meetings are meant where only a day is given. */
  panel: string;
  /** Ids, by {@link meetingKey}. */
  meetings: ReadonlyMap<string, string>;
}

export const meetingKey = (body: string, on: LocalDate): string => `${body} ${on}`;

/**
 * Saves the demo's council: people, teams, posts with their holders and covers, bodies and their meetings.
 * @param today meetings before this day are marked as held
 */
export async function saveOrganisation(
  database: Database,
  authorityId: string,
  { content, today }: { content: OrganisationContent; today: LocalDate },
): Promise<Cast> {
  const panel = content.bodies.find((body) => body.kind === 'panel')?.key ?? '';
  const people = await savePeople(database, authorityId, content);
  await savePosts(database, authorityId, content);
  await saveHolders(database, authorityId, { content, people });
  for (const body of content.bodies) await database.posts.saveBody(authorityId, body);
  return { people, panel, meetings: await saveMeetings(database, authorityId, { content, today }) };
}

/** Nobody's address: the domain is reserved. */
export const emailOf = (name: string): string => `${name.toLowerCase().replace(' ', '.')}@council.example`;

/** Every meeting of the content; those before `today` are marked as held. */
export function meetingsOf(content: OrganisationContent, today: LocalDate): Omit<Meeting, 'id'>[] {
  return content.meetings.flatMap(({ body, title, days = [], invented = [] }) => {
    const all = [
      ...days.map((heldOn) => ({ heldOn, title })),
      ...invented.map((heldOn) => ({ heldOn, title: `${title} (day made up for the demo)` })),
    ];
    return all.map((meeting) => ({ body, ...meeting, held: meeting.heldOn < today }));
  });
}

async function savePeople(
  database: Database,
  authorityId: string,
  content: OrganisationContent,
): Promise<Map<string, PersonWithRoles>> {
  const people = new Map<string, PersonWithRoles>();
  for (const { key, name, roles } of content.people) {
    const persona = roles.some((role) => role === key) ? key : null;
    const saved = await database.people.save(authorityId, { name, email: emailOf(name), roles, persona });
    people.set(key, saved);
  }
  return people;
}

/** A post is saved after the one it reports to. */
async function savePosts(database: Database, authorityId: string, content: OrganisationContent): Promise<void> {
  for (const team of content.teams) await database.posts.saveTeam(authorityId, team);
  const saved = new Set<string>();
  const save = async (key: string): Promise<void> => {
    const post = content.posts.find((each) => each.key === key);
    if (post === undefined) throw new Error(`No post ${key} in the demo.`);
    if (saved.has(key)) return;
    saved.add(key);
    if (post.reportsTo !== undefined) await save(post.reportsTo);
    const { title, aliases = [], reportsTo = null, team = null } = post;
    await database.posts.save(authorityId, { key, title, aliases, reportsTo, team });
  };
  for (const { key } of content.posts) await save(key);
}

async function saveHolders(
  database: Database,
  authorityId: string,
  { content, people }: { content: OrganisationContent; people: ReadonlyMap<string, PersonWithRoles> },
): Promise<void> {
  const by = { authorityId, actor: { kind: 'system', name: 'seed' } } as const;
  for (const { post, person, from, to } of content.formerHolders) {
    await database.posts.addHolder(by, { post, personId: personOf(people, person).id, from, to });
  }
  for (const { key, holder } of content.posts) {
    if (holder === null) continue;
    await database.posts.addHolder(by, {
      post: key,
      personId: personOf(people, holder).id,
      from: content.heldFrom,
      to: null,
    });
  }
  for (const { post, person, from, to } of content.covers) {
    await database.posts.addCover(by, { post, personId: personOf(people, person).id, from, to });
  }
  for (const { person, from, to } of content.absences) {
    await database.absences.add(by, { personId: personOf(people, person).id, from, to });
  }
}

/** A person of the demo, as saved. */
export function personOf(people: ReadonlyMap<string, PersonWithRoles>, key: string): PersonWithRoles {
  const person = people.get(key);
  if (person === undefined) throw new Error(`No person ${key} in the demo.`);
  return person;
}

async function saveMeetings(
  database: Database,
  authorityId: string,
  { content, today }: { content: OrganisationContent; today: LocalDate },
): Promise<Map<string, string>> {
  const meetings = new Map<string, string>();
  const by = { authorityId, actor: { kind: 'system', name: 'seed' } } as const;
  for (const meeting of meetingsOf(content, today)) {
    const { body, heldOn, title, held } = meeting;
    const outcome = await database.meetings.add(by, { body, dates: [heldOn], title, held }, recalculateItem);
    if (outcome.kind !== 'added')
      throw new Error(`The meeting of ${body} on ${heldOn} could not be added (${outcome.kind}).`);
    meetings.set(meetingKey(body, heldOn), outcome.meetings[0]!.id);
  }
  return meetings;
}
