import { Module } from '@nestjs/common';
import { PlanCoverageController } from './plan-coverage.controller.js';
import { ReadPlanCoverage } from './read-plan-coverage.js';

@Module({ controllers: [PlanCoverageController], providers: [ReadPlanCoverage] })
export class PlanCoverageModule {}
