import { Inject, Injectable } from '@nestjs/common';
import { dashboardKeys } from '@kept/contracts';
import type { DashboardKey, DashboardListView, DashboardView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { forbidden } from '../http/problem.js';
import { homeReader } from './home-reader.js';
import { homes, mayOpen, ownHome } from './homes/homes.js';

/** The page that somebody opens in the morning, each figure with the list that makes it. */
@Injectable()
export class ReadDashboard {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run(caller: Caller, key: DashboardKey): Promise<DashboardView> {
    if (!mayOpen(key, caller.actor.roles)) throw forbidden('This home is for others.');
    const { title, read } = homes[key];
    return { key, title, asOf: caller.today, ...(await read(homeReader(this.database, caller))) };
  }

  /** The homes that this caller may open. */
  list({ actor }: Caller): DashboardListView {
    const open = dashboardKeys.filter((key) => mayOpen(key, actor.roles));
    return { dashboards: open.map((key) => ({ key, title: homes[key].title })), own: ownHome(actor.roles) };
  }
}
