import { Inject, Injectable } from '@nestjs/common';
import { scopeOf } from '@kept/domain';
import type { WorkCountsView } from '@kept/contracts';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { count } from './figures.js';

/** What is open of each workflow, in one query: those that the caller's roles open, and those where a post of theirs has work. */
@Injectable()
export class CountWork {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async run({ actor, reference, authorityId }: Caller): Promise<WorkCountsView> {
    const workflows = [...new Set(reference.definitions.map(({ key }) => key))];
    const scope = scopeOf(reference.definitions, actor);
    const rows = await this.database.dashboards.tally(authorityId, { workflows }, scope);
    const seen = workflows.filter(
      (key) => scope.workflows.includes(key) || rows.some(({ workflow }) => workflow === key),
    );
    const counts = seen.map((key) => {
      const own = rows.filter(({ workflow }) => workflow === key);
      return { workflow: key, open: count(own), late: count(own, ({ late }) => late) };
    });
    return { counts };
  }
}
