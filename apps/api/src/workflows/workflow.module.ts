import { Module } from '@nestjs/common';
import { ReadWorkflows } from './read-workflows.js';
import { WorkflowController } from './workflow.controller.js';

@Module({ controllers: [WorkflowController], providers: [ReadWorkflows] })
export class WorkflowModule {}
