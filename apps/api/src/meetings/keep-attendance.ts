import { Inject, Injectable } from '@nestjs/common';
import { attendanceFaults, holderOn, quorumStanding } from '@kept/domain';
import type { AttendanceEntry, Meeting } from '@kept/domain';
import type { AttendanceBody, AttendanceView, SeatView } from '@kept/contracts';
import type { Attendance, Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { incomplete, stale } from '../http/problem.js';
import { postTitle } from '../reference/present-post.js';
import { findMeeting } from './find-meeting.js';
import { runsMeetings } from './meeting.policy.js';
import { presentMeeting } from './meeting.presenter.js';
import { presentSeats, seatInWords } from './seat.presenter.js';

/** Who was at a meeting, beside who sits in the body on its day. */
@Injectable()
export class KeepAttendance {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused 404 */
  async read(caller: Caller, id: string): Promise<AttendanceView> {
    const meeting = findMeeting(caller, id);
    return this.#present(caller, meeting, await this.database.attendances.read(caller.authorityId, meeting.id));
  }

  /** @throws Refused 404, 412, 422 */
  async save(
    { caller, id, ifMatch }: { caller: Caller; id: string; ifMatch: number | null },
    { entries }: AttendanceBody,
  ): Promise<AttendanceView> {
    const meeting = findMeeting(caller, id);
    const stored = await this.database.attendances.read(caller.authorityId, meeting.id);
    if (ifMatch !== null && ifMatch !== stored.version) throw stale();
    const { seats } = await this.#seats(caller, meeting);
    const members = new Set(seats.filter(({ place }) => place !== 'substitute').map((seat) => seat.id));
    const posts = new Set(caller.reference.organisation.posts.map(({ key }) => key));
    const faults = attendanceFaults(entries, { members, posts });
    if (faults.length > 0) throw incomplete(faults);
    const attendance = { meetingId: meeting.id, version: stored.version, entries };
    const version = await this.database.attendances.save(caller, attendance);
    if (version === null) throw stale();
    return this.#present(caller, meeting, { version, entries });
  }

  async #seats({ authorityId, reference }: Caller, { body, heldOn }: Meeting) {
    const membership = await this.database.members.read(authorityId, body);
    const { members, quorum } = membership ?? { members: [], quorum: null };
    return { seats: presentSeats(members, heldOn, reference), quorum };
  }

  async #present(caller: Caller, meeting: Meeting, { version, entries }: Attendance): Promise<AttendanceView> {
    const { seats, quorum } = await this.#seats(caller, meeting);
    return {
      meeting: presentMeeting(meeting, caller.reference),
      version,
      seats,
      entries: entries.map((entry) => ({ ...entry, name: nameOf(entry, seats, { caller, meeting }) })),
      quorum: quorumStanding(entries, quorum),
      mayRecord: runsMeetings.allows(caller.actor.roles),
    };
  }
}

function nameOf(
  { memberId, post, title }: AttendanceEntry,
  seats: readonly SeatView[],
  { caller, meeting }: { caller: Caller; meeting: Meeting },
): string {
  const seat = seats.find(({ id }) => id === memberId);
  if (seat) return seatInWords(seat);
  if (post === null) return title ?? 'A seat that has ended';
  const { organisation } = caller.reference;
  const holder = holderOn(post, organisation, meeting.heldOn)?.name;
  return [holder ?? [], title ?? postTitle(post, organisation)].flat().join(', ');
}
