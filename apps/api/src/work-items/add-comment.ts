import { Inject, Injectable } from '@nestjs/common';
import { addComment } from '@kept/domain';
import type { CommentBody } from '@kept/contracts';
import { newId } from '../http/ids.js';
import type { ChangeRequest } from './change-request.js';
import { MakeChange } from './make-change.js';
import type { WorkItemReply } from './work-item-reply.js';

/** Says something about an item, and tells whom it mentions that it does. */
@Injectable()
export class AddComment {
  constructor(@Inject(MakeChange) private readonly changes: MakeChange) {}

  run(asked: ChangeRequest, idOrReference: string, { text }: CommentBody): Promise<WorkItemReply> {
    const id = newId();
    return this.changes.run(asked, idOrReference, (item, facts) => addComment(item, { id, text }, facts));
  }
}
