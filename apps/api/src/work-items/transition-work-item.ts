import { Inject, Injectable } from '@nestjs/common';
import { transitionWorkItem } from '@kept/domain';
import type { TransitionBody } from '@kept/contracts';
import type { ChangeRequest } from './change-request.js';
import { MakeChange } from './make-change.js';
import type { WorkItemReply } from './work-item-reply.js';

@Injectable()
export class TransitionWorkItem {
  constructor(@Inject(MakeChange) private readonly changes: MakeChange) {}

  run(asked: ChangeRequest, id: string, body: TransitionBody): Promise<WorkItemReply> {
    return this.changes.run(asked, id, (item, facts) => transitionWorkItem(item, body, facts));
  }
}
