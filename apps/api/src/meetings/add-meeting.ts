import { Inject, Injectable } from '@nestjs/common';
import { recalculateItem } from '@kept/domain';
import type { CreateMeetingBody, MeetingView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { conflict, incomplete } from '../http/problem.js';
import { presentMeeting } from './meeting.presenter.js';

/** Adds a meeting; what waited for one of its body, or hangs on the next, is worked out again. */
@Injectable()
export class AddMeeting {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run({ authorityId, actor, reference }: Caller, { body, date, title }: CreateMeetingBody): Promise<MeetingView> {
    const named = reference.organisation.bodies.find(({ key }) => key === body)?.title ?? body;
    const meeting = { body, heldOn: date, title: title ?? named };
    const added = await this.database.meetings.add({ authorityId, actor }, meeting, recalculateItem);
    if (added.kind === 'unknown-body') throw incomplete([{ field: 'body', text: 'Choose a body that exists.' }]);
    if (added.kind === 'taken') throw conflict('This body meets on that day already.');
    return presentMeeting(added.meeting, reference);
  }
}
