import type { MigrationInterface, QueryRunner } from 'typeorm';

const authorityPolicy = (table: string) => `
alter table ${table} enable row level security, force row level security;
create policy authority on ${table} to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));`;

const tables = [
  'work_items',
  'work_item_records',
  'evidence_files',
  'work_item_evidence',
  'work_item_links',
  'deadlines',
  'work_item_events',
  'firings',
  'notices',
  'outbox',
  'idempotency_keys',
  'reference_counters',
  'audit.entries',
  'audit.entry_values',
];

/** Undertakings with all that hangs on them, what happened to them, and what is still to be told. */
export class CreateWorkItems1795400002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table work_items (
  authority_id uuid not null references authorities,
  id uuid not null,
  reference text collate "C" not null,
  workflow text not null,
  definition_version integer not null,
  title text not null,
  state text not null,
  entered_at timestamptz not null,
  level smallint not null default 0,
  closed boolean not null default false,
  exempt boolean not null default false,
  classification text not null check (classification in ('unrestricted', 'restricted', 'exempt')),
  -- Both null = everybody who may see the workflow.
  restricted_to_posts text[],
  restricted_to_people uuid[],
  -- Roles that do not see it as it stands.
  hidden_from text[] not null default '{}',
  owner_post text not null,
  contributors text[] not null default '{}',
  fields jsonb not null default '{}',
  next_due_on date,
  -- A check-in is asked and none is open: no meeting is known for it.
  awaits_meeting boolean not null default false,
  done_by jsonb not null default '{}',
  version integer not null,
  -- Writings that step no version: firings. A decision made before one is made again.
  firing_steps integer not null default 0,
  created_at timestamptz not null,
  created_by text not null,
  -- Identifying fields, AES-256-GCM under the named key.
  sealed_fields bytea,
  sealed_key text,
  -- A keyset needs a value in every row: open items without a date come last, closed ones behind them.
  sort_due date not null generated always as (
    case when closed then 'infinity'::date else coalesce(next_due_on, '9999-12-31'::date) end) stored,
  -- CC-2020-1000 comes after CC-2020-999.
  sort_reference text collate "C" not null generated always as (
    coalesce(substring(reference from '^(.*-)[0-9]+$'), reference)
    || lpad(coalesce(substring(reference from '-([0-9]+)$'), ''), 9, '0')) stored,
  primary key (authority_id, id),
  unique (authority_id, reference),
  foreign key (authority_id, owner_post) references posts,
  check ((sealed_fields is null) = (sealed_key is null)),
  check ((restricted_to_posts is null) = (restricted_to_people is null))
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02);
-- The list by date; open only by sort_due < infinity.
create index work_items_by_due on work_items (authority_id, sort_due, id);
-- My work.
create index work_items_by_owner on work_items (authority_id, owner_post, sort_due, id) where not closed;
create index work_items_by_reference on work_items (authority_id, sort_reference, id);
create index work_items_by_created on work_items (authority_id, created_at, id);
create index work_items_awaiting_meeting on work_items (authority_id) where awaits_meeting;

-- A writing steps the version by one, or the firings by one: a stale save cannot put an old number back.
create function app.refuse_unstepped() returns trigger language plpgsql as $$
begin
  raise exception 'work_items: version % cannot follow %', new.version, old.version using errcode = '40001';
end $$;
create trigger version_steps_by_one before update on work_items for each row
  when (not (
    (new.version = old.version + 1 and new.firing_steps = old.firing_steps)
    or (new.version = old.version and new.firing_steps = old.firing_steps + 1)))
  execute function app.refuse_unstepped();

create table work_item_records (
  authority_id uuid not null,
  work_item_id uuid not null,
  kind text not null,
  no integer not null,
  fields jsonb not null,
  added_at timestamptz not null,
  added_by text not null,
  primary key (authority_id, work_item_id, kind, no),
  foreign key (authority_id, work_item_id) references work_items
);
create table evidence_files (
  authority_id uuid not null references authorities,
  sha256 text not null,
  bytes bytea not null,
  added_at timestamptz not null default app.now(),
  primary key (authority_id, sha256)
);
create table work_item_evidence (
  authority_id uuid not null,
  work_item_id uuid not null,
  no integer not null,
  title text not null,
  note text,
  link text,
  file_name text,
  file_sha256 text,
  file_bytes bigint,
  file_media_type text,
  added_at timestamptz not null,
  added_by text not null,
  primary key (authority_id, work_item_id, no),
  foreign key (authority_id, work_item_id) references work_items,
  foreign key (authority_id, file_sha256) references evidence_files
);
create table work_item_links (
  authority_id uuid not null,
  work_item_id uuid not null,
  no integer not null,
  to_item text not null,
  kind text not null,
  added_at timestamptz not null,
  added_by text not null,
  primary key (authority_id, work_item_id, no),
  foreign key (authority_id, work_item_id) references work_items
);

create table deadlines (
  authority_id uuid not null,
  work_item_id uuid not null,
  key text not null,
  occurrence integer not null,
  rule text not null,
  basis text not null check (basis in ('statutory', 'guidance', 'local')),
  -- Ids and versions of all that the calculation used, so that it can be redone for ever.
  versions jsonb not null,
  started_on date not null,
  started_at timestamptz not null,
  statutory_on date,
  calculated_on date not null,
  agreed_on date,
  scheduled_on date,
  due_on date not null,
  due_at timestamptz,
  met_on date,
  status text not null check (status in ('running', 'suspended', 'met', 'missed', 'cancelled')),
  extensions jsonb not null,
  suspensions jsonb not null,
  exceptions jsonb not null,
  receipt jsonb not null,
  reminders jsonb not null,
  escalation text,
  ignores_quiet_hours boolean not null,
  -- What is still to fire, soonest first; next_firing_at is the first of them.
  plan jsonb not null,
  next_firing_at timestamptz,
  -- The body by whose meetings the date goes, also while none is known.
  meeting_body text generated always as (versions ->> 'body') stored,
  primary key (authority_id, work_item_id, key, occurrence),
  foreign key (authority_id, work_item_id) references work_items
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
-- The sweep's claim.
create index deadlines_due on deadlines (authority_id, next_firing_at) where next_firing_at is not null;
-- A meeting added or moved finds what hangs on its body.
create index deadlines_by_meeting on deadlines (authority_id, meeting_body)
  where meeting_body is not null and status in ('running', 'suspended');

create table work_item_events (
  authority_id uuid not null,
  work_item_id uuid not null,
  seq bigint not null generated always as identity,
  -- The item's version after the event; exactly one event has steps_version for each version.
  version integer not null,
  steps_version boolean not null,
  type text not null,
  actor_id text,
  actor_name text not null,
  at timestamptz not null,
  occurred_on date not null,
  recorded_at timestamptz not null default clock_timestamp(),
  xid xid8 not null default pg_current_xact_id(),
  from_state text,
  to_state text,
  fields jsonb,
  reason text,
  -- The item in visible fields as it stood after the event: the as-at report reads nothing else.
  after jsonb not null,
  primary key (authority_id, work_item_id, seq),
  foreign key (authority_id, work_item_id) references work_items
);

create table firings (
  authority_id uuid not null,
  work_item_id uuid not null,
  deadline_key text not null,
  occurrence integer not null,
  kind text not null check (kind in ('reminder', 'due', 'level')),
  mark text not null,
  due_on date not null,
  planned_at timestamptz not null,
  fired_at timestamptz not null,
  late boolean not null,
  seeded boolean not null,
  primary key (authority_id, work_item_id, deadline_key, occurrence, kind, mark, due_on),
  foreign key (authority_id, work_item_id) references work_items
);

create table notices (
  authority_id uuid not null,
  id uuid not null,
  work_item_id uuid not null,
  unique_key text not null,
  post text not null,
  kind text not null,
  channel text not null default 'email',
  deadline_key text,
  deadline_occurrence integer,
  due_on date,
  late boolean not null,
  status text not null default 'waiting' check (status in ('waiting', 'sending', 'sent', 'failed', 'unknown', 'withdrawn')),
  created_at timestamptz not null,
  status_at timestamptz not null,
  primary key (authority_id, id),
  unique (authority_id, work_item_id, unique_key),
  foreign key (authority_id, work_item_id) references work_items
);
-- Forward only: a notice that was sent is never waiting again. unknown may still turn out sent or failed.
create function app.refuse_backward() returns trigger language plpgsql as $$
begin
  raise exception 'notices: % cannot follow %', new.status, old.status using errcode = '23514';
end $$;
create trigger status_moves_forward before update on notices for each row
  when (old.status in ('sent', 'failed', 'withdrawn') and new.status <> old.status
    or new.status = 'waiting' and old.status <> 'waiting')
  execute function app.refuse_backward();

create table outbox (
  authority_id uuid not null,
  id uuid not null,
  unique_key text not null,
  -- Not before; while a lease runs, its end: what is claimed and not settled comes back by itself.
  available_at timestamptz not null,
  attempts integer not null default 0,
  lease_token uuid,
  -- An attempt ended without an answer: the provider is asked before anything is sent again.
  ask_first boolean not null default false,
  outcome text check (outcome in ('sent', 'failed', 'unknown', 'withdrawn')),
  provider_reference text,
  error text,
  created_at timestamptz not null,
  settled_at timestamptz,
  primary key (authority_id, id),
  unique (authority_id, unique_key),
  foreign key (authority_id, id) references notices,
  check ((outcome is null) = (settled_at is null))
) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
create index outbox_available on outbox (authority_id, available_at) where settled_at is null;

create table idempotency_keys (
  authority_id uuid not null references authorities,
  person_id text not null,
  key text not null,
  route text not null,
  body_hash text not null,
  created boolean not null,
  work_item_id uuid not null,
  version integer not null,
  at timestamptz not null,
  primary key (authority_id, person_id, key)
);
create table reference_counters (
  authority_id uuid not null references authorities,
  prefix text not null,
  year integer not null,
  last integer not null,
  primary key (authority_id, prefix, year)
) with (fillfactor = 50);

-- The tamper layer. canonical = the bytes as hashed, with personal values only as salted hashes;
-- leaf = sha256(0x00 || canonical). Values and salts stand apart, so that a lawful deletion keeps every leaf true.
create table audit.entries (
  authority_id uuid not null,
  id uuid not null,
  seq bigint not null generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  recorded_at timestamptz not null default clock_timestamp(),
  action text not null,
  actor text not null,
  object_id uuid,
  canonical bytea not null,
  leaf bytea not null,
  primary key (authority_id, id)
);
create table audit.entry_values (
  authority_id uuid not null,
  entry_id uuid not null,
  salted jsonb not null,
  primary key (authority_id, entry_id)
);
${tables.map(authorityPolicy).join('\n')}

-- Before an authority is known. Neither table is read but through the functions below.
create table sessions (
  id uuid primary key,
  hash bytea not null unique,
  authority_id uuid not null,
  person_id uuid not null,
  persona text,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create table tokens (
  id uuid primary key,
  hash bytea not null unique,
  authority_id uuid not null,
  person_id uuid not null,
  name text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create function app.find_session(p_hash bytea)
returns table (id uuid, authority_id uuid, person_id uuid, persona text, created_at timestamptz, expires_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  found_session sessions;
begin
  select * into found_session from sessions s
   where s.hash = p_hash and s.expires_at > app.now() and s.seen_at > app.now() - interval '30 minutes';
  if not found then return; end if;
  -- Not on every request: a minute is near enough for an idle limit of thirty.
  if found_session.seen_at < app.now() - interval '1 minute' then
    update sessions s set seen_at = app.now() where s.id = found_session.id;
  end if;
  return query select found_session.id, found_session.authority_id, found_session.person_id, found_session.persona,
    found_session.created_at, found_session.expires_at;
end $$;
create function app.end_session(p_hash bytea) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  delete from sessions where hash = p_hash;
end $$;
create function app.find_token(p_hash bytea)
returns table (id uuid, authority_id uuid, person_id uuid, name text, created_at timestamptz, expires_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select t.id, t.authority_id, t.person_id, t.name, t.created_at, t.expires_at from tokens t
   where t.hash = p_hash and t.revoked_at is null and t.expires_at > app.now();
end $$;
create function app.revoke_token(p_authority uuid, p_person uuid, p_id uuid) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update tokens set revoked_at = app.now()
   where id = p_id and authority_id = p_authority and person_id = p_person and revoked_at is null;
  return found;
end $$;
revoke all on function app.find_session(bytea), app.end_session(bytea), app.find_token(bytea),
  app.revoke_token(uuid, uuid, uuid) from public;
grant execute on function app.find_session(bytea), app.end_session(bytea), app.find_token(bytea),
  app.revoke_token(uuid, uuid, uuid) to kept_app;
grant insert on sessions, tokens to kept_app;

grant select, insert, update on work_items, work_item_records, deadlines to kept_app, kept_worker;
grant select, insert on work_item_evidence, work_item_links, work_item_events to kept_app, kept_worker;
grant select, insert on evidence_files, idempotency_keys to kept_app;
grant select, insert, update on reference_counters to kept_app;
grant select on evidence_files, idempotency_keys to kept_worker;
grant select on firings to kept_app;
grant select, insert on firings to kept_worker;
grant select, insert on notices to kept_app;
grant select, insert, update on notices to kept_worker;
grant insert on outbox to kept_app;
grant select, insert, update on outbox to kept_worker;
grant insert on audit.entries, audit.entry_values to kept_app, kept_worker;
grant select on audit.entries, work_item_events to kept_audit_reader;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('The first schema is not taken back: drop the database.'));
  }
}
