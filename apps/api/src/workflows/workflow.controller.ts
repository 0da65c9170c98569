import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  idOrReference,
  testBenchBody,
  testBenchView,
  versionNo,
  versionOrNewest,
  workflowDifferenceView,
  workflowListView,
  workflowVersionView,
  workflowView,
} from '@kept/contracts';
import type {
  TestBenchBody,
  TestBenchView,
  WorkflowDifferenceView,
  WorkflowListView,
  WorkflowVersionView,
  WorkflowView,
} from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { PlayTestBench } from './play-test-bench.js';
import { ReadVersions } from './read-versions.js';
import { ReadWorkflows } from './read-workflows.js';
import { playsOnTestBench, readsWorkflows } from './workflow.policy.js';

@Controller('api/workflows')
export class WorkflowController {
  constructor(
    @Inject(ReadWorkflows) private readonly reading: ReadWorkflows,
    @Inject(ReadVersions) private readonly versions: ReadVersions,
    @Inject(PlayTestBench) private readonly bench: PlayTestBench,
  ) {}

  @Get()
  @Policed(readsWorkflows)
  @Answers(200, workflowListView, 401)
  list(@CurrentCaller() caller: Caller): WorkflowListView {
    return this.reading.list(caller);
  }

  @Get(':key')
  @Policed(readsWorkflows)
  @Answers(200, workflowView, 400, 401, 404)
  read(@CurrentCaller() caller: Caller, @Param('key', { schema: idOrReference }) key: string): WorkflowView {
    return this.reading.one(caller, key);
  }

  @Get(':key/versions/:version')
  @Policed(readsWorkflows)
  @Answers(200, workflowVersionView, 400, 401, 404)
  version(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) key: string,
    @Param('version', { schema: versionOrNewest }) version: number | 'newest',
  ): WorkflowVersionView {
    return this.versions.one(caller, key, version);
  }

  @Get(':key/versions/:from/:to')
  @Policed(readsWorkflows)
  @Answers(200, workflowDifferenceView, 400, 401, 404)
  difference(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) key: string,
    @Param('from', { schema: versionNo }) from: number,
    @Param('to', { schema: versionNo }) to: number,
  ): WorkflowDifferenceView {
    return this.versions.difference(caller, key, { from, to });
  }

  @Post(':key/test-bench')
  @HttpCode(200)
  @Policed(playsOnTestBench)
  @Answers(200, testBenchView, 400, 401, 403, 404, 409, 415, 422)
  play(
    @CurrentCaller() caller: Caller,
    @Param('key', { schema: idOrReference }) key: string,
    @Body({ schema: testBenchBody }) body: TestBenchBody,
  ): Promise<TestBenchView> {
    return this.bench.run(caller, key, body);
  }
}
