import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What everything stands on: the clock, the authority that a transaction works for, the councils, and the library of
 * published versions. Clock and library belong to no authority and stand outside row-level security.
 */
export class CreateFoundations1795400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create schema app;
create schema audit;
grant usage on schema app to kept_app, kept_worker, kept_audit_reader, kept_due_reader, kept_registrar;
grant usage on schema audit to kept_app, kept_worker, kept_audit_reader;
grant create on schema app to kept_due_reader, kept_registrar;
grant select on migrations to kept_app, kept_worker;

create table clock (
  one boolean primary key default true check (one),
  offset_ms bigint not null default 0
);
insert into clock default values;
grant select on clock to public;

-- The only clock. STABLE, so that it may be the condition of an index scan; in milliseconds, as JavaScript counts.
create function app.now() returns timestamptz language plpgsql stable parallel safe as $$
begin
  return date_trunc('milliseconds', now() + (select offset_ms from public.clock) * interval '1 millisecond');
end $$;

create function app.today() returns date language plpgsql stable parallel safe as $$
begin
  return (app.now() at time zone 'Europe/London')::date;
end $$;

-- Raises where no authority is set. After COMMIT a local setting is '' and not null.
create function app.authority() returns uuid language plpgsql stable parallel safe as $$
declare
  authority text := current_setting('app.authority', true);
begin
  if authority is null or authority = '' then
    raise exception 'app.authority is not set: a query ran outside an authority' using errcode = '42501';
  end if;
  return authority::uuid;
end $$;

-- Enters an authority until the end of the transaction; a transaction never works for two.
create function app.enter(p_authority uuid) returns void language plpgsql as $$
declare
  authority text := current_setting('app.authority', true);
begin
  if authority is null or authority = '' then
    perform set_config('app.authority', p_authority::text, true);
  elsif authority::uuid <> p_authority then
    raise exception 'app.authority is already another one' using errcode = '42501';
  end if;
end $$;

-- The key of the advisory lock that changes of reference data hold alone and decisions hold together.
create function app.lock_key(p_authority uuid) returns bigint language plpgsql immutable parallel safe as $$
begin
  return hashtextextended(p_authority::text, 7);
end $$;

create table authorities (
  id uuid primary key,
  key text not null unique,
  name text not null,
  reference_revision bigint not null default 1,
  created_at timestamptz not null default app.now()
);
alter table authorities enable row level security, force row level security;
create policy authority on authorities to public
  using (id = (select app.authority())) with check (id = (select app.authority()));
create policy directory on authorities for select to kept_registrar using (true);
grant select (id, key, name) on authorities to kept_registrar;
grant select, update (reference_revision) on authorities to kept_app;
grant select on authorities to kept_worker;

create function app.authorities() returns table (id uuid, key text, name text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select id, key, name from public.authorities order by key
$$;
alter function app.authorities() owner to kept_registrar;
revoke all on function app.authorities() from public;
grant execute on function app.authorities() to kept_app, kept_worker, kept_owner;

create table workflow_versions (
  key text not null,
  version integer not null check (version > 0),
  sha256 text not null,
  -- json, not jsonb: the order of the keys is the order of the forms.
  body json not null,
  published_at timestamptz not null default clock_timestamp(),
  primary key (key, version)
);
create table rule_versions (like workflow_versions including all);
create table calendar_versions (like workflow_versions including all);
create table library_state (
  one boolean primary key default true check (one),
  revision bigint not null default 0
);
insert into library_state default values;
grant select on workflow_versions, rule_versions, calendar_versions, library_state to kept_app, kept_worker;

-- Reference data and library in one number, which only grows. A decision says under which it was made.
create function app.reference_revision(p_authority uuid) returns bigint language plpgsql stable as $$
begin
  return (select reference_revision from authorities where id = p_authority) + (select revision from library_state);
end $$;

create function app.bump_reference() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(app.lock_key(app.authority()));
  update authorities set reference_revision = reference_revision + 1 where id = app.authority();
  return null;
end $$;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('The first schema is not taken back: drop the database.'));
  }
}
