import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words that young people ask not to read: the library's list, what a council says of each, and how often each was used. */
export class CreateWordLists1797025000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table word_list_versions (like workflow_versions including all);
grant select on word_list_versions to kept_app, kept_worker;

create table word_changes (
  authority_id uuid not null references authorities,
  id uuid not null,
  no bigint generated always as identity,
  key text collate "C" not null,
  kind text not null check (kind in ('added', 'changed', 'switched-off', 'switched-on', 'removed', 'undone')),
  -- Null leaves the word to the library.
  said jsonb,
  said_before jsonb,
  changed_by text not null,
  changed_by_name text not null,
  changed_at timestamptz not null,
  primary key (authority_id, id)
);
create index word_changes_of_word on word_changes (authority_id, key, no desc);
create index word_changes_newest on word_changes (authority_id, no desc);

-- One word in one text, as one saving changed how often it stands there: not who typed it.
create table word_counts (
  authority_id uuid not null,
  id uuid not null,
  work_item_id uuid not null,
  owner_post text not null,
  text text not null,
  word text not null,
  used integer not null check (used >= 0),
  mended integer not null check (mended >= 0),
  counted_on date not null,
  primary key (authority_id, id),
  foreign key (authority_id, work_item_id) references work_items,
  check (used + mended > 0)
);
create index word_counts_by_day on word_counts (authority_id, counted_on, id);

alter table word_changes enable row level security, force row level security;
create policy authority on word_changes to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
alter table word_counts enable row level security, force row level security;
create policy authority on word_counts to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
-- What was changed and what was counted is added to, never changed.
grant select, insert on word_changes, word_counts to kept_app;
grant select on word_changes to kept_worker;
create trigger bump_reference after insert or update or delete on word_changes
  for each statement execute function app.bump_reference();
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('What a council said of its words would be lost: restore a backup.'));
  }
}
