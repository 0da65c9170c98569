import type { MigrationInterface, QueryRunner } from 'typeorm';

const authorityPolicy = (table: string) => `
alter table ${table} enable row level security, force row level security;
create policy authority on ${table} to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));`;

/**
 * Who put which version of a workflow, a rule or a council's own limit in force over open items, what moved by it, and
 * whether it was taken back. A local value can be withdrawn: it stays, and holds no more.
 */
export class CreateRuleChanges1797003000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table rule_changes (
  authority_id uuid not null references authorities,
  id uuid not null,
  kind text not null check (kind in ('workflow', 'rule', 'limit')),
  -- The key of the workflow or the rule, or workflow/limit.
  subject text not null,
  -- The version put in force; of a rule null, since each case has the one that reaches it.
  to_version integer,
  -- What was asked: the states and fields of a migration, the length and its day of a local limit.
  asked jsonb not null,
  reason text not null,
  actor_id text,
  actor_name text not null,
  at timestamptz not null,
  -- How many items were changed, and how many of their dates moved.
  items integer not null,
  moved integer not null,
  undone_at timestamptz,
  undone_by text,
  primary key (authority_id, id),
  check ((undone_at is null) = (undone_by is null))
);
create table rule_change_items (
  authority_id uuid not null,
  change_id uuid not null,
  work_item_id uuid not null,
  -- What was otherwise before, and how it stood after: to be taken back it must stand so still.
  image jsonb not null,
  -- Each date that moved, with both.
  moved jsonb not null,
  primary key (authority_id, change_id, work_item_id),
  foreign key (authority_id, change_id) references rule_changes deferrable initially deferred,
  foreign key (authority_id, work_item_id) references work_items
);
${['rule_changes', 'rule_change_items'].map(authorityPolicy).join('')}
grant select, insert, update (undone_at, undone_by) on rule_changes to kept_app;
grant select, insert on rule_change_items to kept_app;

alter table local_values add column reason text;
alter table local_values add column withdrawn_at timestamptz;
grant update (withdrawn_at) on local_values to kept_app;

-- How many open items a version has, and which they are.
create index work_items_by_version on work_items (authority_id, workflow, definition_version) where not closed;

-- A change of version writes more of an item than a firing does.
-- Writes decisions on items that the caller's transaction holds locked: {items: [row], firings, and as in write_effects}.
-- Answers how many of the firings are late, that is after their own day.
create or replace function app.apply_firings(p_authority uuid, p_batch jsonb) returns integer
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
      firing_steps = r.firing_steps, definition_version = r.definition_version, returns_to = r.returns_to, part_of = r.part_of,
      classification = r.classification, restricted_to_posts = r.restricted_to_posts,
      restricted_to_people = r.restricted_to_people, hidden_from = r.hidden_from
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

-- Items whose check-in lapsed with the last term that was loaded wait for the next one from now on.
do $$
declare
  each_authority uuid;
begin
  for each_authority in select id from app.authorities() loop
    perform set_config('app.authority', each_authority::text, true);
    update work_items w set awaits_meeting = true, firing_steps = firing_steps + 1
      from workflow_versions v
      where w.authority_id = each_authority and not w.closed and not w.awaits_meeting
        and v.key = w.workflow and v.version = w.definition_version
        and v.body -> 'states' -> w.state -> 'every' is not null
        and v.body -> 'local' -> (v.body -> 'states' -> w.state -> 'every' ->> 'local') ->> 'each' = 'term'
        and not exists (
          select from deadlines d where d.authority_id = each_authority and d.work_item_id = w.id
            and d.status in ('running', 'suspended') and d.key = v.body -> 'states' -> w.state -> 'every' ->> 'local');
  end loop;
end $$;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('What was put in force over open items is not taken back by a migration.'));
  }
}
