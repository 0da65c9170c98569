import { Body, Controller, Get, HttpCode, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import {
  bulkChangeBody,
  bulkChangeView,
  bulkOptionsBody,
  bulkOptionsView,
  bulkTransitionBody,
  idOrReference,
  type BulkChangeBody,
  type BulkChangeView,
  type BulkOptionsBody,
  type BulkOptionsView,
  type BulkTransitionBody,
} from '@kept/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { conditionsOf } from '../http/conditions.js';
import { Policed } from '../http/policy.js';
import { changesInBulk, looksAtBulkOptions, readsOwnBulkChange, undoesOwnBulkChange } from './bulk-change.policy.js';
import { ChangeInBulk, type AskedInBulk } from './change-in-bulk.js';
import { ListBulkOptions } from './list-bulk-options.js';
import { ownerInBulk } from './owner-in-bulk.js';
import { transitionInBulk } from './transition-in-bulk.js';
import { UndoBulkChange } from './undo-bulk-change.js';

/** One change over many items, with a result for each. */
@Controller('api/bulk-changes')
export class BulkChangeController {
  constructor(
    @Inject(ChangeInBulk) private readonly changing: ChangeInBulk,
    @Inject(UndoBulkChange) private readonly undoing: UndoBulkChange,
    @Inject(ListBulkOptions) private readonly options: ListBulkOptions,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Policed(changesInBulk)
  @Answers(200, bulkChangeView, 400, 401, 415, 422)
  change(
    @CurrentCaller() caller: Caller,
    @Body({ schema: bulkChangeBody }) body: BulkChangeBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BulkChangeView> {
    const { items, dryRun } = body;
    return this.carryOut(caller, { items, dryRun, act: ownerInBulk(body) }, { request, reply });
  }

  /** The same step with each. */
  @Post('transitions')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @Policed(changesInBulk)
  @Answers(200, bulkChangeView, 400, 401, 415, 422)
  take(
    @CurrentCaller() caller: Caller,
    @Body({ schema: bulkTransitionBody }) body: BulkTransitionBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BulkChangeView> {
    const { items, dryRun } = body;
    return this.carryOut(caller, { items, dryRun, act: transitionInBulk(body) }, { request, reply });
  }

  /** Which steps may be taken with them; nothing is changed by asking. */
  @Post('transitions/options')
  @HttpCode(200)
  @Policed(looksAtBulkOptions)
  @Answers(200, bulkOptionsView, 400, 401, 415, 422)
  list(
    @CurrentCaller() caller: Caller,
    @Body({ schema: bulkOptionsBody }) body: BulkOptionsBody,
  ): Promise<BulkOptionsView> {
    return this.options.run(caller, body);
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

  private async carryOut(
    caller: Caller,
    asked: AskedInBulk,
    { request, reply }: { request: FastifyRequest; reply: FastifyReply },
  ): Promise<BulkChangeView> {
    const { view, replayed } = await this.changing.run(caller, asked, conditionsOf(request));
    if (replayed) void reply.header('Idempotency-Replayed', 'true');
    return view;
  }
}
