import { Module } from '@nestjs/common';
import { CalculateDeadline } from './calculate-deadline.js';
import { DeadlineController } from './deadline.controller.js';

@Module({ controllers: [DeadlineController], providers: [CalculateDeadline] })
export class DeadlineModule {}
