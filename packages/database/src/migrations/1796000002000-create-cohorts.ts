import type { MigrationInterface, QueryRunner } from 'typeorm';

const authorityPolicy = (table: string) => `
alter table ${table} enable row level security, force row level security;
create policy authority on ${table} to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));`;

const tables = ['cohort_snapshots', 'cohort_children', 'cohort_sizes'];

/**
 * A group of children counted month by month, whether or not anything is undertaken for them. A snapshot is never changed:
 * another extract of the same month stands in its place as a further revision, and undoing it deletes it with its rows.
 */
export class CreateCohorts1796000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table cohort_snapshots (
  authority_id uuid not null references authorities,
  id uuid not null,
  cohort text not null,
  as_on date not null,
  -- The first day of the month: of several extracts of a month, the last revision holds.
  month date not null generated always as (date_trunc('month', as_on::timestamp)::date) stored,
  revision integer not null check (revision > 0),
  -- Of all that the rows say: the same extract again changes nothing.
  sha256 text not null,
  file_name text,
  note text,
  imported_at timestamptz not null,
  imported_by text not null,
  primary key (authority_id, id),
  -- Also finds the snapshots that hold, newest first.
  unique (authority_id, cohort, month, revision)
);
create table cohort_children (
  authority_id uuid not null,
  snapshot_id uuid not null,
  -- The case system's reference, and nothing else that names a child.
  child_reference text collate "C" not null,
  year_group smallint not null check (year_group between 0 and 11),
  area text,
  has_plan boolean not null,
  not_in_education boolean not null,
  reduced_timetable boolean not null,
  reduced_hours numeric(4, 1),
  fixed_exclusions smallint not null check (fixed_exclusions >= 0),
  permanent_exclusion boolean not null,
  persistent_absence boolean not null,
  attendance numeric(4, 1) check (attendance between 0 and 100),
  awaiting_placement boolean not null,
  -- Counts, lists by keyset and two months side by side all walk it.
  primary key (authority_id, snapshot_id, child_reference),
  foreign key (authority_id, snapshot_id) references cohort_snapshots,
  check (not (not_in_education and reduced_timetable)),
  check (reduced_hours is null or reduced_timetable),
  -- A child who needs nothing leaves no row.
  check (not_in_education or reduced_timetable or fixed_exclusions > 0 or permanent_exclusion or persistent_absence
    or awaiting_placement)
);
create table cohort_sizes (
  authority_id uuid not null,
  snapshot_id uuid not null,
  year_group smallint not null check (year_group between 0 and 11),
  children integer not null check (children >= 0),
  with_plan integer not null check (with_plan between 0 and children),
  primary key (authority_id, snapshot_id, year_group),
  foreign key (authority_id, snapshot_id) references cohort_snapshots
);
-- Which item tracks a child of a cohort, the newest of several. A column, and not an index on the expression: under
-- row-level security only what cannot leak (an equality of text) may look into an index.
alter table work_items add case_reference text collate "C" generated always as (fields ->> 'caseReference') stored;
create index work_items_by_case on work_items (authority_id, case_reference, created_at) where case_reference is not null;
${tables.map(authorityPolicy).join('\n')}

grant select, insert, delete on ${tables.join(', ')} to kept_app;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Snapshots are not taken back: drop the database.'));
  }
}
