import { agendaFaults, attendanceFaults, exclusionMotion, minuteFaults, openEdition } from '@kept/domain';
import type { AgendaItem, BodyMember, Instant, Missing } from '@kept/domain';
import type { Database } from '@kept/database';
import { v7 as newId } from 'uuid';
import type { PapersContent } from './content.js';
import { actorNamed } from './publish-card.js';
import type { SeedDatabases } from './replay.js';
import { meetingKey } from './save-organisation.js';
import type { Cast } from './save-organisation.js';
import { instantOf } from './timeline.js';

type MeetingContent = PapersContent['meetings'][number];

interface Place extends SeedDatabases {
  authorityId: string;
  cast: Cast;
  until: Instant;
}

/** Ids by the keys of the file. */
type Ids = Map<string, string>;

/**
 * Writes down who sits in the panel and what two of its meetings did, by the rules that requests go through, the clock
 * standing at each one's time. What happened after `until` has not happened.
 * @throws Error where the papers of the demo are not as papers must be
 */
export async function saveMeetingPapers(place: Place, content: PapersContent): Promise<void> {
  const seats = await saveSeats(place, content);
  for (const meeting of content.meetings) {
    const id = place.cast.meetings.get(meetingKey(content.body, meeting.day));
    if (id === undefined) throw new Error(`The demo knows no meeting on ${meeting.day}.`);
    const items = await saveAgenda(place, id, meeting);
    await saveAttendance(place, id, { meeting, seats });
    await saveOutcomes(place, id, { meeting, items });
  }
}

function assertNone(faults: readonly Missing[], what: string): void {
  if (faults[0]) throw new Error(`${what}: ${faults[0].field}: ${faults[0].text}`);
}

function assertAdded(written: Awaited<ReturnType<Database['outcomes']['add']>>, what: string): void {
  if (written.kind === 'refused') assertNone(written.missing, what);
  if (written.kind !== 'added') throw new Error(`${what} could not be written: ${written.kind}.`);
}

/** The clock stands at `at` for what follows; null where that has not come yet. */
async function clerkAt({ admin, app, authorityId, cast, until }: Place, by: string, at: string) {
  const now = instantOf(at);
  if (now >= until) return null;
  await admin.clock.startAt(now);
  const { organisation } = await app.reference.load(authorityId);
  return { authorityId, actor: actorNamed({ app, authorityId, cast, organisation }, by, now) };
}

async function saveSeats({ app, authorityId, until }: Place, { body, seats }: PapersContent): Promise<Ids> {
  const by = { authorityId, actor: { kind: 'system', name: 'seed' } } as const;
  const ids: Ids = new Map();
  for (const { key, ...seat } of seats) {
    if (seat.from > until.slice(0, 10)) continue;
    const member: BodyMember = { post: null, vacant: false, to: null, ...seat, id: newId(), body };
    const outcome = await app.members.add(by, member);
    if (outcome === 'unknown-post') throw new Error(`The seat ${key} has no such post.`);
    if (outcome !== 'written') assertNone(outcome.missing, `The seat ${key}`);
    ids.set(key, member.id);
  }
  return ids;
}

async function saveAgenda(place: Place, meetingId: string, { by, agenda, day }: MeetingContent): Promise<Ids> {
  const clerk = await clerkAt(place, by, agenda.at);
  const ids: Ids = new Map();
  if (clerk === null) return ids;
  const items = agenda.items.map(({ key, ...item }): AgendaItem => {
    const none = {
      leadPost: null,
      exempt: false,
      confidential: false,
      paragraphs: [],
      minutesOpen: false,
      links: [],
      pages: null,
    };
    const id = newId();
    ids.set(key, id);
    return { ...none, ...item, id };
  });
  const { organisation } = await place.app.reference.load(place.authorityId);
  assertNone(agendaFaults(items, new Set(organisation.posts.map(({ key }) => key))), `The agenda of ${day}`);
  await place.app.agendas.save(clerk, { meetingId, version: 0, items });
  const edition = { meetingId, version: 1, motion: exclusionMotion(items), items: openEdition(items) };
  await place.app.agendas.publish(clerk, edition);
  return ids;
}

async function saveAttendance(
  place: Place,
  meetingId: string,
  { meeting, seats }: { meeting: MeetingContent; seats: Ids },
): Promise<void> {
  const clerk = await clerkAt(place, meeting.by, meeting.attendance.at);
  if (clerk === null) return;
  const seatOf = (key: string | undefined): string | null => (key === undefined ? null : (seats.get(key) ?? ''));
  const entries = meeting.attendance.entries.map(({ kind, seat, post = null, title = null, ...entry }) => ({
    id: newId(),
    kind,
    memberId: seatOf(seat),
    post,
    title,
    substituteFor: seatOf(entry.for),
    arrivedAt: null,
    leftAt: null,
  }));
  const { organisation } = await place.app.reference.load(place.authorityId);
  const posts = new Set(organisation.posts.map(({ key }) => key));
  assertNone(attendanceFaults(entries, { members: new Set(seats.values()), posts }), `Attendance of ${meeting.day}`);
  await place.app.attendances.save(clerk, { meetingId, version: 0, entries });
}

async function saveOutcomes(
  place: Place,
  meetingId: string,
  { meeting, items }: { meeting: MeetingContent; items: Ids },
): Promise<void> {
  if (!meeting.outcomes) return;
  const clerk = await clerkAt(place, meeting.by, meeting.outcomes.at);
  if (clerk === null) return;
  for (const { item, paragraph = null, reference = null, ...outcome } of meeting.outcomes.entries) {
    const agendaItemId = item === undefined ? null : (items.get(item) ?? '');
    if (reference !== null && (await place.app.workItems.read(clerk, reference)) === null) {
      throw new Error(`Minute ${outcome.minute} of ${meeting.day} leads to ${reference}, which is not there.`);
    }
    const written = await place.app.outcomes.add(clerk, meetingId, {
      outcome: { id: newId(), ...outcome, agendaItemId, paragraph, reference },
      request: null,
      faultsOf: (standing) => minuteFaults({ ...outcome, agendaItemId }, standing.outcomes),
    });
    assertAdded(written, `Minute ${outcome.minute} of ${meeting.day}`);
  }
}
