import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What officers say to each other about an item: written once, read by whoever might see the item when it was written. */
export class CreateComments1797013000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table work_item_comments (
  authority_id uuid not null,
  id uuid not null,
  work_item_id uuid not null,
  text text not null check (length(text) between 1 and 4000),
  mentions jsonb not null,
  -- What said who may see the item as it stood: what was kept from somebody then stays so.
  sight jsonb not null,
  added_at timestamptz not null,
  added_by text not null,
  added_by_id uuid,
  primary key (authority_id, id),
  foreign key (authority_id, work_item_id) references work_items
);
-- The comments of an item, newest first, page by page.
create index work_item_comments_newest on work_item_comments (authority_id, work_item_id, added_at desc, id desc);

alter table work_item_comments enable row level security, force row level security;
create policy authority on work_item_comments to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
-- Nobody changes what was said, and nobody takes it back.
grant select, insert on work_item_comments to kept_app;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('What was said would be lost: restore a backup.'));
  }
}
