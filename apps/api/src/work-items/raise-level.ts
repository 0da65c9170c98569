import { Inject, Injectable } from '@nestjs/common';
import { acknowledgeLevel, escalateItem } from '@kept/domain';
import type { AcknowledgementBody, EscalationBody } from '@kept/contracts';
import type { ChangeRequest } from './change-request.js';
import { MakeChange } from './make-change.js';
import type { WorkItemReply } from './work-item-reply.js';

/** Raises an item to a level of its escalation path, and lets that level's post say that it is theirs. */
@Injectable()
export class RaiseLevel {
  constructor(@Inject(MakeChange) private readonly changes: MakeChange) {}

  escalate(asked: ChangeRequest, id: string, body: EscalationBody): Promise<WorkItemReply> {
    return this.changes.run(asked, id, (item, facts) => escalateItem(item, body, facts));
  }

  acknowledge(asked: ChangeRequest, id: string, body: AcknowledgementBody): Promise<WorkItemReply> {
    return this.changes.run(asked, id, (item, facts) => acknowledgeLevel(item, body, facts));
  }
}
