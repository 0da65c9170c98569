import { Body, Controller, Get, Inject, Param, Patch, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import {
  createWorkItemBody,
  editWorkItemBody,
  historyQuery,
  historyView,
  idOrReference,
  itemPathView,
  workItemListQuery,
  workItemListView,
  workItemView,
} from '@kept/contracts';
import type {
  CreateWorkItemBody,
  EditWorkItemBody,
  HistoryQuery,
  HistoryView,
  ItemPathView,
  WorkItemListQuery,
  WorkItemListView,
} from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { Asked, type ChangeRequest } from './change-request.js';
import { CreateWorkItem } from './create-work-item.js';
import { EditWorkItem } from './edit-work-item.js';
import { ListWorkItems } from './list-work-items.js';
import { ReadWorkItem } from './read-work-item.js';
import { changesWorkItems, readsWorkItems } from './work-item.policy.js';
import { WorkItemReplies, type WorkItemReply } from './work-item-reply.js';

@Controller('api/work-items')
export class WorkItemController {
  constructor(
    @Inject(ListWorkItems) private readonly lists: ListWorkItems,
    @Inject(ReadWorkItem) private readonly reading: ReadWorkItem,
    @Inject(CreateWorkItem) private readonly creation: CreateWorkItem,
    @Inject(EditWorkItem) private readonly edits: EditWorkItem,
  ) {}

  @Get()
  @Policed(readsWorkItems)
  @Answers(200, workItemListView, 400, 401)
  list(
    @CurrentCaller() caller: Caller,
    @Query({ schema: workItemListQuery }) query: WorkItemListQuery,
  ): Promise<WorkItemListView> {
    return this.lists.run(caller, query);
  }

  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @UseInterceptors(WorkItemReplies)
  @Policed(changesWorkItems)
  @Answers(201, workItemView, 400, 401, 403, 409, 422)
  create(
    @Asked() asked: ChangeRequest,
    @Body({ schema: createWorkItemBody }) body: CreateWorkItemBody,
  ): Promise<WorkItemReply> {
    return this.creation.run(asked, body);
  }

  @Get(':id')
  @UseInterceptors(WorkItemReplies)
  @Policed(readsWorkItems)
  @Answers(200, workItemView, 400, 401, 404)
  read(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<WorkItemReply> {
    return this.reading.run(caller, id);
  }

  @Patch(':id')
  @ApiHeader({ name: 'If-Match', required: true })
  @UseInterceptors(WorkItemReplies)
  @Policed(changesWorkItems)
  @Answers(200, workItemView, 400, 401, 403, 404, 409, 412, 422, 428)
  edit(
    @Asked() asked: ChangeRequest,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: editWorkItemBody }) body: EditWorkItemBody,
  ): Promise<WorkItemReply> {
    return this.edits.run(asked, id, body);
  }

  @Get(':id/history')
  @Policed(readsWorkItems)
  @Answers(200, historyView, 400, 401, 404)
  history(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Query({ schema: historyQuery }) query: HistoryQuery,
  ): Promise<HistoryView> {
    return this.reading.history(caller, id, query);
  }

  @Get(':id/path')
  @Policed(readsWorkItems)
  @Answers(200, itemPathView, 400, 401, 404)
  path(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<ItemPathView> {
    return this.reading.path(caller, id);
  }
}
