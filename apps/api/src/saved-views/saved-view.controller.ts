import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Put,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import {
  idOrReference,
  newCalendarFeedView,
  savedViewBody,
  savedViewChangeBody,
  savedViewListQuery,
  savedViewListView,
  savedViewView,
  viewDigestBody,
  viewDigestView,
} from '@kept/contracts';
import type {
  NewCalendarFeedView,
  SavedViewBody,
  SavedViewChangeBody,
  SavedViewListQuery,
  SavedViewListView,
  SavedViewView,
  ViewDigestBody,
  ViewDigestView,
} from '@kept/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { conditionsOf } from '../http/conditions.js';
import { Policed } from '../http/policy.js';
import { KeepViews } from './keep-views.js';
import { keepsSavedViews, subscribesToViews } from './saved-view.policy.js';

@Controller('api/saved-views')
export class SavedViewController {
  constructor(@Inject(KeepViews) private readonly views: KeepViews) {}

  @Get()
  @Policed(keepsSavedViews)
  @Answers(200, savedViewListView, 400, 401)
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: savedViewListQuery }) { workflow }: SavedViewListQuery,
  ): Promise<SavedViewListView> {
    return this.views.list(caller, workflow);
  }

  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Policed(keepsSavedViews)
  @Answers(201, savedViewView, 400, 401, 403, 404, 409, 422)
  async save(
    @CurrentCaller() caller: Caller,
    @Body({ schema: savedViewBody }) body: SavedViewBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SavedViewView> {
    const { view, replayed } = await this.views.save(caller, body, conditionsOf(request));
    if (replayed) void reply.header('Idempotency-Replayed', 'true');
    return view;
  }

  @Get(':id')
  @Policed(keepsSavedViews)
  @Answers(200, savedViewView, 401, 404)
  read(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<SavedViewView> {
    return this.views.read(caller, id);
  }

  @Patch(':id')
  @Policed(keepsSavedViews)
  @Answers(200, savedViewView, 400, 401, 403, 404, 422)
  change(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: savedViewChangeBody }) body: SavedViewChangeBody,
  ): Promise<SavedViewView> {
    return this.views.change(caller, id, body);
  }

  @Delete(':id')
  @HttpCode(204)
  @Policed(keepsSavedViews)
  @Answers(204, null, 401, 403, 404)
  remove(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<void> {
    return this.views.remove(caller, id);
  }

  @Post(':id/calendar-feed')
  @Policed(subscribesToViews)
  @Answers(201, newCalendarFeedView, 401, 404)
  makeFeed(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
  ): Promise<NewCalendarFeedView> {
    return this.views.makeFeed(caller, id);
  }

  @Delete(':id/calendar-feed')
  @HttpCode(204)
  @Policed(subscribesToViews)
  @Answers(204, null, 401, 404)
  endFeed(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<void> {
    return this.views.endFeed(caller, id);
  }

  @Put(':id/digest')
  @Policed(subscribesToViews)
  @Answers(200, viewDigestView, 400, 401, 404, 422)
  beginDigest(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: viewDigestBody }) body: ViewDigestBody,
  ): Promise<ViewDigestView> {
    return this.views.beginDigest(caller, id, body);
  }

  @Delete(':id/digest')
  @HttpCode(204)
  @Policed(subscribesToViews)
  @Answers(204, null, 401, 404)
  endDigest(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<void> {
    return this.views.endDigest(caller, id);
  }
}
