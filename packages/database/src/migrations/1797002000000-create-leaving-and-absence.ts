import type { MigrationInterface, QueryRunner } from 'typeorm';

const authorityPolicy = (table: string) => `
alter table ${table} enable row level security, force row level security;
create policy authority on ${table} to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));`;

/** Those that belong to the facts that change seldom. */
const reference = ['absences', 'leavings'];
const tables = [...reference, 'hand_overs'];

/** People go and come back, are away for some days, and hand over what their posts own. */
export class CreateLeavingAndAbsence1797002000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table absences (
  authority_id uuid not null,
  person_id uuid not null,
  absent_from date not null,
  absent_to date not null,
  primary key (authority_id, person_id, absent_from),
  foreign key (authority_id, person_id) references people,
  check (absent_to >= absent_from)
);
create table leavings (
  authority_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  last_day date not null,
  -- From then on no session, token or sign-in of this person is taken.
  ends_at timestamptz not null,
  at timestamptz not null,
  actor_id text not null,
  -- Holdings and covers that it cut short, as they were: to be taken back they must all return.
  before jsonb not null,
  undone_at timestamptz,
  undone_by text,
  -- The person works here again from that day.
  returned_on date,
  primary key (authority_id, id),
  foreign key (authority_id, person_id) references people,
  check ((undone_at is null) = (undone_by is null))
);
-- Nobody leaves twice without having come back; also finds who has gone, with the reference data.
create unique index leavings_that_hold on leavings (authority_id, person_id)
  where undone_at is null and returned_on is null;
create table hand_overs (
  authority_id uuid not null,
  id uuid not null,
  from_post text not null,
  to_post text not null,
  at timestamptz not null,
  actor_id text not null,
  -- Null where none was sent: such a call is never asked for again.
  idempotency_key text,
  body_hash text not null,
  -- References as they were listed at the start, so that a repeat goes on with the very same.
  items jsonb not null,
  -- A result for each of them; null until the last is known.
  results jsonb,
  primary key (authority_id, id),
  -- A repeated call finds the first.
  unique (authority_id, actor_id, idempotency_key),
  foreign key (authority_id, from_post) references posts,
  foreign key (authority_id, to_post) references posts
);
${tables.map(authorityPolicy).join('\n')}
${reference
  .map(
    (table) => `
create trigger bump_reference after insert or update or delete on ${table}
  for each statement execute function app.bump_reference();`,
  )
  .join('')}

-- Who comes back begins without the sessions and tokens of before.
create function app.end_access(p_authority uuid, p_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from sessions where authority_id = p_authority and person_id = p_person;
  update tokens set revoked_at = app.now()
   where authority_id = p_authority and person_id = p_person and revoked_at is null;
end $$;
revoke all on function app.end_access(uuid, uuid) from public;
grant execute on function app.end_access(uuid, uuid) to kept_app;

grant select, insert, update, delete on absences to kept_app;
grant select, insert, update on leavings to kept_app;
grant select, insert, update (results) on hand_overs to kept_app;
grant delete on post_holders, post_covers to kept_app;
grant select on absences, leavings to kept_worker;
`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
revoke delete on post_holders, post_covers from kept_app;
drop function app.end_access(uuid, uuid);
drop table absences, leavings, hand_overs;
`);
  }
}
