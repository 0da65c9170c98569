import { Controller, Get, Inject, Param } from '@nestjs/common';
import {
  idOrReference,
  workflowListView,
  workflowView,
  type WorkflowListView,
  type WorkflowView,
} from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { ReadWorkflows } from './read-workflows.js';
import { readsWorkflows } from './workflow.policy.js';

@Controller('api/workflows')
export class WorkflowController {
  constructor(@Inject(ReadWorkflows) private readonly reading: ReadWorkflows) {}

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
}
