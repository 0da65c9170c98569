import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One change over many items, and ten minutes in which whoever made it may take it back. What it would tell waits those ten
 * minutes in the outbox, and is withdrawn with the change; an item of which somebody was told is not taken back.
 */
export class CreateBulkChanges1797010000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table bulk_changes (
  authority_id uuid not null,
  id uuid not null,
  to_post text not null,
  at timestamptz not null,
  actor_id text not null,
  -- Null where none was sent: such a call is never asked for again.
  idempotency_key text,
  body_hash text not null,
  -- Each item as it was looked at: what it was called, its version, its owner then, and why it is refused.
  items jsonb not null,
  -- A result for each of them; null until the last is known.
  results jsonb,
  undone_at timestamptz,
  undo_results jsonb,
  primary key (authority_id, id),
  -- A repeated call finds the first.
  unique (authority_id, actor_id, idempotency_key),
  foreign key (authority_id, to_post) references posts,
  check (undo_results is null or undone_at is not null)
);
alter table bulk_changes enable row level security, force row level security;
create policy authority on bulk_changes to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
grant select, insert, update (results, undone_at, undo_results) on bulk_changes to kept_app;

-- The app may not read the outbox. Withdraws what this post was to be told of getting the item since then; false where a message
-- has gone or is on its way, and then nothing is withdrawn. Whoever asks holds the item's row.
create function app.withdraw_telling(p_authority uuid, p_item uuid, p_post text, p_since timestamptz) returns boolean
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
    where n.authority_id = p_authority and n.work_item_id = p_item and n.post = p_post and n.kind = 'assigned' and n.created_at >= p_since;
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
alter function app.withdraw_telling(uuid, uuid, text, timestamptz) owner to kept_registrar;
revoke all on function app.withdraw_telling(uuid, uuid, text, timestamptz) from public;
grant execute on function app.withdraw_telling(uuid, uuid, text, timestamptz) to kept_app, kept_owner;

-- As before, and beside it p_effects.tellFrom: the instant before which nothing of this is told.
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
  insert into audit.entries (authority_id, id, action, actor, object_id, canonical, leaf)
    select p_authority, a.id, a.action, a.actor, a.object_id, c.canonical, sha256('\\x00'::bytea || c.canonical)
    from jsonb_to_recordset(p_effects -> 'audit') a (id uuid, action text, actor text, object_id uuid, canonical text),
      lateral (select convert_to(a.canonical, 'UTF8') as canonical) c;
  if p_effects ? 'salted' then
    insert into audit.entry_values (authority_id, entry_id, salted)
      select p_authority, s.entry_id, s.salted from jsonb_to_recordset(p_effects -> 'salted') s (entry_id uuid, salted jsonb);
  end if;
end $$;

-- As before, and beside it p_change.takesBack {post, since}: what it withdraws of the telling. Answers {kind: told} where it cannot.
create or replace function app.apply_transition(
  p_authority uuid, p_item uuid, p_version integer, p_firings integer, p_revision bigint, p_change jsonb, p_idempotency jsonb
) returns jsonb language plpgsql as $$
declare
  r work_items;
  stands_version integer;
  stands_firings integer;
  new_reference text;
begin
  perform app.enter(p_authority);
  perform pg_advisory_xact_lock_shared(app.lock_key(p_authority));
  if app.reference_revision(p_authority) <> p_revision then
    return jsonb_build_object('kind', 'reference-moved');
  end if;
  -- The first request with a key is waited for, five seconds.
  if p_idempotency is not null then perform set_config('lock_timeout', '5s', true); end if;
  if p_version > 0 then
    select version, firing_steps into stands_version, stands_firings
      from work_items where authority_id = p_authority and id = p_item for update;
    if not found then return jsonb_build_object('kind', 'unknown'); end if;
    if stands_version <> p_version or stands_firings <> p_firings then
      if p_idempotency is not null and exists (
        select from idempotency_keys k where k.authority_id = p_authority
          and k.person_id = p_idempotency ->> 'person' and k.key = p_idempotency ->> 'key')
      then return jsonb_build_object('kind', 'replayed'); end if;
      return jsonb_build_object('kind', 'moved', 'version', stands_version);
    end if;
  end if;
  -- Before anything is written, so that a change that was told of is refused whole.
  if p_change ? 'takesBack' and not app.withdraw_telling(p_authority, p_item, p_change -> 'takesBack' ->> 'post',
      (p_change -> 'takesBack' ->> 'since')::timestamptz) then
    return jsonb_build_object('kind', 'told');
  end if;
  r := jsonb_populate_record(null::work_items, p_change -> 'item');
  if p_idempotency is not null then
    insert into idempotency_keys (authority_id, person_id, key, route, body_hash, created, work_item_id, version, at)
      values (p_authority, p_idempotency ->> 'person', p_idempotency ->> 'key', p_idempotency ->> 'route',
        p_idempotency ->> 'bodyHash', p_version = 0, p_item, r.version, app.now())
      on conflict do nothing;
    if not found then return jsonb_build_object('kind', 'replayed'); end if;
  end if;
  if p_change ? 'numbering' then new_reference := app.next_reference(p_authority, p_change ->> 'numbering'); end if;
  if p_version = 0 then
    insert into work_items (authority_id, id, reference, workflow, definition_version, title, state, entered_at, returns_to, part_of, level, closed,
        exempt, classification, restricted_to_posts, restricted_to_people, hidden_from, owner_post, contributors, fields, next_due_on, awaits_meeting,
        done_by, version, created_at, created_by)
      values (p_authority, p_item, new_reference, r.workflow, r.definition_version, r.title, r.state, r.entered_at, r.returns_to, r.part_of, r.level, r.closed,
        r.exempt, r.classification, r.restricted_to_posts, r.restricted_to_people, r.hidden_from, r.owner_post, r.contributors,
        r.fields, r.next_due_on, r.awaits_meeting, r.done_by, r.version, r.created_at, r.created_by);
  else
    update work_items set
        reference = coalesce(new_reference, reference), title = r.title, state = r.state, entered_at = r.entered_at,
        returns_to = r.returns_to, part_of = r.part_of, level = r.level,
        closed = r.closed, exempt = r.exempt, classification = r.classification, restricted_to_posts = r.restricted_to_posts,
        restricted_to_people = r.restricted_to_people, hidden_from = r.hidden_from, owner_post = r.owner_post,
        contributors = r.contributors, fields = r.fields, next_due_on = r.next_due_on, awaits_meeting = r.awaits_meeting, done_by = r.done_by, version = r.version, firing_steps = r.firing_steps
      where authority_id = p_authority and id = p_item
      returning reference into new_reference;
  end if;
  perform app.write_effects(p_authority, p_change);
  return jsonb_build_object('kind', 'applied', 'reference', new_reference, 'version', r.version);
end $$;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('What was changed and taken back in bulk is kept: restore a backup.'));
  }
}
