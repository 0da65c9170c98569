import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import {
  bulkChangeBody,
  bulkChangeView,
  idOrReference,
  type BulkChangeBody,
  type BulkChangeView,
} from '@kept/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { conditionsOf } from '../http/conditions.js';
import { Policed } from '../http/policy.js';
import { changesInBulk, readsOwnBulkChange, undoesOwnBulkChange } from './bulk-change.policy.js';
import { ChangeInBulk } from './change-in-bulk.js';
import { UndoBulkChange } from './undo-bulk-change.js';

/** One change over many items, with a result for each. */
@Controller('api/bulk-changes')
export class BulkChangeController {
  constructor(
    @Inject(ChangeInBulk) private readonly changing: ChangeInBulk,
    @Inject(UndoBulkChange) private readonly undoing: UndoBulkChange,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Policed(changesInBulk)
  @Answers(200, bulkChangeView, 400, 401, 415, 422)
  async change(
    @CurrentCaller() caller: Caller,
    @Body({ schema: bulkChangeBody }) body: BulkChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BulkChangeView> {
    const { view, replayed } = await this.changing.run(caller, body, conditionsOf(request));
    if (replayed) void reply.header('Idempotency-Replayed', 'true');
    return view;
  }

  @Get(':id')
  @Policed(readsOwnBulkChange)
  @Answers(200, bulkChangeView, 400, 401, 404)
  read(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<BulkChangeView> {
    return this.undoing.read(caller, id);
  }

  /** A second time it says the same. */
  @Post(':id/undo')
  @HttpCode(200)
  @Policed(undoesOwnBulkChange)
  @Answers(200, bulkChangeView, 400, 401, 404, 409)
  undo(@CurrentCaller() caller: Caller, @Param('id', { schema: idOrReference }) id: string): Promise<BulkChangeView> {
    return this.undoing.run(caller, id);
  }
}
