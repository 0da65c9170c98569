import { Inject, Injectable } from '@nestjs/common';
import type { CalendarFeedView, NewCalendarFeedView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { notFound } from '../http/problem.js';

/** The caller's own feed. Its address is shown when it is made and never again; making it anew ends the one before. */
@Injectable()
export class KeepFeed {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async read({ authorityId, actor }: Caller): Promise<CalendarFeedView> {
    return { madeAt: await this.database.calendarFeeds.madeAt(authorityId, actor.personId) };
  }

  async make({ authorityId, actor }: Caller): Promise<NewCalendarFeedView> {
    const { secret, madeAt } = await this.database.calendarFeeds.make(authorityId, actor.personId);
    return { path: `/calendar/${secret}.ics`, madeAt };
  }

  async revoke({ authorityId, actor }: Caller): Promise<void> {
    if (!(await this.database.calendarFeeds.revoke(authorityId, actor.personId))) throw notFound();
  }
}
