import { Inject, Injectable } from '@nestjs/common';
import { recalculateItem } from '@kept/domain';
import type { MoveMeetingBody, MovedMeetingView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { isUuid } from '../http/ids.js';
import { conflict, notFound } from '../http/problem.js';
import { presentMoves } from '../rows/moves.presenter.js';
import { presentMeeting } from './meeting.presenter.js';

/** Moves a meeting and every open date that hangs on it; a dry run says what would move and leaves all as it is. */
@Injectable()
export class MoveMeeting {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, id: string, { date, dryRun }: MoveMeetingBody): Promise<MovedMeetingView> {
    const { authorityId, actor } = caller;
    if (!isUuid(id)) throw notFound();
    const outcome = await this.database.meetings.move({ authorityId, actor }, { id, date, dryRun }, recalculateItem);
    if (outcome.kind === 'unknown') throw notFound();
    if (outcome.kind === 'taken') throw conflict('This body meets on that day already.');
    return {
      meeting: presentMeeting(outcome.meetings[0]!, caller.reference),
      ...presentMoves(outcome.moved, caller),
    };
  }
}
