import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One step of many items, and ten minutes in which whoever took it may take it back: what each item was before lies beside
 * the change, written with it, and what began by the step goes with the undo.
 */
export class CreateBulkTransitions1797029000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- A change gives the items to a post or takes one step of one workflow with them.
alter table bulk_changes alter column to_post drop not null;
alter table bulk_changes add column workflow text, add column transition text,
  add check ((to_post is null) = (transition is not null)), add check ((workflow is null) = (transition is null));

-- Of each item that a step moved, what was otherwise before it. An item whose step lasts has none. Swept when it is old.
create table bulk_change_images (
  authority_id uuid not null,
  bulk_change_id uuid not null,
  work_item_id uuid not null,
  -- The one that the step left.
  version integer not null,
  image jsonb not null,
  primary key (authority_id, bulk_change_id, work_item_id),
  foreign key (authority_id, bulk_change_id) references bulk_changes,
  foreign key (authority_id, work_item_id) references work_items
);
alter table bulk_change_images enable row level security, force row level security;
create policy authority on bulk_change_images to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
grant select, insert, delete on bulk_change_images to kept_app;

-- Nothing fired since the step that left this version, and nothing of the item stands on the public page. Whoever asks holds
-- the item's row. What was said of it is no hindrance.
create function app.may_take_back_step(p_authority uuid, p_item uuid, p_version integer) returns boolean
language plpgsql stable as $$
begin
  return not exists (select from work_item_events e where e.authority_id = p_authority and e.work_item_id = p_item
      and e.version = p_version and not e.steps_version and e.type <> 'comment-added')
    and not exists (select from publications p where p.authority_id = p_authority and p.work_item_id = p_item
      and p.status = 'published');
end $$;

-- The app removes no deadline. This removes those that began by the step which left the version that stands, as its image says, and
-- only for the change that takes it back.
create function app.remove_begun(p_authority uuid, p_item uuid, p_began jsonb) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform app.enter(p_authority);
  delete from deadlines d where d.authority_id = p_authority and d.work_item_id = p_item
    and p_began ? (d.key || ':' || d.occurrence)
    and not exists (select from firings f where f.authority_id = p_authority and f.work_item_id = p_item
      and f.deadline_key = d.key and f.occurrence = d.occurrence)
    and exists (select from bulk_change_images i join work_items w on w.authority_id = i.authority_id and w.id = i.work_item_id
      where i.authority_id = p_authority and i.work_item_id = p_item and i.version = w.version - 1
        and i.image -> 'began' ? (d.key || ':' || d.occurrence));
end $$;
grant delete on deadlines to kept_registrar;
grant select on deadlines, firings, bulk_change_images, work_items to kept_registrar;
alter function app.remove_begun(uuid, uuid, jsonb) owner to kept_registrar;
revoke all on function app.remove_begun(uuid, uuid, jsonb) from public;
grant execute on function app.remove_begun(uuid, uuid, jsonb) to kept_app, kept_owner;

-- As before; and of a step that is taken back p_change.takesBack.began, the deadlines that it began; of one that may be taken back
-- p_change.keeps {bulkChange, image}.
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
  if p_change ? 'takesBack' and (
      p_change -> 'takesBack' ? 'began' and not app.may_take_back_step(p_authority, p_item, p_version)
      or not app.withdraw_telling(p_authority, p_item, p_change -> 'takesBack' ->> 'post',
        (p_change -> 'takesBack' ->> 'since')::timestamptz)) then
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
  if p_change -> 'takesBack' ? 'began' then
    perform app.remove_begun(p_authority, p_item, p_change -> 'takesBack' -> 'began');
  end if;
  if p_change ? 'keeps' then
    insert into bulk_change_images (authority_id, bulk_change_id, work_item_id, version, image)
      values (p_authority, (p_change -> 'keeps' ->> 'bulkChange')::uuid, p_item, r.version, p_change -> 'keeps' -> 'image');
  end if;
  return jsonb_build_object('kind', 'applied', 'reference', new_reference, 'version', r.version);
end $$;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('What was changed and taken back in bulk is kept: restore a backup.'));
  }
}
