import { Body, Controller, Get, Inject, Param, Post, Req, Res, StreamableFile, UseInterceptors } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiProduces } from '@nestjs/swagger';
import { evidenceBody, idOrReference, recordNo, workItemView, type EvidenceBody } from '@kept/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { malformed } from '../http/problem.js';
import { AddEvidence } from './add-evidence.js';
import { Asked, type ChangeRequest } from './change-request.js';
import { readUpload } from './read-upload.js';
import { ReadWorkItem } from './read-work-item.js';
import { changesWorkItems, readsWorkItems } from './work-item.policy.js';
import { WorkItemReplies, type WorkItemReply } from './work-item-reply.js';

/** Evidence is a note or a link as JSON, or a form with a `file`, and `title` and `note` beside it. */
const jsonBody = evidenceBody.optional();

@Controller('api/work-items/:id/evidence')
export class EvidenceController {
  constructor(
    @Inject(AddEvidence) private readonly additions: AddEvidence,
    @Inject(ReadWorkItem) private readonly reading: ReadWorkItem,
  ) {}

  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiHeader({ name: 'If-Match', required: false })
  @ApiConsumes('application/json', 'multipart/form-data')
  @UseInterceptors(WorkItemReplies)
  @Policed(changesWorkItems)
  @Answers(200, workItemView, 400, 401, 403, 404, 409, 412, 413, 415, 422)
  async add(
    @Asked() asked: ChangeRequest,
    @Param('id', { schema: idOrReference }) id: string,
    @Body({ schema: jsonBody }) body: EvidenceBody | undefined,
    @Req() request: FastifyRequest,
  ): Promise<WorkItemReply> {
    if (request.isMultipart()) return this.additions.withFile(asked, id, await readUpload(request));
    if (body === undefined) throw malformed('Send the evidence as JSON, or a form with a file.');
    return this.additions.run(asked, id, body);
  }

  /** Always to be saved, never to be shown by the browser. */
  @Get(':no/file')
  @ApiProduces('application/octet-stream')
  @Policed(readsWorkItems)
  @Answers(200, null, 400, 401, 404)
  async file(
    @CurrentCaller() caller: Caller,
    @Param('id', { schema: idOrReference }) id: string,
    @Param('no', { schema: recordNo }) no: number,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { name, mediaType, bytes } = await this.reading.file(caller, id, no);
    void reply.header('Content-Security-Policy', "sandbox; default-src 'none'");
    return new StreamableFile(bytes, { type: mediaType, length: bytes.length, disposition: attachment(name) });
  }
}

/** RFC 6266: a plain name for old readers, the real one in UTF-8. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7E]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
