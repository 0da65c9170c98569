import { Inject, Injectable } from '@nestjs/common';
import { createWorkItem } from '@kept/domain';
import type { CreateWorkItemBody } from '@kept/contracts';
import { newId } from '../http/ids.js';
import { incomplete } from '../http/problem.js';
import type { ChangeRequest } from './change-request.js';
import { MakeChange } from './make-change.js';
import type { WorkItemReply } from './work-item-reply.js';

@Injectable()
export class CreateWorkItem {
  constructor(@Inject(MakeChange) private readonly changes: MakeChange) {}

  run(asked: ChangeRequest, { workflow, title, fields, ownerPost }: CreateWorkItemBody): Promise<WorkItemReply> {
    const isKnown = asked.caller.reference.definitions.some(({ key }) => key === workflow);
    if (!isKnown) throw incomplete([{ field: 'workflow', text: 'Choose a workflow that exists.' }]);
    const id = newId();
    return this.changes.create(asked, workflow, (facts) =>
      createWorkItem({ id, reference: '', title, fields, ownerPost }, facts),
    );
  }
}
