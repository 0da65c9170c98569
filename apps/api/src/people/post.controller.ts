import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import {
  coverBody,
  handOverBody,
  handOverView,
  holderBody,
  holderEndBody,
  idOrReference,
  localDate,
  postBody,
  postChangeBody,
  postListQuery,
  postListView,
  postPageView,
  postView,
  teamsView,
} from '@kept/contracts';
import type {
  CoverBody,
  HandOverBody,
  HandOverView,
  HolderBody,
  HolderEndBody,
  PostBody,
  PostChangeBody,
  PostListQuery,
  PostListView,
  PostPageView,
  PostView,
  TeamsView,
} from '@kept/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { conditionsOf } from '../http/conditions.js';
import { Policed } from '../http/policy.js';
import { ChangePost } from './change-post.js';
import { FillPost } from './fill-post.js';
import { HandOverPost } from './hand-over-post.js';
import { appointsHolders, arrangesCover, changesPosts, handsOverPosts, readsOrganisation } from './people.policy.js';
import { presentTeams } from './people.presenter.js';
import { ReadPosts } from './read-posts.js';

@Controller('api')
export class PostController {
  constructor(
    @Inject(ReadPosts) private readonly reading: ReadPosts,
    @Inject(FillPost) private readonly filling: FillPost,
    @Inject(ChangePost) private readonly changes: ChangePost,
    @Inject(HandOverPost) private readonly handing: HandOverPost,
  ) {}

  @Get('posts')
  @Policed(readsOrganisation)
  @Answers(200, postListView, 400, 401)
  posts(
    @CurrentCaller() caller: Caller,
    @Query({ schema: postListQuery }) query: PostListQuery,
  ): Promise<PostListView> {
    return this.reading.list(caller, query);
  }

  @Get('teams')
  @Policed(readsOrganisation)
  @Answers(200, teamsView, 401)
  teams(@CurrentCaller() { reference }: Caller): TeamsView {
    return presentTeams(reference);
  }

  @Get('posts/:key')
  @Policed(readsOrganisation)
  @Answers(200, postPageView, 400, 401, 404)
  post(@CurrentCaller() caller: Caller, @Param('key', { schema: idOrReference }) post: string): Promise<PostPageView> {
    return this.reading.one(caller, post);
  }

  @Post('posts')
  @Policed(changesPosts)
  @Answers(201, postView, 400, 401, 403, 409, 422)
  make(@CurrentCaller() caller: Caller, @Body({ schema: postBody }) body: PostBody): Promise<PostView> {
    return this.changes.make(caller, body);
  }

  @Patch('posts/:key')
  @Policed(changesPosts)
  @Answers(200, postView, 400, 401, 403, 404, 422)
  change(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) post: string,
    @Body({ schema: postChangeBody }) body: PostChangeBody,
  ): Promise<PostView> {
    return this.changes.change(caller, post, body);
  }

  @Post('posts/:key/holders')
  @Policed(appointsHolders)
  @Answers(201, postView, 400, 401, 403, 404, 422)
  hold(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) post: string,
    @Body({ schema: holderBody }) body: HolderBody,
  ): Promise<PostView> {
    return this.filling.hold(caller, post, body);
  }

  /** The holder who came on that day; `to` is their new last day, null where they are never to have come. */
  @Patch('posts/:key/holders/:from')
  @Policed(appointsHolders)
  @Answers(200, postView, 400, 401, 403, 404, 409, 422)
  endHolder(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) post: string,
    @Param('from', { schema: localDate }) from: string,
    @Body({ schema: holderEndBody }) { to }: HolderEndBody,
  ): Promise<PostView> {
    return this.filling.endHolder(caller, post, { from, to });
  }

  @Post('posts/:key/cover')
  @Policed(arrangesCover)
  @Answers(201, postView, 400, 401, 403, 404, 409, 422)
  cover(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) post: string,
    @Body({ schema: coverBody }) body: CoverBody,
  ): Promise<PostView> {
    return this.filling.cover(caller, post, body);
  }

  @Delete('posts/:key/cover/:from')
  @Policed(arrangesCover)
  @Answers(200, postView, 400, 401, 403, 404, 409)
  endCover(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) post: string,
    @Param('from', { schema: localDate }) from: string,
  ): Promise<PostView> {
    return this.filling.endCover(caller, post, from);
  }

  @Post('posts/:key/hand-over')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Policed(handsOverPosts)
  @Answers(200, handOverView, 400, 401, 403, 404, 422)
  async handOver(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) post: string,
    @Body({ schema: handOverBody }) body: HandOverBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HandOverView> {
    const { view, replayed } = await this.handing.run({ caller, post, body }, conditionsOf(request));
    if (replayed) void reply.header('Idempotency-Replayed', 'true');
    return view;
  }
}
