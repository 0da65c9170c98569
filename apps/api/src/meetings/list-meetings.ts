import { Inject, Injectable } from '@nestjs/common';
import type { MeetingListQuery, MeetingListView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { arrangesMeetings } from './meeting.policy.js';
import { presentMeeting } from './meeting.presenter.js';

@Injectable()
export class ListMeetings {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(
    { authorityId, actor, reference }: Caller,
    { body, from, cursor, limit }: MeetingListQuery,
  ): Promise<MeetingListView> {
    const { meetings, nextCursor } = await this.database.meetings.list(authorityId, {
      limit,
      ...(body !== undefined && { body }),
      ...(from !== undefined && { from }),
      ...(cursor !== undefined && { cursor }),
    });
    return {
      meetings: meetings.map((meeting) => presentMeeting(meeting, reference)),
      bodies: reference.organisation.bodies.map(({ key, title }) => ({ key, title })),
      mayMove: arrangesMeetings.allows(actor.roles),
      nextCursor,
    };
  }
}
