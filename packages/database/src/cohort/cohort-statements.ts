import { cohortTracking, schoolPhases } from '@kept/domain';
import type { CohortFilter, CohortReason, LocalDate, ReasonWithoutSchool } from '@kept/domain';
import type { Statement } from '../connection/flight.js';
import type { SnapshotView } from './cohort.store.js';

/** The domain's `reasonsOf` and `countsIn`, row by row. */
const conditions = (row: string): Readonly<Record<CohortReason, string>> => ({
  'not-in-education': `${row}.not_in_education`,
  'reduced-timetable': `${row}.reduced_timetable`,
  exclusions: `(${row}.fixed_exclusions > 0 or ${row}.permanent_exclusion)`,
  'persistent-absence': `${row}.persistent_absence`,
  'awaiting-placement-change': `${row}.awaiting_placement`,
  'without-suitable-education': `(${row}.not_in_education or ${row}.reduced_timetable or ${row}.awaiting_placement)`,
});
const { 'without-suitable-education': _unsuitable, ...ofChild } = conditions('c');
const reasons = Object.entries(ofChild) as [ReasonWithoutSchool, string][];

/**
 * The item that tracked the child at the end of a day ($3), or now where it is null: begun by then, and not closed by
 * then. An item that is closed entered its last state when it was closed.
 */
const tracking = `left join lateral (
    select w.reference from work_items w
    where w.authority_id = $1 and w.case_reference = c.child_reference
      and w.workflow = any ('{${cohortTracking.workflows.join(',')}}')
      and case when $3::date is null then not w.closed
        else w.created_at < evening.ends and (not w.closed or w.entered_at >= evening.ends) end
    order by w.created_at desc limit 1) item on true`;
const evening = `(select ($3::date + 1)::timestamp at time zone 'Europe/London' as ends) evening`;

export interface CellRow {
  yearGroup: number;
  hasPlan: boolean;
  reasons: (ReasonWithoutSchool | null)[];
  tracked: boolean;
  children: number;
}

/** Children who are alike in all that is counted, counted. */
export function cellsStatement(authorityId: string, { id, trackedOn }: SnapshotView): Statement {
  const flags = reasons.map(([reason, condition]) => `case when ${condition} then '${reason}' end`);
  const text = `select c.year_group as "yearGroup", c.has_plan as "hasPlan", array[${flags.join(', ')}] as reasons,
    item.reference is not null as tracked, count(*)::integer as children
  from ${evening} cross join cohort_children c ${tracking}
  where c.authority_id = $1 and c.snapshot_id = $2
  group by 1, 2, 3, 4`;
  return { name: 'cohort-cells', text, values: [authorityId, id, trackedOn] };
}

export function sizesStatement(authorityId: string, id: string): Statement {
  const text = `select year_group as "yearGroup", children, with_plan as "withPlan" from cohort_sizes
  where authority_id = $1 and snapshot_id = $2 order by year_group`;
  return { name: 'cohort-sizes', text, values: [authorityId, id] };
}

export interface FlowRow {
  reason: ReasonWithoutSchool | 'any';
  joined: number;
  left: number;
}

/** Both snapshots walked side by side by the child's reference. A reason that nobody has in either gives no row. */
export function flowStatement(authorityId: string, from: string, to: string): Statement {
  const [before, after] = [conditions('b'), conditions('a')];
  const rows = reasons.map(
    ([reason]) => `('${reason}', coalesce(${before[reason]}, false), coalesce(${after[reason]}, false))`,
  );
  const text = `select r.reason, count(*) filter (where r.has and not r.had)::integer as joined,
    count(*) filter (where r.had and not r.has)::integer as left
  from (select * from cohort_children where authority_id = $1 and snapshot_id = $2) b
  full join (select * from cohort_children where authority_id = $1 and snapshot_id = $3) a
    on a.child_reference = b.child_reference
  cross join lateral (values ('any', b.child_reference is not null, a.child_reference is not null), ${rows.join(', ')})
    r (reason, had, has)
  group by r.reason`;
  return { name: 'cohort-flow', text, values: [authorityId, from, to] };
}

export interface ChildrenQuery {
  filter: CohortFilter;
  /** The reference that the page before ended with. */
  after: string | null;
  limit: number;
}

/** One page of children by reference; one more than asked tells whether there is a next page. */
export function childrenStatement(
  authorityId: string,
  { id, trackedOn }: SnapshotView,
  { filter, after, limit }: ChildrenQuery,
): Statement {
  const { phase, reason, plan, tracked } = filter;
  const years = schoolPhases.find(({ key }) => key === phase);
  const reasonHolds = Object.entries(conditions('c')).map(([key, condition]) => `when '${key}' then ${condition}`);
  const text = `select c.child_reference as reference, c.year_group as "yearGroup", c.area, c.has_plan as "hasPlan",
    c.not_in_education as "notInEducation", c.reduced_timetable as "reducedTimetable",
    c.reduced_hours::float8 as "reducedHours", c.fixed_exclusions as "fixedExclusions",
    c.permanent_exclusion as "permanentExclusion", c.persistent_absence as "persistentAbsence",
    c.attendance::float8 as attendance, c.awaiting_placement as "awaitingPlacement", item.reference as "trackedBy"
  from ${evening} cross join cohort_children c ${tracking}
  where c.authority_id = $1 and c.snapshot_id = $2 and ($4::text is null or c.child_reference > $4)
    and ($5::integer is null or c.year_group between $5 and $6)
    and ($7::text is null or case $7 ${reasonHolds.join(' ')} end)
    and ($8::boolean is null or c.has_plan = $8)
    and ($9::boolean is null or (item.reference is not null) = $9)
  order by c.child_reference limit $10`;
  const values: (string | number | boolean | LocalDate | null)[] = [
    authorityId,
    id,
    trackedOn,
    after,
    years?.from ?? null,
    years?.to ?? null,
    reason ?? null,
    plan === undefined ? null : plan === 'with',
    tracked ?? null,
    limit + 1,
  ];
  return { name: 'cohort-children', text, values };
}
