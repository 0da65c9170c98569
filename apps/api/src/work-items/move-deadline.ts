import { Inject, Injectable } from '@nestjs/common';
import { extendItemDeadline, suspendItem } from '@kept/domain';
import type { ExtensionBody, SuspensionBody } from '@kept/contracts';
import type { ChangeRequest } from './change-request.js';
import { MakeChange } from './make-change.js';
import type { WorkItemReply } from './work-item-reply.js';

/** Agrees a later date, or takes days out of the count: each with its reason, and the first date is kept. */
@Injectable()
export class MoveDeadline {
  constructor(@Inject(MakeChange) private readonly changes: MakeChange) {}

  extend(asked: ChangeRequest, { id, key }: { id: string; key: string }, body: ExtensionBody): Promise<WorkItemReply> {
    return this.changes.run(asked, id, (item, facts) => extendItemDeadline(item, key, body, facts));
  }

  suspend(asked: ChangeRequest, id: string, body: SuspensionBody): Promise<WorkItemReply> {
    return this.changes.run(asked, id, (item, facts) => suspendItem(item, body, facts));
  }
}
