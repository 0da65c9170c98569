import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What meetings hold already, for each council. A draft has no time of its own: it came when its agenda was first published. */
const backfill = `
do $$
declare
  each_meeting record;
  each_authority uuid;
begin
  for each_authority in select id from app.authorities() loop
    perform set_config('app.authority', each_authority::text, true);
    for each_meeting in select m.id from meetings m where m.authority_id = each_authority loop
      perform app.keep_texts_of_meeting(each_authority, each_meeting.id);
    end loop;
    update meeting_texts t set at = p.first
      from (select p.meeting_id, min(p.published_at) as first from agenda_publications p
        where p.authority_id = each_authority group by p.meeting_id) p
      where t.authority_id = each_authority and t.meeting_id = p.meeting_id and t.kind = 'agenda' and t.edition = 'full';
  end loop;
end $$;`;

/**
 * Agendas and minutes are found by their words, in two editions that are two sets of rows: a reader of the open one is looked
 * up among the open ones alone. And an item goes without a walk through the words of all others, and a request that is sent
 * twice at once is answered twice.
 */
export class FindMeetings1797032000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- Its query is the foreign key's own: what goes with an item that is deleted. Without it each deletion reads every text.
create index search_texts_of_item on search_texts (authority_id, work_item_id);

create table meeting_texts (
  authority_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  edition text not null check (edition in ('full', 'open')),
  kind text not null check (kind in ('agenda', 'minute')),
  -- The item of the agenda, or the outcome.
  of_id uuid not null,
  -- Of the item of the agenda, or of the minute.
  no smallint not null,
  -- Does it stand there for those alone who may read exempt matters?
  exempt boolean not null check (not exempt or edition = 'full'),
  at timestamptz not null,
  parts jsonb not null,
  vector tsvector not null generated always as (app.search_vector(parts)) stored,
  primary key (authority_id, id),
  -- Its query, besides being unique: what goes with a meeting, and what of it stands already.
  unique (authority_id, meeting_id, edition, kind, of_id),
  foreign key (authority_id, meeting_id) references meetings on delete cascade
);
-- As of search_texts: rare words, and words that are everywhere, walked in one edition.
create index meeting_texts_words on meeting_texts using gin (vector) with (gin_pending_list_limit = 1024);
create index meeting_texts_newest on meeting_texts (authority_id, edition, at desc, id desc);
alter table meeting_texts enable row level security, force row level security;
create policy authority on meeting_texts to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
-- Written by the triggers below and by nobody else.
grant select on meeting_texts to kept_app;

/*
 * What of a meeting is to be found, in which edition. Open of the agenda is what was published last, without what is exempt
 * there; open of the minutes is what the list of outcomes shows to every reader of minutes: what stands under no item, or under
 * one that is open both as it was published last and as it is worked on. What was withdrawn is found by nobody.
 */
create function app.texts_of_meeting(p_authority uuid, p_meeting uuid)
returns table (edition text, kind text, of_id uuid, no smallint, exempt boolean, at timestamptz, parts jsonb)
language plpgsql stable as $$
declare
  day text := (select to_char(m.held_on, 'FMDD FMMonth YYYY') from meetings m where m.authority_id = p_authority and m.id = p_meeting);
  published agenda_publications := (select p from agenda_publications p
    where p.authority_id = p_authority and p.meeting_id = p_meeting order by p.no desc limit 1);
begin
  return query
    select 'full', 'agenda', i.id, (i.place + 1)::smallint, i.exempt, app.now(),
        jsonb_build_array(jsonb_build_array('title', i.title), jsonb_build_array('date', day))
      from agenda_items i where i.authority_id = p_authority and i.meeting_id = p_meeting
    union all
    select 'open', 'agenda', (s.item ->> 'id')::uuid, (s.item ->> 'number')::smallint, false, published.published_at,
        jsonb_build_array(jsonb_build_array('title', s.item ->> 'title'), jsonb_build_array('date', day))
      from jsonb_array_elements(published.items) s (item) where not (s.item ->> 'exempt')::boolean
    union all
    select e.edition, 'minute', o.id, o.minute, e.edition = 'full' and o.closed, o.recorded_at,
        jsonb_build_array(jsonb_build_array('minute', concat_ws(', paragraph ', 'Minute ' || o.minute, o.paragraph)),
          jsonb_build_array('outcome', o.text), jsonb_build_array('date', day))
      from (select each.id, each.minute, each.paragraph, each.text, each.recorded_at,
            coalesce(i.exempt and not i.minutes_open, false) as closed,
            each.agenda_item_id is null or not (i.exempt and not i.minutes_open) and exists (
              select from jsonb_array_elements(published.items) s (item) where s.item ->> 'id' = each.agenda_item_id::text
                and (not (s.item ->> 'exempt')::boolean or (s.item ->> 'minutesOpen')::boolean)) as open
          from meeting_outcomes each
          left join agenda_items i on i.authority_id = p_authority and i.meeting_id = p_meeting and i.id = each.agenda_item_id
          where each.authority_id = p_authority and each.meeting_id = p_meeting and each.withdrawn_at is null) o
      join (values ('full'), ('open')) e (edition) on e.edition = 'full' or o.open;
end $$;

-- Writers hold the row of the meeting, so one of these runs at a time for each. What stays keeps its id and its time, by which pages go on.
create function app.keep_texts_of_meeting(p_authority uuid, p_meeting uuid) returns void language plpgsql as $$
begin
  delete from meeting_texts t where t.authority_id = p_authority and t.meeting_id = p_meeting
    and (t.edition, t.kind, t.of_id) not in (select d.edition, d.kind, d.of_id from app.texts_of_meeting(p_authority, p_meeting) d);
  insert into meeting_texts as t (authority_id, id, meeting_id, edition, kind, of_id, no, exempt, at, parts)
    select p_authority, gen_random_uuid(), p_meeting, d.edition, d.kind, d.of_id, d.no, d.exempt, d.at, d.parts
      from app.texts_of_meeting(p_authority, p_meeting) d
      -- What stands as it is to stand is left out here: its words would be looked up before it is seen that it stands.
      left join meeting_texts s on s.authority_id = p_authority and s.meeting_id = p_meeting and s.edition = d.edition
        and s.kind = d.kind and s.of_id = d.of_id
      where s.id is null or (s.no, s.exempt, s.parts) is distinct from (d.no, d.exempt, d.parts)
    on conflict (authority_id, meeting_id, edition, kind, of_id) do update
      set no = excluded.no, exempt = excluded.exempt, parts = excluded.parts
      where (t.no, t.exempt, t.parts) is distinct from (excluded.no, excluded.exempt, excluded.parts);
end $$;

create function app.keep_meeting_texts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform app.keep_texts_of_meeting(new.authority_id, new.meeting_id);
  return null;
end $$;
create trigger keep_texts after insert on agenda_publications for each row execute function app.keep_meeting_texts();
create trigger keep_texts after insert on meeting_outcomes for each row execute function app.keep_meeting_texts();
create trigger change_texts after update on meeting_outcomes for each row
  when (old.withdrawn_at is distinct from new.withdrawn_at) execute function app.keep_meeting_texts();
create function app.keep_agenda_texts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform app.keep_texts_of_meeting(c.authority_id, c.meeting_id)
    from (select distinct authority_id, meeting_id from changed) c;
  return null;
end $$;
create trigger keep_texts after insert on agenda_items referencing new table as changed
  for each statement execute function app.keep_agenda_texts();
create trigger change_texts after update on agenda_items referencing new table as changed
  for each statement execute function app.keep_agenda_texts();
create trigger remove_texts after delete on agenda_items referencing old table as changed
  for each statement execute function app.keep_agenda_texts();
create function app.keep_moved_texts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  perform app.keep_texts_of_meeting(new.authority_id, new.id);
  return null;
end $$;
create trigger change_texts after update on meetings for each row when (old.held_on <> new.held_on)
  execute function app.keep_moved_texts();

create policy searched on meeting_texts for select to kept_searcher using (true);
grant select (authority_id, id, edition, kind, at, vector) on meeting_texts to kept_searcher;
/*
 * As it was, and beside the page of items, evidence and comments a page of the one edition of agendas and minutes that p_scope
 * names (none where it names none), of which the first p_limit are answered: each half comes by its own indexes. Of a workflow
 * no meeting is found, and of agendas and minutes alone no text of an item is looked at.
 */
create or replace function app.search_hits(p_query tsquery, p_narrow jsonb, p_scope jsonb, p_after_at timestamptz, p_after_id uuid, p_limit integer)
returns table (hit uuid, hit_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  asking uuid := app.authority();
  of_kind text := p_narrow ->> 'kind';
  of_workflow text := p_narrow ->> 'workflow';
  reader_posts text[] := array(select jsonb_array_elements_text(p_scope -> 'posts'));
  reader_people uuid[] := array(select jsonb_array_elements_text(p_scope -> 'people')::uuid);
  reader_exempt boolean := (p_scope ->> 'exempt')::boolean;
  reader_edition text := p_scope ->> 'edition';
  reader_minutes boolean := coalesce((p_scope ->> 'minutes')::boolean, false);
  open_workflows text[] := array(select o ->> 'workflow' from jsonb_array_elements(p_scope -> 'openings') o);
  open_versions integer[] := array(select (o ->> 'version')::integer from jsonb_array_elements(p_scope -> 'openings') o);
  open_roles text[] := array(select o ->> 'role' from jsonb_array_elements(p_scope -> 'openings') o);
begin
  return query
    select h.id, h.at from (
    (select s.id, s.at from search_texts s
    join work_items w on w.id = s.work_item_id
    where s.authority_id = asking and s.vector @@ p_query
      and (of_kind is null or of_kind not in ('agenda', 'minute') and s.kind = of_kind)
      and (of_workflow is null or w.workflow = of_workflow)
      and (p_after_at is null or (s.at, s.id) < (p_after_at, p_after_id))
      and case when w.restricted_to_posts is not null then w.restricted_to_posts && reader_posts or w.restricted_to_people && reader_people
        else (not w.exempt or reader_exempt or w.owner_post = any (reader_posts))
          and (w.owner_post = any (reader_posts) or w.contributors && reader_posts
            or (w.workflow, w.definition_version) in (select * from unnest(open_workflows, open_versions))
            and (w.hidden_from = '{}' or exists (select from unnest(open_workflows, open_versions, open_roles) o (workflow, version, role)
              where o.workflow = w.workflow and o.version = w.definition_version and o.role <> all (w.hidden_from)))) end
      and (s.kind <> 'comment' or case when coalesce(w.restricted_to_posts, s.then_posts) is not null then coalesce(w.restricted_to_posts, s.then_posts) && reader_posts or coalesce(w.restricted_to_people, s.then_people) && reader_people
        else (not (w.exempt or s.then_exempt) or reader_exempt or w.owner_post = any (reader_posts))
          and (w.owner_post = any (reader_posts) or w.contributors && reader_posts
            or (w.workflow, w.definition_version) in (select * from unnest(open_workflows, open_versions))
            and (s.then_hidden_from = '{}' or exists (select from unnest(open_workflows, open_versions, open_roles) o (workflow, version, role)
              where o.workflow = w.workflow and o.version = w.definition_version and o.role <> all (s.then_hidden_from)))) end)
    order by s.at desc, s.id desc limit p_limit)
    union all
    (select m.id, m.at from meeting_texts m
    where m.authority_id = asking and m.edition = reader_edition and m.vector @@ p_query
      and of_workflow is null and (of_kind is null or m.kind = of_kind)
      and (m.kind = 'agenda' or reader_minutes)
      and (p_after_at is null or (m.at, m.id) < (p_after_at, p_after_id))
    order by m.at desc, m.id desc limit p_limit)) h
    order by h.at desc, h.id desc limit p_limit;
end $$;
/*
 * As it was, and a key is looked up once more behind the item: each statement sees what was written until it began, so a request
 * that is sent twice at once could find no outcome, then the item as the first had just left it, and be refused by that.
 */
create or replace function app.read_for_decision(p_authority uuid, p_which text, p_person text, p_key text)
returns json language plpgsql as $$
declare
  w work_items;
  outcome jsonb;
  this_moment timestamptz := app.now();
begin
  perform app.enter(p_authority);
  for reading in 1..2 loop
    if p_key is not null then
      select jsonb_build_object('route', k.route, 'bodyHash', k.body_hash, 'created', k.created, 'itemId', k.work_item_id,
          'version', k.version) into outcome
        from idempotency_keys k where k.authority_id = p_authority and k.person_id = p_person and k.key = p_key;
    end if;
    -- The second time there is nothing more to find.
    exit when reading = 2 and outcome is null;
    if outcome is not null then p_which := outcome ->> 'itemId'; end if;
    if p_which ~ '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$' then
      select * into w from work_items i where i.authority_id = p_authority and i.id = p_which::uuid;
    elsif p_which is not null then
      select * into w from work_items i where i.authority_id = p_authority and i.reference = p_which;
    end if;
    exit when p_key is null or outcome is not null;
  end loop;
  return json_build_object(
    'now', this_moment, 'today', (this_moment at time zone 'Europe/London')::date, 'revision', app.reference_revision(p_authority), 'outcome', outcome,
    'item', case when w.id is null then null else app.whole_item_json(w) end,
    'parts', case when w.id is null then null else app.parts_json(p_authority, w.reference, this_moment) end);
end $$;
${backfill}
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('The schema before cannot do what this one did: restore a backup.'));
  }
}
