import { Module } from '@nestjs/common';
import { CheckReadiness } from './check-readiness.js';
import { DescriptionController } from './description.controller.js';
import { HealthController } from './health.controller.js';

@Module({ controllers: [HealthController, DescriptionController], providers: [CheckReadiness] })
export class HealthModule {}
