import { Inject, Injectable } from '@nestjs/common';
import { scopeOf } from '@kept/domain';
import type { WorkItemCountsQuery, WorkItemCountsView } from '@kept/contracts';
import type { ChoiceCount, Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { DATABASE } from '../boot/providers.js';
import { notFound } from '../http/problem.js';
import { levelsOf } from '../reference/definition-shape.js';
import { filtersOf, newestOf } from '../rows/list-query.js';

/** Nobody counts further than this by eye, and no list has an exact total. */
const upTo = 100;

/** How many items each choice above a list would show to this caller, the other filters kept. */
@Injectable()
export class CountWorkItems {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** @throws Refused 404 for no such workflow */
  async run(caller: Caller, asked: WorkItemCountsQuery): Promise<WorkItemCountsView> {
    const { actor, authorityId, reference } = caller;
    const definition = newestOf(asked.workflow, caller);
    if (!definition) throw notFound();
    const levels = levelsOf(definition);
    const choices = {
      states: Object.keys(definition.states),
      levels: levels.length > 0 ? [0, ...levels] : [],
      mine: actor.posts,
    };
    const counts = await this.database.workItems.count(
      { authorityId },
      { filters: filtersOf(asked, caller), choices },
      scopeOf(reference.definitions, actor),
    );
    const of = (facet: ChoiceCount['facet']) =>
      Object.fromEntries(
        counts.filter((each) => each.facet === facet).map(({ choice, items }) => [choice, items]),
      ) as Record<string, number>;
    const { overdue = 0, open = 0, closed = 0 } = of('show');
    return {
      upTo,
      state: of('state'),
      level: of('level'),
      owner: { me: of('owner')['me'] ?? 0 },
      show: { overdue, open, closed },
    };
  }
}
