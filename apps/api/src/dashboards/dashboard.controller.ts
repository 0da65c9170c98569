import { Controller, Get, Inject, Param } from '@nestjs/common';
import { dashboardKey, dashboardListView, dashboardView } from '@kept/contracts';
import type { DashboardKey, DashboardListView, DashboardView } from '@kept/contracts';
import { CurrentCaller, type Caller } from '../auth/caller.js';
import { Answers } from '../http/api-docs.js';
import { Policed } from '../http/policy.js';
import { readsDashboards } from './dashboard.policy.js';
import { ReadDashboard } from './read-dashboard.js';

@Controller('api/dashboards')
export class DashboardController {
  constructor(@Inject(ReadDashboard) private readonly dashboards: ReadDashboard) {}

  @Get()
  @Policed(readsDashboards)
  @Answers(200, dashboardListView, 401)
  list(@CurrentCaller() caller: Caller): DashboardListView {
    return this.dashboards.list(caller);
  }

  @Get(':home')
  @Policed(readsDashboards)
  @Answers(200, dashboardView, 400, 401, 403)
  read(
    @CurrentCaller() caller: Caller,
    @Param('home', { schema: dashboardKey }) home: DashboardKey,
  ): Promise<DashboardView> {
    return this.dashboards.run(caller, home);
  }
}
