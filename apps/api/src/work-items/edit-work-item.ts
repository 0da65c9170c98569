import { Inject, Injectable } from '@nestjs/common';
import { editWorkItem } from '@kept/domain';
import type { EditWorkItemBody } from '@kept/contracts';
import { requireIfMatch } from '../http/conditions.js';
import type { ChangeRequest } from './change-request.js';
import { MakeChange } from './make-change.js';
import type { WorkItemReply } from './work-item-reply.js';

/** Corrects title and fields, and says when the owner plans to do it. */
@Injectable()
export class EditWorkItem {
  constructor(@Inject(MakeChange) private readonly changes: MakeChange) {}

  async run(asked: ChangeRequest, id: string, { title, fields, deadlines }: EditWorkItemBody): Promise<WorkItemReply> {
    requireIfMatch(asked);
    const schedule =
      deadlines && Object.fromEntries(Object.entries(deadlines).map(([key, { scheduledOn }]) => [key, scheduledOn]));
    return this.changes.run(asked, id, (item, facts) => editWorkItem(item, { title, fields, schedule }, facts));
  }
}
