import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Saved views that somebody reads in a calendar program, each by a secret of its own. */
export class CreateViewFeeds1797027000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table view_feeds (
  authority_id uuid not null,
  person_id uuid not null,
  view_id uuid not null,
  -- Of the secret in the address, which is shown once and kept nowhere.
  hash bytea not null,
  made_at timestamptz not null,
  primary key (authority_id, person_id, view_id),
  foreign key (authority_id, person_id) references people,
  foreign key (authority_id, view_id) references saved_views on delete cascade
);
create unique index view_feeds_by_hash on view_feeds (hash);
create index view_feeds_of_view on view_feeds (authority_id, view_id);
alter table view_feeds enable row level security, force row level security;
create policy authority on view_feeds to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
grant select, insert, update, delete on view_feeds to kept_app;

-- A calendar program names a secret and no authority.
create policy feed_found on view_feeds for select to kept_registrar using (true);
grant select on view_feeds to kept_registrar;
create function app.find_view_feed(p_hash bytea) returns table (authority_id uuid, person_id uuid, view_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select f.authority_id, f.person_id, f.view_id from view_feeds f where f.hash = p_hash;
end $$;
grant create on schema app to kept_registrar;
alter function app.find_view_feed(bytea) owner to kept_registrar;
revoke all on function app.find_view_feed(bytea) from public;
grant execute on function app.find_view_feed(bytea) to kept_app, kept_owner;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(
      new Error('Addresses that were given out cannot work in the schema before: restore a backup.'),
    );
  }
}
