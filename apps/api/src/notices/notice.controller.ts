import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import {
  idOrReference,
  noticeCountView,
  noticeListQuery,
  noticeListView,
  readNoticesBody,
  setAsideBody,
  setAsideView,
} from '@kept/contracts';
import type {
  NoticeCountView,
  NoticeListQuery,
  NoticeListView,
  ReadNoticesBody,
  SetAsideBody,
  SetAsideView,
} from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { DecideSetAside } from './decide-set-aside.js';
import { ListNotices } from './list-notices.js';
import { countsOwnNotices, decidesOnSetAside, readsOwnNotices } from './notice.policy.js';
import { ReadNotices } from './read-notices.js';

@Controller('api/notices')
export class NoticeController {
  constructor(
    @Inject(ListNotices) private readonly lists: ListNotices,
    @Inject(ReadNotices) private readonly reading: ReadNotices,
    @Inject(DecideSetAside) private readonly aside: DecideSetAside,
  ) {}

  @Get()
  @Policed(readsOwnNotices)
  @Answers(200, noticeListView, 400, 401)
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: noticeListQuery }) query: NoticeListQuery,
  ): Promise<NoticeListView> {
    return this.lists.run(caller, query);
  }

  @Get('count')
  @Policed(countsOwnNotices)
  @Answers(200, noticeCountView, 401)
  count(@CurrentCaller() caller: Caller): Promise<NoticeCountView> {
    return this.lists.count(caller);
  }

  @Post('read')
  @HttpCode(204)
  @Policed(readsOwnNotices)
  @Answers(204, null, 400, 401)
  read(@CurrentCaller() caller: Caller, @Body({ schema: readNoticesBody }) { ids }: ReadNoticesBody): Promise<void> {
    return this.reading.run(caller, ids);
  }

  @Get('set-aside')
  @Policed(decidesOnSetAside)
  @Answers(200, setAsideView, 401, 403)
  setAside(@CurrentCaller() caller: Caller): Promise<SetAsideView> {
    return this.aside.list(caller);
  }

  @Post('set-aside/:id')
  @HttpCode(204)
  @Policed(decidesOnSetAside)
  @Answers(204, null, 400, 401, 403, 404)
  decide(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: setAsideBody }) body: SetAsideBody,
  ): Promise<void> {
    return this.aside.run(caller, id, body);
  }
}
