import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who follows which item; what moves of it is told to them as people, in the writing of the change itself. */
export class CreateFollows1797028000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table work_item_follows (
  authority_id uuid not null,
  work_item_id uuid not null,
  person_id uuid not null,
  since timestamptz not null,
  -- By item: each change looks here for whom to tell.
  primary key (authority_id, work_item_id, person_id),
  foreign key (authority_id, work_item_id) references work_items,
  foreign key (authority_id, person_id) references people
);
-- What one person follows.
create index work_item_follows_of_person on work_item_follows (authority_id, person_id, work_item_id);
alter table work_item_follows enable row level security, force row level security;
create policy authority on work_item_follows to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
grant select, insert, delete on work_item_follows to kept_app;
-- A sweep and a recalculation tell too; and a follow ends where its reader may no longer be told.
grant select, delete on work_item_follows to kept_worker;

-- How often somebody is told of what they follow.
alter table telling_preferences
  add column followed text not null default 'daily' check (followed in ('at-once', 'daily', 'weekly'));

-- One notice for each follower who is not excepted, and none beside one that still waits: it says that the item moved, and
-- not how, so the one that waits tells of this change too. p_news: [{work_item_id, unique_key, created_at, except}].
create function app.tell_followers(p_authority uuid, p_news jsonb, p_tell_from timestamptz) returns void language plpgsql as $$
begin
  with told as (
    insert into notices (authority_id, id, work_item_id, unique_key, post, kind, late, created_at, status_at)
      select p_authority, gen_random_uuid(), n.work_item_id, n.unique_key || ':' || f.person_id, 'person:' || f.person_id,
        'followed', false, n.created_at, n.created_at
      from jsonb_to_recordset(p_news) n (work_item_id uuid, unique_key text, created_at timestamptz, "except" uuid[])
      join work_item_follows f on f.authority_id = p_authority and f.work_item_id = n.work_item_id
      where f.person_id <> all (n."except")
        and not exists (select from notices w where w.authority_id = p_authority and w.post = 'person:' || f.person_id
          and w.work_item_id = n.work_item_id and w.kind = 'followed' and w.status = 'waiting')
      on conflict do nothing
      returning id, work_item_id, unique_key, created_at)
  insert into outbox (authority_id, id, unique_key, available_at, created_at)
    select p_authority, t.id, t.work_item_id || ':' || t.unique_key, coalesce(p_tell_from, t.created_at), t.created_at from told t;
end $$;

-- As before, and beside it p_effects.follows: what is told to whoever follows the item.
create or replace function app.write_effects(p_authority uuid, p_effects jsonb) returns void language plpgsql as $$
declare
  -- What may still be taken back is told when it no longer may be.
  tell_from timestamptz := (p_effects ->> 'tellFrom')::timestamptz;
begin
  if p_effects ? 'deadlines' then
    insert into deadlines (authority_id, work_item_id, key, occurrence, rule, basis, versions, started_on, started_at, statutory_on,
        calculated_on, agreed_on, scheduled_on, due_on, due_at, met_on, status, extensions, suspensions, exceptions, receipt,
        reminders, escalation, ignores_quiet_hours, plan, next_firing_at)
      select p_authority, d.work_item_id, d.key, d.occurrence, d.rule, d.basis, d.versions, d.started_on, d.started_at, d.statutory_on,
        d.calculated_on, d.agreed_on, d.scheduled_on, d.due_on, d.due_at, d.met_on, d.status, d.extensions, d.suspensions,
        d.exceptions, d.receipt, d.reminders, d.escalation, d.ignores_quiet_hours, d.plan, d.next_firing_at
      from jsonb_populate_recordset(null::deadlines, p_effects -> 'deadlines') d
      on conflict (authority_id, work_item_id, key, occurrence) do update set
        rule = excluded.rule, basis = excluded.basis, versions = excluded.versions, started_on = excluded.started_on,
        started_at = excluded.started_at, statutory_on = excluded.statutory_on, calculated_on = excluded.calculated_on,
        agreed_on = excluded.agreed_on, scheduled_on = excluded.scheduled_on, due_on = excluded.due_on, due_at = excluded.due_at,
        met_on = excluded.met_on, status = excluded.status, extensions = excluded.extensions, suspensions = excluded.suspensions,
        exceptions = excluded.exceptions, receipt = excluded.receipt, reminders = excluded.reminders, escalation = excluded.escalation,
        ignores_quiet_hours = excluded.ignores_quiet_hours, plan = excluded.plan, next_firing_at = excluded.next_firing_at;
  end if;
  if p_effects ? 'records' then
    insert into work_item_records (authority_id, work_item_id, kind, no, fields, added_at, added_by)
      select p_authority, r.work_item_id, r.kind, r.no, r.fields, r.added_at, r.added_by
      from jsonb_populate_recordset(null::work_item_records, p_effects -> 'records') r
      on conflict (authority_id, work_item_id, kind, no) do update set fields = excluded.fields;
  end if;
  if p_effects ? 'evidence' then
    insert into work_item_evidence (authority_id, work_item_id, no, title, note, link, file_name, file_sha256, file_bytes,
        file_media_type, added_at, added_by)
      select p_authority, e.work_item_id, e.no, e.title, e.note, e.link, e.file_name, e.file_sha256, e.file_bytes, e.file_media_type,
        e.added_at, e.added_by
      from jsonb_populate_recordset(null::work_item_evidence, p_effects -> 'evidence') e;
  end if;
  if p_effects ? 'links' then
    insert into work_item_links (authority_id, work_item_id, no, to_item, kind, added_at, added_by)
      select p_authority, l.work_item_id, l.no, l.to_item, l.kind, l.added_at, l.added_by
      from jsonb_populate_recordset(null::work_item_links, p_effects -> 'links') l;
  end if;
  insert into work_item_events (authority_id, work_item_id, version, steps_version, type, actor_id, actor_name, at, occurred_on,
      from_state, to_state, fields, reason, after)
    select p_authority, e.work_item_id, e.version, e.steps_version, e.type, e.actor_id, e.actor_name, e.at, e.occurred_on,
      e.from_state, e.to_state, e.fields, e.reason, e.after
    from jsonb_populate_recordset(null::work_item_events, p_effects -> 'events') e;
  if p_effects ? 'notices' then
    insert into notices (authority_id, id, work_item_id, unique_key, post, kind, deadline_key, deadline_occurrence, due_on, late,
        created_at, status_at)
      select p_authority, n.id, n.work_item_id, n.unique_key, n.post, n.kind, n.deadline_key, n.deadline_occurrence, n.due_on, n.late,
        n.created_at, n.created_at
      from jsonb_populate_recordset(null::notices, p_effects -> 'notices') n
      on conflict do nothing;
    insert into outbox (authority_id, id, unique_key, available_at, created_at)
      select p_authority, n.id, n.work_item_id || ':' || n.unique_key, coalesce(tell_from, n.created_at), n.created_at
      from jsonb_populate_recordset(null::notices, p_effects -> 'notices') n
      on conflict do nothing;
  end if;
  if p_effects ? 'follows' then perform app.tell_followers(p_authority, p_effects -> 'follows', tell_from); end if;
  insert into audit.entries (authority_id, id, action, actor, object_id, canonical, leaf)
    select p_authority, a.id, a.action, a.actor, a.object_id, c.canonical, sha256('\\x00'::bytea || c.canonical)
    from jsonb_to_recordset(p_effects -> 'audit') a (id uuid, action text, actor text, object_id uuid, canonical text),
      lateral (select convert_to(a.canonical, 'UTF8') as canonical) c;
  if p_effects ? 'salted' then
    insert into audit.entry_values (authority_id, entry_id, salted)
      select p_authority, s.entry_id, s.salted from jsonb_to_recordset(p_effects -> 'salted') s (entry_id uuid, salted jsonb);
  end if;
end $$;

-- Ends a follow, and with it what waits to be told of it: the app may not read the outbox. What was tried goes its way.
grant select, delete on work_item_follows to kept_registrar;
grant create on schema app to kept_registrar;
create function app.end_follow(p_authority uuid, p_item uuid, p_person uuid) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  waiting uuid[];
begin
  perform app.enter(p_authority);
  delete from work_item_follows where authority_id = p_authority and work_item_id = p_item and person_id = p_person;
  if not found then return; end if;
  select array_agg(n.id) into waiting from notices n
    where n.authority_id = p_authority and n.post = 'person:' || p_person and n.work_item_id = p_item
      and n.kind = 'followed' and n.status = 'waiting';
  with withdrawn as (
    update outbox set outcome = 'withdrawn', settled_at = app.now()
      where authority_id = p_authority and id = any (waiting)
        and settled_at is null and lease_token is null and first_tried_at is null
      returning id)
  update notices set status = 'withdrawn', status_at = app.now()
    where authority_id = p_authority and id in (select w.id from withdrawn w);
end $$;
alter function app.end_follow(uuid, uuid, uuid) owner to kept_registrar;
revoke all on function app.end_follow(uuid, uuid, uuid) from public;
grant execute on function app.end_follow(uuid, uuid, uuid) to kept_app, kept_owner;

-- As before, and with it what followers were to be told of the change that is taken back.
create or replace function app.withdraw_telling(p_authority uuid, p_item uuid, p_post text, p_since timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  told uuid[];
begin
  perform app.enter(p_authority);
  -- A date that passed or a level that rose meanwhile was told to whom the owner then was and reported to, and is told once.
  if exists (select from notices n where n.authority_id = p_authority and n.work_item_id = p_item
      and n.created_at > p_since and n.kind in ('reminder', 'overdue', 'escalation', 'date-moved')) then
    return false;
  end if;
  select array_agg(n.id) into told from notices n
    where n.authority_id = p_authority and n.work_item_id = p_item and n.created_at >= p_since
      and (n.post = p_post and n.kind = 'assigned' or n.kind = 'followed');
  perform from outbox o where o.authority_id = p_authority and o.id = any (told) order by o.id for update;
  if exists (select from outbox o where o.authority_id = p_authority and o.id = any (told)
      and (o.lease_token is not null or o.first_tried_at is not null or o.settled_at is not null and o.outcome <> 'withdrawn')) then
    return false;
  end if;
  update outbox set outcome = 'withdrawn', settled_at = app.now()
    where authority_id = p_authority and id = any (told) and settled_at is null;
  update notices set status = 'withdrawn', status_at = app.now()
    where authority_id = p_authority and id = any (told) and status = 'waiting';
  return true;
end $$;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('The schema before knows no follows: restore a backup.'));
  }
}
