import { Module } from '@nestjs/common';
import { CountWork } from './count-work.js';
import { DashboardController } from './dashboard.controller.js';
import { ReadDashboard } from './read-dashboard.js';
import { WorkCountController } from './work-count.controller.js';

@Module({ controllers: [DashboardController, WorkCountController], providers: [CountWork, ReadDashboard] })
export class DashboardModule {}
