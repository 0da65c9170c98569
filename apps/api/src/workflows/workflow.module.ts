import { Module } from '@nestjs/common';
import { PlayTestBench } from './play-test-bench.js';
import { ReadVersions } from './read-versions.js';
import { ReadWorkflows } from './read-workflows.js';
import { WorkflowController } from './workflow.controller.js';

@Module({ controllers: [WorkflowController], providers: [ReadWorkflows, ReadVersions, PlayTestBench] })
export class WorkflowModule {}
