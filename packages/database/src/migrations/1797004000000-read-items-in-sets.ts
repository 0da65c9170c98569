import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Many items are read by one statement: before, each item of a batch asked for its parts by calls of its own, and a sweep
 * spent more time on reading than on writing. The shape of a part is said once, for one item and for many.
 */
export class ReadItemsInSets1797004000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- Shapes of the parts. In SQL, so that the planner puts them into the statement that uses them.
create function app.deadline_json(d deadlines, p_receipts boolean) returns json language sql stable as $$
  select json_build_object(
    'key', d.key, 'occurrence', d.occurrence, 'rule', d.rule, 'basis', d.basis, 'versions', d.versions,
    'startedOn', d.started_on, 'startedAt', d.started_at, 'statutoryOn', d.statutory_on, 'calculatedOn', d.calculated_on,
    'agreedOn', d.agreed_on, 'scheduledOn', d.scheduled_on, 'dueOn', d.due_on, 'dueAt', d.due_at, 'metOn', d.met_on,
    'status', d.status, 'extensions', d.extensions, 'suspensions', d.suspensions, 'exceptions', d.exceptions,
    'receipt', case when p_receipts then d.receipt else '[]'::jsonb end, 'reminders', d.reminders,
    'escalation', d.escalation, 'ignoresQuietHours', d.ignores_quiet_hours, 'plan', d.plan)
$$;
create function app.record_json(r work_item_records) returns json language sql stable as $$
  select json_build_object('no', r.no, 'fields', r.fields, 'addedAt', r.added_at, 'addedBy', r.added_by)
$$;
create function app.evidence_json(e work_item_evidence) returns json language sql stable as $$
  select json_build_object('no', e.no, 'title', e.title, 'note', e.note, 'link', e.link,
    'file', case when e.file_sha256 is null then null else json_build_object(
      'name', e.file_name, 'sha256', e.file_sha256, 'bytes', e.file_bytes, 'mediaType', e.file_media_type) end,
    'addedAt', e.added_at, 'addedBy', e.added_by)
$$;
create function app.link_json(l work_item_links) returns json language sql stable as $$
  select json_build_object('no', l.no, 'to', l.to_item, 'kind', l.kind, 'addedAt', l.added_at, 'addedBy', l.added_by)
$$;

create or replace function app.deadlines_json(p_authority uuid, p_item uuid, p_receipts boolean) returns json
language plpgsql stable as $$
begin
  return coalesce((
    select json_agg(app.deadline_json(d, p_receipts) order by d.started_at, d.key, d.occurrence)
    from deadlines d where d.authority_id = p_authority and d.work_item_id = p_item), '[]'::json);
end $$;

create or replace function app.records_json(p_authority uuid, p_item uuid) returns json language plpgsql stable as $$
begin
  return coalesce((
    select json_object_agg(kind, entries) from (
      select r.kind, json_agg(app.record_json(r) order by r.no) as entries
      from work_item_records r where r.authority_id = p_authority and r.work_item_id = p_item group by r.kind) kinds), '{}'::json);
end $$;

create or replace function app.whole_item_json(w work_items) returns json language plpgsql stable as $$
begin
  return app.work_item_json(w, app.deadlines_json(w.authority_id, w.id, true), app.records_json(w.authority_id, w.id),
    coalesce((
      select json_agg(app.evidence_json(e) order by e.no)
      from work_item_evidence e where e.authority_id = w.authority_id and e.work_item_id = w.id), '[]'::json),
    coalesce((
      select json_agg(app.link_json(l) order by l.no)
      from work_item_links l where l.authority_id = w.authority_id and l.work_item_id = w.id), '[]'::json));
end $$;

-- Each item with the firings that its deadlines have behind them, so that a date moved there and back tells nobody twice.
create or replace function app.items_json(p_authority uuid, p_items uuid[]) returns json language plpgsql stable as $$
begin
  return coalesce((
    with dated as (
      select d.work_item_id as id, json_agg(app.deadline_json(d, true) order by d.started_at, d.key, d.occurrence) as list
      from deadlines d where d.authority_id = p_authority and d.work_item_id = any (p_items) group by 1),
    recorded as (
      select id, json_object_agg(kind, entries) as list from (
        select r.work_item_id as id, r.kind, json_agg(app.record_json(r) order by r.no) as entries
        from work_item_records r where r.authority_id = p_authority and r.work_item_id = any (p_items) group by 1, 2) kinds
      group by 1),
    evidenced as (
      select e.work_item_id as id, json_agg(app.evidence_json(e) order by e.no) as list
      from work_item_evidence e where e.authority_id = p_authority and e.work_item_id = any (p_items) group by 1),
    linked as (
      select l.work_item_id as id, json_agg(app.link_json(l) order by l.no) as list
      from work_item_links l where l.authority_id = p_authority and l.work_item_id = any (p_items) group by 1),
    gone as (
      select f.work_item_id as id, json_agg(json_build_object('key', f.deadline_key, 'occurrence', f.occurrence, 'kind', f.kind,
          'mark', f.mark, 'dueOn', f.due_on)) as list
      from firings f where f.authority_id = p_authority and f.work_item_id = any (p_items) group by 1)
    select json_agg(json_build_object(
      'item', app.work_item_json(w, coalesce(dated.list, '[]'), coalesce(recorded.list, '{}'), coalesce(evidenced.list, '[]'),
        coalesce(linked.list, '[]')),
      'fired', coalesce(gone.list, '[]')))
    from work_items w left join dated using (id) left join recorded using (id) left join evidenced using (id)
      left join linked using (id) left join gone using (id)
    where w.authority_id = p_authority and w.id = any (p_items)), '[]'::json);
end $$;

-- A setting of a function holds for all that runs within it: each check of a foreign key was planned anew for each row.
alter function app.apply_firings(uuid, jsonb) reset plan_cache_mode;`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('The functions before it read one item at a time; go back by the release before.'));
  }
}
