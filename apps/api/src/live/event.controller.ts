import { Readable } from 'node:stream';
import { Controller, Get, Inject, Query, Req, Res, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiProduces } from '@nestjs/swagger';
import { livePlace, liveNewsView, liveQuery } from '@kept/contracts';
import type { LiveNewsView, LiveQuery } from '@kept/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { malformed } from '../http/problem.js';
import { hearsOfChanges } from './live.policy.js';
import { ReadNews } from './read-news.js';
import { TellChanges } from './tell-changes.js';

const type = 'text/event-stream; charset=utf-8';

@Controller('api/events')
export class EventController {
  constructor(
    @Inject(TellChanges) private readonly streams: TellChanges,
    @Inject(ReadNews) private readonly news: ReadNews,
  ) {}

  /** Server-sent events. A browser that comes back says in Last-Event-ID where it was. */
  @Get()
  @ApiHeader({ name: 'Last-Event-ID', required: false })
  @ApiProduces('text/event-stream')
  @Policed(hearsOfChanges)
  @Answers(200, null, 400, 401, 503)
  async stream(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query({ schema: liveQuery }) { after }: LiveQuery,
  ): Promise<StreamableFile> {
    const place = lastEventId(request) ?? after;
    // Asked for its headers alone, it is a stream that has ended.
    if (request.method === 'HEAD') return new StreamableFile(Readable.from([]), { type });
    // A proxy that gathers what it passes on would tell late. The connection is the stream's own: kept for another request
    // after it, it would keep the service from ending.
    void reply.headers({ 'X-Accel-Buffering': 'no', Connection: 'close' });
    return new StreamableFile(await this.streams.open(request, caller, place), { type });
  }

  @Get('news')
  @Policed(hearsOfChanges)
  @Answers(200, liveNewsView, 400, 401)
  since(@CurrentCaller() caller: Caller, @Query({ schema: liveQuery }) { after }: LiveQuery): Promise<LiveNewsView> {
    return this.news.once(caller, after);
  }
}

/** @throws Refused 400 for what no stream gave out */
function lastEventId({ headers }: FastifyRequest): string | undefined {
  const given = headers['last-event-id'];
  if (given === undefined || given === '') return undefined;
  const place = livePlace.safeParse(given);
  if (!place.success) throw malformed('Last-Event-ID must be an id that a stream gave out.');
  return place.data;
}
