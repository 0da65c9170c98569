import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiHeader } from '@nestjs/swagger';
import {
  calendarChangeBody,
  calendarListView,
  calendarView,
  changedCalendarView,
  idOrReference,
} from '@kept/contracts';
import type { CalendarChangeBody, CalendarListView, CalendarView, ChangedCalendarView } from '@kept/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { conditionsOf, entityTag } from '../http/conditions.js';
import { Policed } from '../http/policy.js';
import { malformed } from '../http/problem.js';
import { changesCalendars, readsCalendars } from './calendar.policy.js';
import { ChangeCalendar, type AskedCalendarChange } from './change-calendar.js';
import { ImportCalendar } from './import-calendar.js';
import { readCalendarUpload } from './read-calendar-upload.js';
import { ReadCalendars } from './read-calendars.js';

/** The ETag of a calendar is its revision; a change honours If-Match, so that what was looked at is what is changed. */
@Controller('api/calendars')
export class CalendarController {
  constructor(
    @Inject(ReadCalendars) private readonly reading: ReadCalendars,
    @Inject(ChangeCalendar) private readonly changes: ChangeCalendar,
    @Inject(ImportCalendar) private readonly imports: ImportCalendar,
  ) {}

  @Get()
  @Policed(readsCalendars)
  @Answers(200, calendarListView, 401)
  list(@CurrentCaller() caller: Caller): Promise<CalendarListView> {
    return this.reading.list(caller);
  }

  @Get(':key')
  @Policed(readsCalendars)
  @Answers(200, calendarView, 400, 401, 404)
  async read(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) key: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CalendarView> {
    const view = await this.reading.one(caller, key);
    void reply.header('ETag', entityTag(view.revision));
    return view;
  }

  @Post(':key/changes')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: false })
  @Policed(changesCalendars)
  @Answers(200, changedCalendarView, 400, 401, 403, 404, 412, 422)
  change(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) key: string,
    @Body({ schema: calendarChangeBody }) body: CalendarChangeBody,
    @Req() request: FastifyRequest,
  ): Promise<ChangedCalendarView> {
    return this.changes.edit(askedOf(caller, key, request), body);
  }

  @Post(':key/imports')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: false })
  @ApiConsumes('multipart/form-data')
  @Policed(changesCalendars)
  @Answers(200, changedCalendarView, 400, 401, 403, 404, 412, 413, 415, 422)
  async import(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) key: string,
    @Req() request: FastifyRequest,
  ): Promise<ChangedCalendarView> {
    if (!request.isMultipart()) throw malformed('Send a form with a file.');
    const asked = askedOf(caller, key, request);
    return this.imports.run(asked, await readCalendarUpload(request));
  }
}

function askedOf(caller: Caller, key: string, request: FastifyRequest): AskedCalendarChange {
  return { caller, key, ifMatch: conditionsOf(request).ifMatch };
}
