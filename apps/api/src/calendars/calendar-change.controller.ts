import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  calendarChangeListView,
  calendarChangesQuery,
  calendarChangeView,
  calendarUndoBody,
  idOrReference,
  undoneCalendarView,
} from '@kept/contracts';
import type {
  CalendarChangeListView,
  CalendarChangesQuery,
  CalendarChangeView,
  CalendarUndoBody,
  UndoneCalendarView,
} from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { changesCalendars, readsCalendars } from './calendar.policy.js';
import { ReadCalendarChanges } from './read-calendar-changes.js';
import { UndoCalendarChange } from './undo-calendar-change.js';

@Controller('api/calendars/changes')
export class CalendarChangeController {
  constructor(
    @Inject(ReadCalendarChanges) private readonly reading: ReadCalendarChanges,
    @Inject(UndoCalendarChange) private readonly undoing: UndoCalendarChange,
  ) {}

  @Get()
  @Policed(readsCalendars)
  @Answers(200, calendarChangeListView, 400, 401)
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: calendarChangesQuery }) query: CalendarChangesQuery,
  ): Promise<CalendarChangeListView> {
    return this.reading.list(caller, query);
  }

  @Get(':id')
  @Policed(readsCalendars)
  @Answers(200, calendarChangeView, 400, 401, 404)
  read(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
  ): Promise<CalendarChangeView> {
    return this.reading.one(caller, id);
  }

  @Post(':id/undo')
  @HttpCode(200)
  @Policed(changesCalendars)
  @Answers(200, undoneCalendarView, 400, 401, 403, 404, 409)
  undo(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: calendarUndoBody }) { dryRun }: CalendarUndoBody,
  ): Promise<UndoneCalendarView> {
    return this.undoing.run(caller, id, dryRun);
  }
}
