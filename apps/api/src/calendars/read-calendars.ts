import { Inject, Injectable } from '@nestjs/common';
import type { CalendarListView, CalendarView } from '@kept/contracts';
import type { Database, HeldCalendar } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { notFound } from '../http/problem.js';
import { presentCalendar, presentCalendars } from './calendar.presenter.js';

@Injectable()
export class ReadCalendars {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async list(caller: Caller): Promise<CalendarListView> {
    return presentCalendars(await this.database.calendars.list(caller.authorityId), caller);
  }

  async one(caller: Caller, key: string): Promise<CalendarView> {
    return presentCalendar(await this.held(caller, key), caller);
  }

  /** @throws Refused 404 */
  async held({ authorityId }: Caller, key: string): Promise<HeldCalendar> {
    const held = await this.database.calendars.list(authorityId);
    const found = held.find(({ calendar }) => calendar.key === key);
    if (!found) throw notFound();
    return found;
  }
}
