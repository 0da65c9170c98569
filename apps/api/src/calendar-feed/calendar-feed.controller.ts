import { createHash } from 'node:crypto';
import { Controller, Delete, Get, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';
import { calendarFeedView, cleanText, newCalendarFeedView } from '@kept/contracts';
import type { CalendarFeedView, NewCalendarFeedView } from '@kept/contracts';
import type { FastifyReply } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { notFound } from '../http/problem.js';
import { keepsOwnFeed, readsFeed } from './calendar-feed.policy.js';
import { KeepFeed } from './keep-feed.js';
import { ReadFeed } from './read-feed.js';

@Controller()
export class CalendarFeedController {
  constructor(
    @Inject(KeepFeed) private readonly own: KeepFeed,
    @Inject(ReadFeed) private readonly feed: ReadFeed,
  ) {}

  @Get('api/session/calendar-feed')
  @Policed(keepsOwnFeed)
  @Answers(200, calendarFeedView, 401)
  read(@CurrentCaller() caller: Caller): Promise<CalendarFeedView> {
    return this.own.read(caller);
  }

  @Post('api/session/calendar-feed')
  @Policed(keepsOwnFeed)
  @Answers(201, newCalendarFeedView, 401)
  make(@CurrentCaller() caller: Caller): Promise<NewCalendarFeedView> {
    return this.own.make(caller);
  }

  @Delete('api/session/calendar-feed')
  @HttpCode(204)
  @Policed(keepsOwnFeed)
  @Answers(204, null, 401, 404)
  revoke(@CurrentCaller() caller: Caller): Promise<void> {
    return this.own.revoke(caller);
  }

  /** Not under /api: a calendar program asks here, with the secret alone. */
  @Get('calendar/:file')
  @ApiExcludeEndpoint()
  @Policed(readsFeed)
  async subscribe(
    @Param('file', { schema: cleanText(200) }) file: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!file.endsWith('.ics')) throw notFound();
    const text = await this.feed.run(file.slice(0, -'.ics'.length));
    const tag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    void reply.headers({
      ETag: tag,
      'Cache-Control': 'private, no-cache',
      'Content-Type': 'text/calendar; charset=utf-8',
    });
    if (known !== tag) return text;
    void reply.status(304);
    return '';
  }
}
