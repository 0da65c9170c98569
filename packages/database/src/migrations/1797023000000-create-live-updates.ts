import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened is told as it happens, and who is changing an item is known while they do. */
export class CreateLiveUpdates1797023000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- What was committed since a place in the order of commits: identity order is not commit order.
create index work_item_events_in_order on work_item_events (authority_id, xid, seq);

-- Who is changing which item. Nothing of it outlives a few minutes, so nothing of it is kept through a crash either; and
-- without a foreign key, which would lock the item's row for words that nobody has saved yet.
create unlogged table work_item_editing (
  authority_id uuid not null,
  work_item_id uuid not null,
  person_id uuid not null,
  -- By the service's clock, to be shown.
  since timestamptz not null,
  -- By real time: how long ago they last typed.
  seen_at timestamptz not null,
  primary key (authority_id, work_item_id, person_id)
);
alter table work_item_editing enable row level security, force row level security;
create policy authority on work_item_editing to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
grant select, insert, delete, update (since, seen_at) on work_item_editing to kept_app;

-- As app.find_session, but what is looked up so is not seen as use: an open page alone keeps no session from going idle.
create function app.peek_session(p_hash bytea)
returns table (id uuid, authority_id uuid, person_id uuid, persona text, created_at timestamptz, expires_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select s.id, s.authority_id, s.person_id, s.persona, s.created_at, s.expires_at from sessions s
   where s.hash = p_hash and s.expires_at > app.now() and s.seen_at > app.now() - interval '30 minutes';
end $$;
revoke all on function app.peek_session(bytea) from public;
grant execute on function app.peek_session(bytea) to kept_app;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('The schema before knows no live updates: restore a backup.'));
  }
}
