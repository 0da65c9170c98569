import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { addEvidence } from '@kept/domain';
import type { AddEvidence as AddEvidenceCommand } from '@kept/domain';
import type { EvidenceBody } from '@kept/contracts';
import type { Database } from '@kept/database';
import { DATABASE } from '../boot/providers.js';
import { hashOf } from '../http/conditions.js';
import { notFound } from '../http/problem.js';
import type { ChangeRequest } from './change-request.js';
import { MakeChange, contextOf } from './make-change.js';
import type { Upload } from './read-upload.js';
import { refusalOfRules } from '../rows/refusal-of-outcome.js';
import type { WorkItemReply } from './work-item-reply.js';

/** Adds a note, a link or a file. */
@Injectable()
export class AddEvidence {
  constructor(
    @Inject(MakeChange) private readonly changes: MakeChange,
    @Inject(DATABASE) private readonly database: Database,
  ) {}

  run(asked: ChangeRequest, id: string, { title, note, link }: EvidenceBody): Promise<WorkItemReply> {
    return this.add(asked, id, { title, note: note ?? null, link: link ?? null, file: null });
  }

  /** Nothing is stored for somebody who may not add it. */
  async withFile(asked: ChangeRequest, id: string, upload: Upload): Promise<WorkItemReply> {
    const { name, bytes, mediaType } = upload.file;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const file = { name, sha256, bytes: bytes.length, mediaType };
    const command = { title: upload.title ?? name, note: upload.note, link: upload.link, file };
    await this.requireAllowed(asked, id, command);
    await this.database.evidenceFiles.put(asked.caller.authorityId, bytes);
    const { idempotency } = asked;
    const bodyHash = hashOf({ ...command, file: sha256 });
    return this.add(idempotency ? { ...asked, idempotency: { ...idempotency, bodyHash } } : asked, id, command);
  }

  private add(asked: ChangeRequest, id: string, command: AddEvidenceCommand): Promise<WorkItemReply> {
    return this.changes.run(asked, id, (item, facts) => addEvidence(item, command, facts));
  }

  private async requireAllowed(asked: ChangeRequest, id: string, command: AddEvidenceCommand): Promise<void> {
    const read = await this.database.workItems.read(contextOf(asked), id);
    if (!read) throw notFound();
    const decision = addEvidence(read.item, command, read.facts);
    if (!decision.allowed) throw refusalOfRules(decision.refusal);
  }
}
