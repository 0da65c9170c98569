import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How each person is told, what they have read, the feed of their dates, and what the outbox needs to send one digest in
 * place of a flood: a message carried by another, one set aside after three crashes, transports that pause, and a stop.
 */
export class CreateTelling1797001000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table telling_preferences (
  authority_id uuid not null,
  person_id uuid not null,
  mode text not null check (mode in ('at-once', 'daily', 'weekly')),
  channel text not null check (channel in ('email', 'teams', 'none')),
  changed_at timestamptz not null,
  primary key (authority_id, person_id),
  foreign key (authority_id, person_id) references people
);
create table notice_reads (
  authority_id uuid not null,
  person_id uuid not null,
  notice_id uuid not null,
  read_at timestamptz not null,
  primary key (authority_id, person_id, notice_id),
  foreign key (authority_id, person_id) references people,
  foreign key (authority_id, notice_id) references notices
);
-- The secret itself is shown once and kept nowhere.
create table calendar_feeds (
  authority_id uuid not null,
  person_id uuid not null,
  hash bytea not null,
  made_at timestamptz not null,
  primary key (authority_id, person_id),
  foreign key (authority_id, person_id) references people
);
-- Whoever asks for a feed names no authority: the hash is all there is.
create unique index calendar_feeds_by_hash on calendar_feeds (hash);

${['telling_preferences', 'notice_reads', 'calendar_feeds']
  .map(
    (table) => `alter table ${table} enable row level security, force row level security;
create policy authority on ${table} to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));`,
  )
  .join('\n')}
grant select, insert, update on telling_preferences to kept_app;
grant select on telling_preferences to kept_worker;
grant select, insert on notice_reads to kept_app;
grant select, insert, update, delete on calendar_feeds to kept_app;

alter table outbox
  add column carried_by uuid,
  -- Leases that ended without an answer: the process that held them died, or was frozen.
  add column lapses integer not null default 0,
  add column first_tried_at timestamptz,
  drop constraint outbox_outcome_check,
  add constraint outbox_outcome_check check (
    outcome in ('sent', 'delivered', 'failed', 'unknown', 'withdrawn', 'shown', 'carried', 'quarantined')),
  add constraint outbox_carried_check check ((outcome is not distinct from 'carried') = (carried_by is not null)),
  add foreign key (authority_id, carried_by) references outbox;
-- In the order in which they are claimed: thousands that were held come due at the same 08:00.
drop index outbox_available;
create index outbox_available on outbox (authority_id, available_at, id) where settled_at is null;
-- What a carrier carries: when it is tried again, and when it is settled.
create index outbox_carried on outbox (authority_id, carried_by) where carried_by is not null;

-- A receipt names the message that was sent; what it carried was delivered, or was not, with it.
create function app.tell_carried() returns trigger language plpgsql as $$
begin
  update notices n set status = new.outcome, status_at = app.now()
    from outbox c where c.authority_id = new.authority_id and c.carried_by = new.id
      and n.authority_id = new.authority_id and n.id = c.id and n.status <> new.outcome;
  return null;
end $$;
create trigger receipt_tells_carried after update of outcome on outbox for each row
  when (old.outcome in ('sent', 'unknown') and new.outcome in ('delivered', 'failed'))
  execute function app.tell_carried();

alter table notices
  drop constraint notices_status_check,
  add constraint notices_status_check check (
    status in ('waiting', 'sending', 'quarantined', 'unknown', 'sent', 'delivered', 'failed', 'withdrawn', 'shown'));
drop trigger status_moves_forward on notices;
-- Forward only: nothing waits again, sent becomes at most delivered or failed, and what has ended has ended.
create trigger status_moves_forward before update on notices for each row
  when (old.status <> new.status and (new.status = 'waiting' or old.status in ('delivered', 'failed', 'withdrawn', 'shown')
    or old.status = 'sent' and new.status not in ('delivered', 'failed')))
  execute function app.refuse_backward();
-- The messages of a post, newest first: the page of whoever answers for it.
create index notices_by_post on notices (authority_id, post, created_at desc, id);
-- What waits for a post, to go together.
create index notices_waiting on notices (authority_id, post, created_at, id) where status in ('waiting', 'sending');
-- What was set aside, for the administrator.
create index notices_set_aside on notices (authority_id, created_at, id) where status = 'quarantined';

-- One row for each way out, for all authorities: the processes agree here when to pause, and on how many a minute.
create table transports (
  key text primary key,
  refusals integer not null default 0,
  openings integer not null default 0,
  paused_until timestamptz,
  tokens double precision not null default 0,
  refilled_at timestamptz not null
);
create table sending_control (
  one boolean primary key default true check (one),
  frozen_at timestamptz,
  reason text
);
insert into sending_control default values;
grant select, insert, update on transports to kept_worker;
grant select on transports, sending_control to kept_app;
grant select, update on sending_control to kept_worker;
grant select on sending_control to kept_registrar;

-- How many of p_wanted may be handed over now: {granted, waitUntil}. After five refusals in a row one tries for all.
create function app.take_sends(p_transport text, p_wanted integer, p_per_minute integer) returns jsonb
language plpgsql as $$
declare
  t transports;
  this_moment timestamptz := app.now();
  held double precision;
  given integer;
begin
  select * into t from transports where key = p_transport;
  if not found then
    insert into transports (key, refilled_at, tokens) values (p_transport, this_moment, 1) on conflict do nothing;
  elsif t.refusals < 5 and p_per_minute is null then
    return jsonb_build_object('granted', p_wanted, 'waitUntil', this_moment);
  end if;
  select * into t from transports where key = p_transport for update;
  if t.refusals >= 5 then
    -- A pause that ends in more than ten minutes was set by a clock that has been put back since.
    if t.paused_until > this_moment and t.paused_until < this_moment + interval '10 minutes' then
      return jsonb_build_object('granted', 0, 'waitUntil', t.paused_until);
    end if;
    update transports set paused_until = this_moment + interval '30 seconds' where key = p_transport;
    return jsonb_build_object('granted', least(1, p_wanted), 'waitUntil', this_moment + interval '30 seconds');
  end if;
  if p_per_minute is null then return jsonb_build_object('granted', p_wanted, 'waitUntil', this_moment); end if;
  -- A bucket of ten seconds' worth, filled by the clock.
  held := least(greatest(1, p_per_minute / 6.0),
    t.tokens + greatest(0, extract(epoch from this_moment - t.refilled_at)) * p_per_minute / 60.0);
  given := least(p_wanted, floor(held)::integer);
  update transports set tokens = held - given, refilled_at = this_moment where key = p_transport;
  return jsonb_build_object('granted', given,
    'waitUntil', this_moment + greatest(1, 60.0 / p_per_minute) * interval '1 second');
end $$;

-- What became of a batch. One that was taken ends the count; after the fifth refusal all pause, 30 s at first, 5 min at most.
create function app.note_sends(p_transport text, p_taken integer, p_refused integer) returns void language plpgsql as $$
begin
  if p_taken > 0 then
    update transports set refusals = 0, openings = 0, paused_until = null
      where key = p_transport and (refusals > 0 or openings > 0 or paused_until is not null);
  elsif p_refused > 0 then
    update transports set refusals = refusals + p_refused,
        openings = openings + (refusals + p_refused >= 5)::integer,
        paused_until = case when refusals + p_refused >= 5
          then app.now() + least(300, 30 * power(2, least(openings, 10))) * interval '1 second' else paused_until end
      where key = p_transport;
  end if;
end $$;

grant create on schema app to kept_registrar;
create or replace function app.outbox_authorities(p_limit integer) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if exists (select from sending_control where frozen_at is not null) then return; end if;
  return query
    with recursive authority as (
      (select o.authority_id from outbox o where o.settled_at is null order by o.authority_id limit 1)
      union all
      select (select o.authority_id from outbox o where o.authority_id > a.authority_id and o.settled_at is null
          order by o.authority_id limit 1)
        from authority a where a.authority_id is not null)
    select a.authority_id from authority a
      where a.authority_id is not null
        and exists (select from outbox o where o.authority_id = a.authority_id and o.settled_at is null and o.available_at <= app.now())
      order by random() limit p_limit;
end $$;

-- The app may not read the outbox: an administrator's decision on what was set aside passes through here.
grant select, update on outbox, notices to kept_registrar;
create function app.decide_set_aside(p_authority uuid, p_id uuid, p_release boolean, p_why text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform app.enter(p_authority);
  update outbox set
      outcome = case when p_release then null else 'failed' end, settled_at = case when p_release then null else app.now() end,
      available_at = app.now(), attempts = 0, lapses = 0, lease_token = null, first_tried_at = null, error = p_why
    where authority_id = p_authority and id = p_id and outcome = 'quarantined';
  if not found then return false; end if;
  update notices n set status = case when p_release then 'sending' else 'failed' end, status_at = app.now()
    where n.authority_id = p_authority and (n.id = p_id
      or n.id in (select c.id from outbox c where c.authority_id = p_authority and c.carried_by = p_id));
  return true;
end $$;
alter function app.decide_set_aside(uuid, uuid, boolean, text) owner to kept_registrar;
revoke all on function app.decide_set_aside(uuid, uuid, boolean, text) from public;
grant execute on function app.decide_set_aside(uuid, uuid, boolean, text) to kept_app, kept_owner;

create policy feed_found on calendar_feeds for select to kept_registrar using (true);
grant select on calendar_feeds to kept_registrar;
create function app.find_calendar_feed(p_hash bytea) returns table (authority_id uuid, person_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select f.authority_id, f.person_id from calendar_feeds f where f.hash = p_hash;
end $$;
alter function app.find_calendar_feed(bytea) owner to kept_registrar;
revoke all on function app.find_calendar_feed(bytea) from public;
grant execute on function app.find_calendar_feed(bytea) to kept_app, kept_owner;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(
      new Error('What was carried or set aside cannot be told in the schema before: restore a backup.'),
    );
  }
}
