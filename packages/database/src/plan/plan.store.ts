import type { LocalDate } from '@kept/domain';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { scopedCondition } from '../work-item/list-statement.js';
import type { ListScope } from '../work-item/work-item.store.js';

/** A target of a plan with what hangs on it. A cancelled action counts for nothing, and so does its evidence. */
export interface PlanTargetRow {
  reference: string;
  title: string;
  state: string;
  definitionVersion: number;
  plan: string;
  period: string;
  startsOn: LocalDate;
  number: number;
  /** As printed; null where it names none. */
  standards: string | null;
  actions: number;
  /** Pieces of evidence on the target and on its actions. */
  evidence: number;
}

export interface PlanStore {
  /**
   * Every target that the scope shows, the newest plan first and by number within it, each with its counts: one query.
   * Actions are counted, not shown, so all count but those that are restricted to a few.
   */
  targets(authorityId: string, workflow: string, scope: ListScope): Promise<PlanTargetRow[]>;
}

export function planStore(pools: Pools): PlanStore {
  return {
    targets: (authorityId, workflow, scope) => {
      const own = [authorityId, workflow];
      const seen = scopedCondition(scope, own.length);
      return readFlight<PlanTargetRow>(pools.read, authorityId, {
        name: 'plan-targets',
        text: `${targetsText} and ${seen.text}
order by w.fields ->> 'startsOn' desc, w.fields ->> 'plan', (w.fields ->> 'number')::int, w.sort_reference`,
        values: [...own, ...seen.values],
      });
    },
  };
}

const targetsText = `
select w.reference, w.title, w.state, w.definition_version as "definitionVersion", w.fields ->> 'plan' as plan,
  w.fields ->> 'period' as period, w.fields ->> 'startsOn' as "startsOn", (w.fields ->> 'number')::int as number,
  w.fields ->> 'standards' as standards, parts.actions,
  (select count(*) from work_item_evidence e where e.authority_id = $1 and e.work_item_id = w.id)::int
    + parts.evidence as evidence
from work_items w
cross join lateral (
  select count(*)::int as actions, coalesce(sum((
    select count(*) from work_item_evidence e where e.authority_id = $1 and e.work_item_id = a.id)), 0)::int as evidence
  from work_items a
  where a.authority_id = $1 and a.part_of = w.reference and a.state <> 'cancelled' and a.restricted_to_posts is null) parts
where w.authority_id = $1 and w.workflow = $2`;
