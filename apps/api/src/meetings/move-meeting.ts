import { Inject, Injectable } from '@nestjs/common';
import { maySee, recalculateItem } from '@kept/domain';
import type { MoveMeetingBody, MovedMeetingView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { isUuid } from '../http/ids.js';
import { conflict, notFound } from '../http/problem.js';
import { presentMeeting, presentMoved } from './meeting.presenter.js';

/** Moves a meeting and every open date that hangs on it; a dry run says what would move and leaves all as it is. */
@Injectable()
export class MoveMeeting {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(
    { authorityId, actor, reference }: Caller,
    id: string,
    { date, dryRun }: MoveMeetingBody,
  ): Promise<MovedMeetingView> {
    if (!isUuid(id)) throw notFound();
    const outcome = await this.database.meetings.move({ authorityId, actor }, { id, date, dryRun }, recalculateItem);
    if (outcome.kind === 'unknown') throw notFound();
    if (outcome.kind === 'taken') throw conflict('This body meets on that day already.');
    // Whoever arranges a meeting need not see all that hangs on it: a personal matter is for its handler alone.
    const seen = outcome.moved.filter(({ item, definition }) => maySee(item, definition, actor));
    return {
      meeting: presentMeeting(outcome.meeting, reference),
      moved: seen.flatMap((each) => presentMoved(each, reference)),
      late: seen.filter(({ late }) => late).map(({ item }) => item.reference),
      unseen: outcome.moved.length - seen.length,
    };
  }
}
