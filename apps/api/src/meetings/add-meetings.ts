import { Inject, Injectable } from '@nestjs/common';
import { newDayFaults, recalculateItem } from '@kept/domain';
import type { AddedMeetingsView, CreateMeetingBody, CreateMeetingsBody, MeetingView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { conflict, incomplete } from '../http/problem.js';
import { presentMoves } from '../rows/moves.presenter.js';
import { presentMeeting } from './meeting.presenter.js';

/** Adds the days of a body; what waited for one of its meetings, or hangs on the next, is worked out again. */
@Injectable()
export class AddMeetings {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** One, also one that was held: what it ordered is to be kept. */
  async one({ authorityId, actor, reference }: Caller, { body, date, title }: CreateMeetingBody): Promise<MeetingView> {
    const named = reference.organisation.bodies.find(({ key }) => key === body)?.title ?? body;
    const asked = { body, dates: [date], title: title ?? named };
    const added = await this.database.meetings.add({ authorityId, actor }, asked, recalculateItem);
    if (added.kind === 'unknown-body') throw noSuchBody();
    const meeting = added.kind === 'added' ? added.meetings[0] : undefined;
    if (!meeting) throw conflict('This body meets on that day already.');
    return presentMeeting(meeting, reference);
  }

  /** All of them, or none; those that are to come. */
  async several(caller: Caller, { body, dates, title, dryRun }: CreateMeetingsBody): Promise<AddedMeetingsView> {
    const { authorityId, actor, reference } = caller;
    // The caller's day may be a second old; a decision takes its own.
    const { today } = await this.database.clock.now();
    const { bodies, meetings } = reference.organisation;
    const named = bodies.find(({ key }) => key === body);
    if (!named) throw noSuchBody();
    const faults = newDayFaults({ body, dates, today, meetings });
    if (faults.length > 0) throw incomplete(faults);
    const asked = { body, dates, title: title ?? named.title, dryRun };
    const added = await this.database.meetings.add({ authorityId, actor }, asked, recalculateItem);
    if (added.kind === 'unknown-body') throw noSuchBody();
    if (added.kind === 'taken') throw conflict('Somebody else added one of these days in the meantime. Look again.');
    return {
      meetings: added.meetings.map((meeting) => presentMeeting(meeting, reference)),
      ...presentMoves(added.moved, caller),
    };
  }
}

const noSuchBody = () => incomplete([{ field: 'body', text: 'Choose a body that exists.' }]);
