import { Inject, Injectable } from '@nestjs/common';
import { addLink, type Decision } from '@kept/domain';
import type { LinkBody } from '@kept/contracts';
import type { ChangeRequest } from './change-request.js';
import { MakeChange } from './make-change.js';
import { ReadWorkItem } from './read-work-item.js';
import type { WorkItemReply } from './work-item-reply.js';

const nowhere: Decision = {
  allowed: false,
  refusal: {
    kind: 'missing',
    detail: 'One thing is missing or untrue.',
    missing: [{ field: 'to', text: 'Enter the reference of an item that you may see.' }],
  },
};

/** Links an item to another, which is kept by its reference. What is out of sight is refused as what is not there. */
@Injectable()
export class AddLink {
  constructor(
    @Inject(MakeChange) private readonly changes: MakeChange,
    @Inject(ReadWorkItem) private readonly reading: ReadWorkItem,
  ) {}

  async run(asked: ChangeRequest, id: string, { to, kind }: LinkBody): Promise<WorkItemReply> {
    const reference = await this.reading.referenceOf(asked.caller, to);
    return this.changes.run(asked, id, (item, facts) => {
      const decision = addLink(item, { to: reference ?? to, kind }, facts);
      return decision.allowed && reference === null ? nowhere : decision;
    });
  }
}
