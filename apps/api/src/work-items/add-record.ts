import { Inject, Injectable } from '@nestjs/common';
import { addRecord, completeRecord } from '@kept/domain';
import type { RecordBody } from '@kept/contracts';
import type { ChangeRequest } from './change-request.js';
import { MakeChange } from './make-change.js';
import type { WorkItemReply } from './work-item-reply.js';

/** Adds a record of a kind that the workflow names, and later fills what it left open. */
@Injectable()
export class AddRecord {
  constructor(@Inject(MakeChange) private readonly changes: MakeChange) {}

  add(
    asked: ChangeRequest,
    { id, record }: { id: string; record: string },
    fields: RecordBody,
  ): Promise<WorkItemReply> {
    return this.changes.run(asked, id, (item, facts) => addRecord(item, record, fields, facts));
  }

  complete(
    asked: ChangeRequest,
    place: { id: string; record: string; no: number },
    fields: RecordBody,
  ): Promise<WorkItemReply> {
    const { id, record: kind, no } = place;
    return this.changes.run(asked, id, (item, facts) => completeRecord(item, { kind, no }, fields, facts));
  }
}
