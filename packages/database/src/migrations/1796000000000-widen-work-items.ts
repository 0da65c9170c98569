import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the panel's further workflows need of an item: the state that a pause goes back to, the item that it is part of,
 * and how its own parts stand when it is decided on. Rules of eligibility are published beside those of time limits.
 */
export class WidenWorkItems1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table work_items add column returns_to text, add column part_of text collate "C";
-- The parts of an item: how they stand when it is decided on, and their list.
create index work_items_by_part on work_items (authority_id, part_of, sort_due, id) where part_of is not null;

create table eligibility_versions (like workflow_versions including all);
grant select on eligibility_versions to kept_app, kept_worker;

create or replace function app.work_item_json(w work_items, p_deadlines json, p_records json, p_evidence json, p_links json) returns json
language plpgsql stable as $$
begin
  return json_build_object(
    'id', w.id, 'reference', w.reference, 'workflow', w.workflow, 'definitionVersion', w.definition_version, 'title', w.title,
    'state', w.state, 'enteredAt', w.entered_at, 'returnsTo', w.returns_to, 'level', w.level, 'closed', w.closed, 'exempt', w.exempt,
    'restrictedTo', case when w.restricted_to_posts is null then null
      else json_build_object('posts', w.restricted_to_posts, 'people', w.restricted_to_people) end,
    'hiddenFrom', w.hidden_from, 'ownerPost', w.owner_post, 'contributors', w.contributors, 'fields', w.fields, 'nextDueOn', w.next_due_on,
    'doneBy', w.done_by, 'version', w.version, 'firingSteps', w.firing_steps, 'createdAt', w.created_at, 'createdBy', w.created_by,
    'deadlines', p_deadlines, 'records', p_records, 'evidence', p_evidence, 'links', p_links);
end $$;

create function app.parts_json(p_authority uuid, p_reference text, p_now timestamptz) returns json
language plpgsql stable as $$
begin
  return (
    select json_agg(json_build_object('state', c.state, 'closed', c.closed, 'overdue', not c.closed
        and c.sort_due < (p_now at time zone 'Europe/London')::date and exists (
          select from deadlines d where d.authority_id = p_authority and d.work_item_id = c.id and d.status = 'running'
            and d.due_on < (p_now at time zone 'Europe/London')::date)))
    from work_items c where c.authority_id = p_authority and c.part_of = p_reference);
end $$;

create or replace function app.read_for_decision(p_authority uuid, p_which text, p_person text, p_key text) returns json
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
    'item', case when w.id is null then null else app.whole_item_json(w) end,
    'parts', case when w.id is null then null else app.parts_json(p_authority, w.reference, this_moment) end);
end $$;

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
    return Promise.reject(new Error('Columns that hold what people decided are not taken back.'));
  }
}
