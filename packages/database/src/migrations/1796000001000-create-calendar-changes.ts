import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who changed which calendar, what moved by it, and whether it was taken back; and the way from a calendar to what counts over it. */
export class CreateCalendarChanges1796000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table calendar_changes (
  authority_id uuid not null references authorities,
  id uuid not null,
  calendar text not null,
  -- Revisions of the calendar; the one before may be the library's.
  from_revision integer not null,
  to_revision integer not null,
  origin text not null check (origin in ('edit', 'import')),
  -- The days and terms that came, went and were renamed.
  difference jsonb not null,
  reason text not null,
  actor_id text,
  actor_name text not null,
  at timestamptz not null,
  -- Each deadline that moved, by item, with both dates: to be taken back they must all return.
  moved jsonb not null,
  undone_at timestamptz,
  undone_by text,
  undone_revision integer,
  primary key (authority_id, id),
  unique (authority_id, calendar, to_revision),
  foreign key (authority_id, calendar, to_revision) references calendars,
  check (to_revision > from_revision),
  check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undone_revision is null))
);
alter table calendar_changes enable row level security, force row level security;
create policy authority on calendar_changes to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
grant select, insert, update (undone_at, undone_by, undone_revision) on calendar_changes to kept_app;
grant select on calendar_changes to kept_worker;

-- The keys of the calendars that a date was counted over.
alter table deadlines add column calendar_keys jsonb
  generated always as (jsonb_path_query_array(versions, '$.calendars[*].key')) stored;
-- A calendar that changes finds the open items that count over it. The authority leads, so a plain index and no GIN: the
-- few sets of keys of one authority are read in the index itself.
create index deadlines_by_calendar on deadlines (authority_id, calendar_keys, work_item_id)
  where status in ('running', 'suspended');
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
drop index deadlines_by_calendar;
alter table deadlines drop column calendar_keys;
drop table calendar_changes;
`);
  }
}
