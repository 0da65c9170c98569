import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists that somebody keeps under a name, and how many items each choice above a list would show. */
export class CreateSavedViews1797011000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table saved_views (
  authority_id uuid not null references authorities,
  id uuid not null,
  person_id uuid not null,
  workflow text not null,
  name text not null check (length(name) between 1 and 100),
  audience text not null check (audience in ('private', 'role', 'all')),
  role text check ((role is not null) = (audience = 'role')),
  -- Filters, sort and columns as they stand in an address: what it shows is for its reader's sight to say.
  query jsonb not null check (jsonb_typeof(query) = 'object'),
  saved_at timestamptz not null,
  primary key (authority_id, id),
  foreign key (authority_id, person_id) references people
);
create index saved_views_own on saved_views (authority_id, person_id);
create index saved_views_shared on saved_views (authority_id, workflow) where audience <> 'private';
alter table saved_views enable row level security, force row level security;
create policy authority on saved_views to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
grant select, insert, delete, update (name, audience, role) on saved_views to kept_app;

-- What stands in each state of a workflow is counted, each state to a hundred.
create index work_items_by_state on work_items (authority_id, workflow, state);
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('Views that were saved cannot be kept in the schema before: restore a backup.'));
  }
}
