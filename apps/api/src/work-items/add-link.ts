import { Inject, Injectable } from '@nestjs/common';
import { addLink } from '@kept/domain';
import type { LinkBody } from '@kept/contracts';
import type { ChangeRequest } from './change-request.js';
import { MakeChange } from './make-change.js';
import type { WorkItemReply } from './work-item-reply.js';

@Injectable()
export class AddLink {
  constructor(@Inject(MakeChange) private readonly changes: MakeChange) {}

  run(asked: ChangeRequest, id: string, body: LinkBody): Promise<WorkItemReply> {
    return this.changes.run(asked, id, (item, facts) => addLink(item, body, facts));
  }
}
