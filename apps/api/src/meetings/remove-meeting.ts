import { Inject, Injectable } from '@nestjs/common';
import { fieldsNamingMeetings, recalculateItem, staysBecause } from '@kept/domain';
import type { MovedMeetingView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { conflict, notFound } from '../http/problem.js';
import { presentMoves } from '../rows/moves.presenter.js';
import { findMeeting } from './find-meeting.js';
import { presentMeeting } from './meeting.presenter.js';

/** Takes a meeting to come away again, while no item and no paper is bound to it. */
@Injectable()
export class RemoveMeeting {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, asked: string, dryRun: boolean): Promise<MovedMeetingView> {
    const { authorityId, actor, reference } = caller;
    const meeting = findMeeting(caller, asked);
    // The caller's day may be a second old; a decision takes its own.
    const { today } = await this.database.clock.now();
    const stays = staysBecause(meeting, today);
    if (stays !== null) throw conflict(stays);
    const removal = { id: meeting.id, namedBy: fieldsNamingMeetings(reference.definitions), dryRun };
    const outcome = await this.database.meetings.remove({ authorityId, actor }, removal, recalculateItem);
    if (outcome.kind === 'unknown') throw notFound();
    if (outcome.kind === 'has-papers') {
      throw conflict('This meeting has an agenda, attendance or minutes, so it stays. It can be moved to another day.');
    }
    if (outcome.kind === 'in-use') throw conflict(boundInWords(outcome.items));
    return { meeting: presentMeeting(meeting, reference), ...presentMoves(outcome.moved, caller) };
  }
}

/** Their number alone: which they are, whoever arranges meetings need not be allowed to see. */
function boundInWords(items: number): string {
  const what = items === 1 ? '1 item goes' : `${items} items go`;
  return `${what} by this meeting and by no other, so it stays. It can be moved to another day.`;
}
