import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The hot path: one call reads all that a decision needs, one call writes all that it decided. SECURITY INVOKER, so that
 * row-level security holds inside; plpgsql, since LANGUAGE sql runs at half the speed on PostgreSQL 15.
 * Everybody locks the item, then its deadlines, then the outbox.
 */
export class CreateWritePath1795400003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create function app.deadlines_json(p_authority uuid, p_item uuid, p_receipts boolean) returns json
language plpgsql stable as $$
begin
  return coalesce((
    select json_agg(json_build_object(
        'key', d.key, 'occurrence', d.occurrence, 'rule', d.rule, 'basis', d.basis, 'versions', d.versions,
        'startedOn', d.started_on, 'startedAt', d.started_at, 'statutoryOn', d.statutory_on, 'calculatedOn', d.calculated_on,
        'agreedOn', d.agreed_on, 'scheduledOn', d.scheduled_on, 'dueOn', d.due_on, 'dueAt', d.due_at, 'metOn', d.met_on,
        'status', d.status, 'extensions', d.extensions, 'suspensions', d.suspensions, 'exceptions', d.exceptions,
        'receipt', case when p_receipts then d.receipt else '[]'::jsonb end, 'reminders', d.reminders,
        'escalation', d.escalation, 'ignoresQuietHours', d.ignores_quiet_hours, 'plan', d.plan)
      order by d.started_at, d.key, d.occurrence)
    from deadlines d where d.authority_id = p_authority and d.work_item_id = p_item), '[]'::json);
end $$;

create function app.records_json(p_authority uuid, p_item uuid) returns json language plpgsql stable as $$
begin
  return coalesce((
    select json_object_agg(kind, entries) from (
      select r.kind, json_agg(json_build_object('no', r.no, 'fields', r.fields, 'addedAt', r.added_at, 'addedBy', r.added_by)
          order by r.no) as entries
      from work_item_records r where r.authority_id = p_authority and r.work_item_id = p_item group by r.kind) kinds), '{}'::json);
end $$;

-- The item in the domain's words; what hangs on it is handed in, since a list shows less of it.
create function app.work_item_json(w work_items, p_deadlines json, p_records json, p_evidence json, p_links json) returns json
language plpgsql stable as $$
begin
  return json_build_object(
    'id', w.id, 'reference', w.reference, 'workflow', w.workflow, 'definitionVersion', w.definition_version, 'title', w.title,
    'state', w.state, 'enteredAt', w.entered_at, 'level', w.level, 'closed', w.closed, 'exempt', w.exempt,
    'restrictedTo', case when w.restricted_to_posts is null then null
      else json_build_object('posts', w.restricted_to_posts, 'people', w.restricted_to_people) end,
    'hiddenFrom', w.hidden_from, 'ownerPost', w.owner_post, 'contributors', w.contributors, 'fields', w.fields, 'nextDueOn', w.next_due_on,
    'doneBy', w.done_by, 'version', w.version, 'firingSteps', w.firing_steps, 'createdAt', w.created_at, 'createdBy', w.created_by,
    'deadlines', p_deadlines, 'records', p_records, 'evidence', p_evidence, 'links', p_links);
end $$;

create function app.whole_item_json(w work_items) returns json language plpgsql stable as $$
begin
  return app.work_item_json(w, app.deadlines_json(w.authority_id, w.id, true), app.records_json(w.authority_id, w.id),
    coalesce((
      select json_agg(json_build_object('no', e.no, 'title', e.title, 'note', e.note, 'link', e.link,
          'file', case when e.file_sha256 is null then null else json_build_object(
            'name', e.file_name, 'sha256', e.file_sha256, 'bytes', e.file_bytes, 'mediaType', e.file_media_type) end,
          'addedAt', e.added_at, 'addedBy', e.added_by) order by e.no)
      from work_item_evidence e where e.authority_id = w.authority_id and e.work_item_id = w.id), '[]'::json),
    coalesce((
      select json_agg(json_build_object('no', l.no, 'to', l.to_item, 'kind', l.kind, 'addedAt', l.added_at, 'addedBy', l.added_by)
        order by l.no)
      from work_item_links l where l.authority_id = w.authority_id and l.work_item_id = w.id), '[]'::json));
end $$;

-- p_which: id or reference, null before a creation. p_key: idempotency key, or null.
create function app.read_for_decision(p_authority uuid, p_which text, p_person text, p_key text) returns json
language plpgsql as $$
declare
  w work_items;
  outcome jsonb;
  this_moment timestamptz := app.now();
begin
  perform app.enter(p_authority);
  if p_key is not null then
    select jsonb_build_object('route', k.route, 'bodyHash', k.body_hash, 'created', k.created, 'itemId', k.work_item_id,
        'version', k.version) into outcome
      from idempotency_keys k where k.authority_id = p_authority and k.person_id = p_person and k.key = p_key;
    if outcome is not null then p_which := outcome ->> 'itemId'; end if;
  end if;
  if p_which ~ '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$' then
    select * into w from work_items i where i.authority_id = p_authority and i.id = p_which::uuid;
  elsif p_which is not null then
    select * into w from work_items i where i.authority_id = p_authority and i.reference = p_which;
  end if;
  return json_build_object(
    'now', this_moment, 'today', (this_moment at time zone 'Europe/London')::date, 'revision', app.reference_revision(p_authority), 'outcome', outcome,
    'item', case when w.id is null then null else app.whole_item_json(w) end);
end $$;

-- What hangs on an item and differs, its events, and who is to be told. The item's row is locked by the caller.
create function app.write_effects(p_authority uuid, p_effects jsonb) returns void language plpgsql as $$
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
      select p_authority, n.id, n.work_item_id || ':' || n.unique_key, n.created_at, n.created_at
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

-- PREFIX-YYYY-NNN, the year by the clock; no number is used twice.
create function app.next_reference(p_authority uuid, p_prefix text) returns text language plpgsql as $$
declare
  this_year integer := extract(year from app.today());
  number integer;
begin
  insert into reference_counters as c (authority_id, prefix, year, last) values (p_authority, p_prefix, this_year, 1)
    on conflict (authority_id, prefix, year) do update set last = c.last + 1
    returning last into number;
  return p_prefix || '-' || this_year || '-' || lpad(number::text, greatest(3, length(number::text)), '0');
end $$;

/*
 * Writes one decision. p_version and p_firings are those it was decided on (0 and 0 for a creation), p_revision the reference
 * revision. p_change: {item: row, numbering: prefix or absent, deadlines, records, evidence, links, events, notices, audit, salted}.
 * p_idempotency: {person, key, route, bodyHash} or null. Answers {kind: applied | reference-moved | moved | replayed | unknown}.
 */
create function app.apply_transition(
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
    insert into work_items (authority_id, id, reference, workflow, definition_version, title, state, entered_at, level, closed, exempt,
        classification, restricted_to_posts, restricted_to_people, hidden_from, owner_post, contributors, fields, next_due_on, awaits_meeting,
        done_by, version, created_at, created_by)
      values (p_authority, p_item, new_reference, r.workflow, r.definition_version, r.title, r.state, r.entered_at, r.level, r.closed,
        r.exempt, r.classification, r.restricted_to_posts, r.restricted_to_people, r.hidden_from, r.owner_post, r.contributors,
        r.fields, r.next_due_on, r.awaits_meeting, r.done_by, r.version, r.created_at, r.created_by);
  else
    update work_items set
        reference = coalesce(new_reference, reference), title = r.title, state = r.state, entered_at = r.entered_at, level = r.level,
        closed = r.closed, exempt = r.exempt, classification = r.classification, restricted_to_posts = r.restricted_to_posts,
        restricted_to_people = r.restricted_to_people, hidden_from = r.hidden_from, owner_post = r.owner_post,
        contributors = r.contributors, fields = r.fields, next_due_on = r.next_due_on, awaits_meeting = r.awaits_meeting, done_by = r.done_by, version = r.version, firing_steps = r.firing_steps
      where authority_id = p_authority and id = p_item
      returning reference into new_reference;
  end if;
  perform app.write_effects(p_authority, p_change);
  return jsonb_build_object('kind', 'applied', 'reference', new_reference, 'version', r.version);
end $$;

-- Items with something due, locked with their due deadlines; what others hold is left to them.
create function app.claim_due(p_authority uuid, p_limit integer) returns json
language plpgsql set plan_cache_mode = force_custom_plan as $$
declare
  claimed uuid[];
begin
  perform app.enter(p_authority);
  perform pg_advisory_xact_lock_shared(app.lock_key(p_authority));
  select array_agg(distinct due.id) into claimed from (
    select w.id from deadlines d
      join work_items w on w.authority_id = d.authority_id and w.id = d.work_item_id
      where d.authority_id = p_authority and d.next_firing_at <= app.now()
      order by d.next_firing_at limit p_limit
      for update of w, d skip locked) due;
  return json_build_object('now', app.now(), 'today', app.today(), 'revision', app.reference_revision(p_authority), 'items', app.items_json(p_authority, claimed));
end $$;

-- Items whose open deadlines go by the meetings of this body, and those that wait for one, locked in the order of their ids.
create function app.claim_by_meeting(p_authority uuid, p_body text) returns json language plpgsql as $$
declare
  claimed uuid[];
begin
  select array_agg(held.id) into claimed from (
    select w.id from work_items w where w.authority_id = p_authority and w.id in (
        select d.work_item_id from deadlines d
        where d.authority_id = p_authority and d.meeting_body = p_body and d.status in ('running', 'suspended')
        union all
        select a.id from work_items a where a.authority_id = p_authority and a.awaits_meeting)
      order by w.id for update) held;
  return json_build_object('now', app.now(), 'today', app.today(), 'revision', app.reference_revision(p_authority), 'items', app.items_json(p_authority, claimed));
end $$;

-- Each item with the firings that its deadlines have behind them, so that a date moved there and back tells nobody twice.
create function app.items_json(p_authority uuid, p_items uuid[]) returns json language plpgsql stable as $$
begin
  return coalesce((
    select json_agg(json_build_object('item', app.whole_item_json(w), 'fired', coalesce((
        select json_agg(json_build_object('key', f.deadline_key, 'occurrence', f.occurrence, 'kind', f.kind, 'mark', f.mark,
          'dueOn', f.due_on)) from firings f where f.authority_id = p_authority and f.work_item_id = w.id), '[]'::json)))
    from work_items w where w.authority_id = p_authority and w.id = any (p_items)), '[]'::json);
end $$;

-- Writes decisions on items that the caller's transaction holds locked: {items: [row], firings, and as in write_effects}.
-- Answers how many of the firings are late, that is after their own day.
create function app.apply_firings(p_authority uuid, p_batch jsonb) returns integer
language plpgsql set plan_cache_mode = force_custom_plan as $$
declare
  expected integer := jsonb_array_length(p_batch -> 'items');
  written integer;
  late_ones integer := 0;
begin
  perform app.enter(p_authority);
  update work_items w set
      title = r.title, state = r.state, entered_at = r.entered_at, level = r.level, closed = r.closed, owner_post = r.owner_post,
      contributors = r.contributors, fields = r.fields, next_due_on = r.next_due_on, awaits_meeting = r.awaits_meeting, done_by = r.done_by, version = r.version,
      firing_steps = r.firing_steps
    from jsonb_populate_recordset(null::work_items, p_batch -> 'items') r
    where w.authority_id = p_authority and w.id = r.id;
  get diagnostics written = row_count;
  if written <> expected then
    raise exception 'apply_firings: % of % items written', written, expected using errcode = '40001';
  end if;
  -- No ON CONFLICT: a firing that stands already was not to be decided again, and the batch fails.
  if p_batch ? 'firings' then
    with fired as (
      insert into firings (authority_id, work_item_id, deadline_key, occurrence, kind, mark, due_on, planned_at, fired_at, late, seeded)
        select p_authority, f.work_item_id, f.deadline_key, f.occurrence, f.kind, f.mark, f.due_on, f.planned_at, f.fired_at,
          (f.planned_at at time zone 'Europe/London')::date < app.today(), f.seeded
        from jsonb_populate_recordset(null::firings, p_batch -> 'firings') f
        returning late)
      select count(*) filter (where late) into late_ones from fired;
  end if;
  perform app.write_effects(p_authority, p_batch);
  return late_ones;
end $$;

create policy due_reader on deadlines for select to kept_due_reader using (true);
grant select on deadlines to kept_due_reader;
-- Hops from authority to authority on the index: one with a hundred thousand due costs as much as one with one.
create function app.due_authorities(p_limit integer) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query
    with recursive authority as (
      (select d.authority_id from deadlines d where d.next_firing_at is not null order by d.authority_id limit 1)
      union all
      select (select d.authority_id from deadlines d where d.authority_id > a.authority_id and d.next_firing_at is not null
          order by d.authority_id limit 1)
        from authority a where a.authority_id is not null)
    select a.authority_id from authority a
      where a.authority_id is not null
        and exists (select from deadlines d where d.authority_id = a.authority_id and d.next_firing_at <= app.now())
      order by random() limit p_limit;
end $$;
alter function app.due_authorities(integer) owner to kept_due_reader;
revoke all on function app.due_authorities(integer) from public;
grant execute on function app.due_authorities(integer) to kept_worker, kept_owner;

create policy outbox_due on outbox for select to kept_registrar using (true);
grant select (authority_id, available_at, settled_at) on outbox to kept_registrar;
create function app.outbox_authorities(p_limit integer) returns setof uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
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
alter function app.outbox_authorities(integer) owner to kept_registrar;
revoke all on function app.outbox_authorities(integer) from public;
grant execute on function app.outbox_authorities(integer) to kept_worker, kept_owner;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('The first schema is not taken back: drop the database.'));
  }
}
