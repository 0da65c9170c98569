import { Inject, Injectable } from '@nestjs/common';
import { changeOwner } from '@kept/domain';
import type { OwnerBody } from '@kept/contracts';
import type { ChangeRequest } from './change-request.js';
import { MakeChange } from './make-change.js';
import type { WorkItemReply } from './work-item-reply.js';

@Injectable()
export class ChangeOwner {
  constructor(@Inject(MakeChange) private readonly changes: MakeChange) {}

  run(asked: ChangeRequest, id: string, body: OwnerBody): Promise<WorkItemReply> {
    return this.changes.run(asked, id, (item, facts) => changeOwner(item, body, facts));
  }
}
