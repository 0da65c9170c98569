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
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('The schema before knows no live updates: restore a backup.'));
  }
}
