import { Body, Controller, Get, Inject, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import {
  commentBody,
  commentListQuery,
  commentListView,
  idOrReference,
  mentionListQuery,
  mentionListView,
  workItemView,
} from '@kept/contracts';
import type {
  CommentBody,
  CommentListQuery,
  CommentListView,
  MentionListQuery,
  MentionListView,
} from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { AddComment } from './add-comment.js';
import { Asked, type ChangeRequest } from './change-request.js';
import { ReadComments } from './read-comments.js';
import { changesWorkItems, readsWorkItems } from './work-item.policy.js';
import { WorkItemReplies, type WorkItemReply } from './work-item-reply.js';

@Controller('api/work-items/:id')
export class CommentController {
  constructor(
    @Inject(AddComment) private readonly additions: AddComment,
    @Inject(ReadComments) private readonly reading: ReadComments,
  ) {}

  /** Answers with the item, as every change does; its version is the same. */
  @Post('comments')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiHeader({ name: 'If-Match', required: false })
  @UseInterceptors(WorkItemReplies)
  @Policed(changesWorkItems)
  @Answers(200, workItemView, 400, 401, 403, 404, 409, 412, 415, 422)
  add(
    @Asked() asked: ChangeRequest,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: commentBody }) body: CommentBody,
  ): Promise<WorkItemReply> {
    return this.additions.run(asked, id, body);
  }

  @Get('comments')
  @Policed(readsWorkItems)
  @Answers(200, commentListView, 400, 401, 404)
  list(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Query({ schema: commentListQuery }) query: CommentListQuery,
  ): Promise<CommentListView> {
    return this.reading.run(caller, id, query);
  }

  @Get('mentions')
  @Policed(readsWorkItems)
  @Answers(200, mentionListView, 400, 401, 404)
  mentionable(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Query({ schema: mentionListQuery }) query: MentionListQuery,
  ): Promise<MentionListView> {
    return this.reading.mentionable(caller, id, query);
  }
}
