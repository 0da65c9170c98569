import { Body, Controller, Inject, Param, Patch, Post, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import {
  acknowledgementBody,
  escalationBody,
  extensionBody,
  fanOutBody,
  idOrReference,
  linkBody,
  ownerBody,
  recordBody,
  recordNo,
  suspensionBody,
  transitionBody,
  workItemView,
} from '@kept/contracts';
import type {
  AcknowledgementBody,
  EscalationBody,
  ExtensionBody,
  FanOutBody,
  LinkBody,
  OwnerBody,
  RecordBody,
  SuspensionBody,
  TransitionBody,
} from '@kept/contracts';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { AddLink } from './add-link.js';
import { AddRecord } from './add-record.js';
import { Asked, type ChangeRequest } from './change-request.js';
import { ChangeOwner } from './change-owner.js';
import { FanOutWorkItem } from './fan-out-work-item.js';
import { RaiseLevel } from './raise-level.js';
import { MoveDeadline } from './move-deadline.js';
import { TransitionWorkItem } from './transition-work-item.js';
import { changesWorkItems } from './work-item.policy.js';
import { WorkItemReplies, type WorkItemReply } from './work-item-reply.js';

const refusals = [400, 401, 403, 404, 409, 412, 415, 422] as const;

/** Each change answers with the whole item as it then stands. */
@ApiHeader({ name: 'Idempotency-Key', required: false })
@ApiHeader({ name: 'If-Match', required: false })
@UseInterceptors(WorkItemReplies)
@Controller('api/work-items/:id')
export class WorkItemChangeController {
  constructor(
    @Inject(TransitionWorkItem) private readonly transitions: TransitionWorkItem,
    @Inject(ChangeOwner) private readonly owners: ChangeOwner,
    @Inject(MoveDeadline) private readonly deadlines: MoveDeadline,
    @Inject(AddLink) private readonly links: AddLink,
    @Inject(AddRecord) private readonly records: AddRecord,
    @Inject(RaiseLevel) private readonly levels: RaiseLevel,
    @Inject(FanOutWorkItem) private readonly fanning: FanOutWorkItem,
  ) {}

  @Post('transitions')
  @Policed(changesWorkItems)
  @Answers(200, workItemView, ...refusals)
  transition(
    @Asked() asked: ChangeRequest,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: transitionBody }) body: TransitionBody,
  ): Promise<WorkItemReply> {
    return this.transitions.run(asked, id, body);
  }

  @Post('owner')
  @Policed(changesWorkItems)
  @Answers(200, workItemView, ...refusals)
  owner(
    @Asked() asked: ChangeRequest,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: ownerBody }) body: OwnerBody,
  ): Promise<WorkItemReply> {
    return this.owners.run(asked, id, body);
  }

  @Post('deadlines/:key/extensions')
  @Policed(changesWorkItems)
  @Answers(200, workItemView, ...refusals)
  extend(
    @Asked() asked: ChangeRequest,
    @Param('id', { schema: idOrReference }) id: string,
    @Param('key', { schema: idOrReference }) deadline: string,
    @Body({ schema: extensionBody }) body: ExtensionBody,
  ): Promise<WorkItemReply> {
    return this.deadlines.extend(asked, { id, key: deadline }, body);
  }

  @Post('suspensions')
  @Policed(changesWorkItems)
  @Answers(200, workItemView, ...refusals)
  suspend(
    @Asked() asked: ChangeRequest,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: suspensionBody }) body: SuspensionBody,
  ): Promise<WorkItemReply> {
    return this.deadlines.suspend(asked, id, body);
  }

  @Post('links')
  @Policed(changesWorkItems)
  @Answers(200, workItemView, ...refusals)
  link(
    @Asked() asked: ChangeRequest,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: linkBody }) body: LinkBody,
  ): Promise<WorkItemReply> {
    return this.links.run(asked, id, body);
  }

  @Post('escalations')
  @Policed(changesWorkItems)
  @Answers(200, workItemView, ...refusals)
  escalate(
    @Asked() asked: ChangeRequest,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: escalationBody }) body: EscalationBody,
  ): Promise<WorkItemReply> {
    return this.levels.escalate(asked, id, body);
  }

  @Post('acknowledgements')
  @Policed(changesWorkItems)
  @Answers(200, workItemView, ...refusals)
  acknowledge(
    @Asked() asked: ChangeRequest,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: acknowledgementBody }) body: AcknowledgementBody,
  ): Promise<WorkItemReply> {
    return this.levels.acknowledge(asked, id, body);
  }

  /** Answers with the whole; its links say the copies. 422 where a post does not exist, or has a copy already. */
  @Post('fan-out')
  @Policed(changesWorkItems)
  @Answers(200, workItemView, ...refusals)
  fanOut(
    @Asked() asked: ChangeRequest,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: fanOutBody }) body: FanOutBody,
  ): Promise<WorkItemReply> {
    return this.fanning.run(asked, id, body);
  }

  @Post(':record')
  @Policed(changesWorkItems)
  @Answers(200, workItemView, ...refusals)
  addRecord(
    @Asked() asked: ChangeRequest,
    @Param('id', { schema: idOrReference }) id: string,
    @Param('record', { schema: idOrReference }) record: string,
    @Body({ schema: recordBody }) body: RecordBody,
  ): Promise<WorkItemReply> {
    return this.records.add(asked, { id, record }, body);
  }

  @Patch(':record/:no')
  @Policed(changesWorkItems)
  @Answers(200, workItemView, ...refusals)
  completeRecord(
    @Asked() asked: ChangeRequest,
    @Param('id', { schema: idOrReference }) id: string,
    @Param('record', { schema: idOrReference }) record: string,
    @Param('no', { schema: recordNo }) no: number,
    @Body({ schema: recordBody }) body: RecordBody,
  ): Promise<WorkItemReply> {
    return this.records.complete(asked, { id, record, no }, body);
  }
}
