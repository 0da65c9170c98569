import { Inject, Injectable } from '@nestjs/common';
import type { CreateMeetingBody, MeetingView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { conflict, incomplete } from '../http/problem.js';
import { presentMeeting } from './meeting.presenter.js';

@Injectable()
export class AddMeeting {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run({ authorityId, reference }: Caller, { body, date, title }: CreateMeetingBody): Promise<MeetingView> {
    const named = reference.organisation.bodies.find(({ key }) => key === body)?.title ?? body;
    const added = await this.database.meetings.add(authorityId, { body, heldOn: date, title: title ?? named });
    if (added.kind === 'unknown-body') throw incomplete([{ field: 'body', text: 'Choose a body that exists.' }]);
    if (added.kind === 'taken') throw conflict('This body meets on that day already.');
    return presentMeeting(added.meeting, reference);
  }
}
