import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Saved views that somebody is sent by e-mail, and messages that are of a view instead of an item. */
export class CreateViewDigests1797030000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table view_digests (
  authority_id uuid not null,
  person_id uuid not null,
  view_id uuid not null,
  every text not null check (every in ('day', 'week')),
  since timestamptz not null,
  -- The day of the last message; none is written for it again.
  told_on date,
  -- When a worker looks whether one is due; it knows the working days, and who is on leave.
  look_at timestamptz not null,
  primary key (authority_id, person_id, view_id),
  foreign key (authority_id, person_id) references people,
  foreign key (authority_id, view_id) references saved_views on delete cascade
);
create index view_digests_due on view_digests (authority_id, look_at);
create index view_digests_of_view on view_digests (authority_id, view_id);
alter table view_digests enable row level security, force row level security;
create policy authority on view_digests to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
grant select, insert, delete, update (every, since, told_on, look_at) on view_digests to kept_app;
grant select, delete, update (told_on, look_at) on view_digests to kept_worker;
-- What a view holds is asked where its message is written. Its name is nothing that a message says.
grant select (authority_id, id, person_id, workflow, audience, role, query) on saved_views to kept_worker;

-- A notice is of an item or of a view. The view may end before it: what was sent stays written down.
alter table notices
  alter column work_item_id drop not null,
  add column view_id uuid,
  add constraint notices_of_one check ((work_item_id is null) <> (view_id is null)),
  add constraint notices_of_view_day check (view_id is null or due_on is not null);
-- One message for each view, reader and day, whoever writes it.
create unique index notices_of_view on notices (authority_id, view_id, post, due_on) where view_id is not null;
-- Said here too, so that whoever claims the messages of items steps over the others without looking them up.
alter table outbox add column of_view boolean not null default false;
create index outbox_of_view on outbox (authority_id, available_at, id) where settled_at is null and of_view;

-- Hops from authority to authority on the index, as for the outbox.
create policy digest_due on view_digests for select to kept_registrar using (true);
grant select (authority_id, look_at) on view_digests to kept_registrar;
create function app.view_digest_authorities(p_limit integer) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    with recursive authority as (
      (select d.authority_id from view_digests d order by d.authority_id limit 1)
      union all
      select (select d.authority_id from view_digests d where d.authority_id > a.authority_id order by d.authority_id limit 1)
        from authority a where a.authority_id is not null)
    select a.authority_id from authority a
      where a.authority_id is not null
        and exists (select from view_digests d where d.authority_id = a.authority_id and d.look_at <= app.now())
      order by random() limit p_limit;
end $$;
grant create on schema app to kept_registrar;
alter function app.view_digest_authorities(integer) owner to kept_registrar;
revoke all on function app.view_digest_authorities(integer) from public;
grant execute on function app.view_digest_authorities(integer) to kept_worker, kept_owner;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Messages of views have no place in the schema before: restore a backup.'));
  }
}
