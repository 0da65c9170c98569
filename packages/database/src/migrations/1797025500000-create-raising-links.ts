import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-time links by which young people raise a card without an account. */
export class CreateRaisingLinks1797025500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table raising_links (
  authority_id uuid not null references authorities,
  id uuid not null,
  -- Of the secret, which is shown once and kept nowhere.
  hash bytea not null,
  raised_by text not null,
  made_by uuid not null,
  made_by_name text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  -- How often something was sent that could not be taken.
  attempts smallint not null default 0,
  used_at timestamptz,
  work_item_id uuid,
  revoked_at timestamptz,
  revoked_by_name text,
  primary key (authority_id, id),
  unique (authority_id, hash),
  foreign key (authority_id, work_item_id) references work_items,
  check ((used_at is null) = (work_item_id is null)),
  check ((revoked_at is null) = (revoked_by_name is null))
);
create index raising_links_newest on raising_links (authority_id, made_at desc, id desc);
alter table raising_links enable row level security, force row level security;
create policy authority on raising_links to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
grant select, insert, update (attempts, used_at, work_item_id, revoked_at, revoked_by_name) on raising_links to kept_app;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Links that were given out would stop without a word: restore a backup.'));
  }
}
