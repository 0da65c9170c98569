import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs for each council; the transaction works for one after the other. */
const backfill = `
do $$
declare
  each_authority uuid;
  made bigint;
  expected bigint;
begin
  for each_authority in select id from app.authorities() loop
    perform set_config('app.authority', each_authority::text, true);
    insert into search_texts (authority_id, id, work_item_id, kind, at, parts)
      select w.authority_id, w.id, w.id, 'item', w.created_at, app.item_texts(w) from work_items w where w.authority_id = each_authority;
    insert into search_texts (authority_id, id, work_item_id, kind, no, at, parts)
      select e.authority_id, gen_random_uuid(), e.work_item_id, 'evidence', e.no, e.added_at, app.evidence_texts(e)
      from work_item_evidence e where e.authority_id = each_authority;
    insert into search_texts (authority_id, id, work_item_id, kind, at, parts, then_exempt, then_posts, then_people, then_hidden_from)
      select c.authority_id, c.id, c.work_item_id, 'comment', c.added_at, jsonb_build_array(jsonb_build_array('comment', c.text)),
        s.exempt, s.posts, s.people, s.hidden_from
      from work_item_comments c, app.sight_then(c.sight) s where c.authority_id = each_authority;
    select count(*) into made from search_texts s where s.authority_id = each_authority;
    expected := (select count(*) from work_items w where w.authority_id = each_authority)
      + (select count(*) from work_item_evidence e where e.authority_id = each_authority)
      + (select count(*) from work_item_comments c where c.authority_id = each_authority);
    if made <> expected then raise exception 'search_texts: % rows where % were expected', made, expected; end if;
  end loop;
end $$;`;

/**
 * The words of items, evidence and comments in one table, written by the database in the same transaction as what they are the
 * words of. A function owned by a role of its own looks them up: under row-level security no index of words may be used.
 */
export class CreateSearch1797022000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
grant usage on schema app to kept_searcher;

-- The fields of a version that are texts or whole numbers and kept from nobody. What is kept from somebody is found by nobody:
-- a hit would tell what it holds.
create function app.open_fields(p_body json) returns jsonb language plpgsql immutable as $$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('key', f.key, 'type', f.value ->> 'type', 'label', f.value ->> 'label'))
    from json_each(p_body -> 'fields') f
    where f.value ->> 'type' in ('text', 'integer') and f.value -> 'visibleTo' is null), '[]');
end $$;
alter table workflow_versions add column open_fields jsonb generated always as (app.open_fields(body)) stored;

-- Parts are [[where, text], …]. English finds every form of a word; as it stands, a word is found by its beginning and a stop
-- word in its place; a reference is one word, also where it is mentioned. A vector has its limit at a megabyte: beyond the first
-- 100,000 characters nothing is found.
create function app.search_vector(p_parts jsonb) returns tsvector language plpgsql immutable as $$
declare
  words text := (select left(string_agg(p.part ->> 1, E'\\n'), 100000) from jsonb_array_elements(p_parts) p (part));
begin
  return to_tsvector('pg_catalog.english', words) || to_tsvector('pg_catalog.simple', words)
    || array_to_tsvector(array(
      select distinct lower(m[1]) from regexp_matches(words, '\\m([A-Za-z]{1,6}-\\d{4}-\\d+)\\M', 'g') m));
end $$;

-- What is asked: all of p_words, and p_last, which may be the beginning of a word (null = none may).
create function app.search_query(p_words text, p_last text) returns tsquery language plpgsql immutable as $$
declare
  words tsquery := websearch_to_tsquery('pg_catalog.english', p_words);
begin
  if p_last ~* '^[a-z]{1,6}-\\d{4}-\\d{3,}$' then return words && quote_literal(lower(p_last))::tsquery; end if;
  if p_last is not null then
    return words && (websearch_to_tsquery('pg_catalog.english', p_last) || (quote_literal(lower(p_last)) || ':*')::tsquery);
  end if;
  -- Stop words alone are looked for as they stand.
  if numnode(words) = 0 then return websearch_to_tsquery('pg_catalog.simple', p_words); end if;
  return words;
end $$;

create table search_texts (
  authority_id uuid not null,
  id uuid not null,
  work_item_id uuid not null,
  kind text not null check (kind in ('item', 'evidence', 'comment')),
  -- Of a piece of evidence.
  no integer check ((no is not null) = (kind = 'evidence')),
  at timestamptz not null,
  parts jsonb not null,
  -- Who might see the item when a comment was written: what was kept from somebody then stays so.
  then_exempt boolean check ((then_exempt is not null) = (kind = 'comment')),
  then_posts text[],
  then_people uuid[],
  then_hidden_from text[] check ((then_hidden_from is not null) = (kind = 'comment')),
  vector tsvector not null generated always as (app.search_vector(parts)) stored,
  primary key (authority_id, id),
  foreign key (authority_id, work_item_id) references work_items on delete cascade,
  check ((then_posts is null) = (then_people is null))
);
-- Rare words.
create index search_texts_words on search_texts using gin (vector) with (gin_pending_list_limit = 1024);
-- Words that are everywhere: the newest are looked at until a page is full.
create index search_texts_newest on search_texts (authority_id, at desc, id desc);
alter table search_texts enable row level security, force row level security;
create policy authority on search_texts to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));
-- Written by the triggers below and by nobody else.
grant select on search_texts to kept_app;

create function app.item_texts(w work_items) returns jsonb language plpgsql stable as $$
begin
  return jsonb_build_array(jsonb_build_array('reference', w.reference), jsonb_build_array('title', w.title)) || coalesce((
    select jsonb_agg(jsonb_build_array('field.' || (f.field ->> 'key'),
        case f.field ->> 'type' when 'integer' then concat_ws(' ', f.field ->> 'label', w.fields ->> (f.field ->> 'key'))
          else w.fields ->> (f.field ->> 'key') end) order by f.no)
    from workflow_versions v, jsonb_array_elements(v.open_fields) with ordinality f (field, no)
    where v.key = w.workflow and v.version = w.definition_version
      and w.fields ->> (f.field ->> 'key') <> ''), '[]');
end $$;
create function app.evidence_texts(e work_item_evidence) returns jsonb language plpgsql immutable as $$
begin
  return (select jsonb_agg(jsonb_build_array(part.name, part.text))
    from (values ('title', e.title), ('note', e.note), ('file', e.file_name)) part (name, text) where part.text <> '');
end $$;
create function app.sight_then(p_sight jsonb)
returns table (exempt boolean, posts text[], people uuid[], hidden_from text[]) language plpgsql immutable as $$
begin
  return query select (p_sight ->> 'exempt')::boolean,
    case when p_sight ->> 'restrictedTo' is not null
      then array(select jsonb_array_elements_text(p_sight -> 'restrictedTo' -> 'posts')) end,
    case when p_sight ->> 'restrictedTo' is not null
      then array(select jsonb_array_elements_text(p_sight -> 'restrictedTo' -> 'people')::uuid) end,
    array(select jsonb_array_elements_text(p_sight -> 'hiddenFrom'));
end $$;

create function app.keep_item_texts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into search_texts (authority_id, id, work_item_id, kind, at, parts)
    select w.authority_id, w.id, w.id, 'item', w.created_at, app.item_texts(row(w.*)::work_items) from added w;
  return null;
end $$;
create trigger keep_texts after insert on work_items referencing new table as added
  for each statement execute function app.keep_item_texts();
create function app.change_item_texts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  stands jsonb := app.item_texts(new);
begin
  update search_texts s set parts = stands
    where s.authority_id = new.authority_id and s.id = new.id and s.parts <> stands;
  return null;
end $$;
create trigger change_texts after update on work_items for each row
  when (old.reference <> new.reference or old.title <> new.title or old.fields <> new.fields
    or old.definition_version <> new.definition_version)
  execute function app.change_item_texts();
create function app.keep_evidence_texts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into search_texts (authority_id, id, work_item_id, kind, no, at, parts)
    values (new.authority_id, gen_random_uuid(), new.work_item_id, 'evidence', new.no, new.added_at, app.evidence_texts(new));
  return null;
end $$;
create trigger keep_texts after insert on work_item_evidence for each row execute function app.keep_evidence_texts();
create function app.keep_comment_texts() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  insert into search_texts (authority_id, id, work_item_id, kind, at, parts, then_exempt, then_posts, then_people, then_hidden_from)
    select new.authority_id, new.id, new.work_item_id, 'comment', new.added_at,
      jsonb_build_array(jsonb_build_array('comment', new.text)), s.exempt, s.posts, s.people, s.hidden_from
    from app.sight_then(new.sight) s;
  return null;
end $$;
create trigger keep_texts after insert on work_item_comments for each row execute function app.keep_comment_texts();

create policy searched on search_texts for select to kept_searcher using (true);
grant select (authority_id, id, work_item_id, kind, at, then_exempt, then_posts, then_people, then_hidden_from, vector)
  on search_texts to kept_searcher;
grant select (authority_id, id, workflow, definition_version, exempt, restricted_to_posts, restricted_to_people, hidden_from, owner_post, contributors)
  on work_items to kept_searcher;
/*
 * One page of what is found, newest first, of the council that asks and of what p_scope shows: the domain's maySee, row by row,
 * and its mightSeeThen for comments. Words are looked up before anybody's sight is asked, which only a role without a policy
 * in the way may do. work_items stays behind its own policy, which says the council: to say it here too would tie both tables
 * to one condition, and take the index of words away again. Planned anew each time: a rare word and a common one are found by
 * different indexes.
 */
create function app.search_hits(p_query tsquery, p_narrow jsonb, p_scope jsonb, p_after_at timestamptz, p_after_id uuid, p_limit integer)
returns table (hit uuid, hit_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  asking uuid := app.authority();
  of_kind text := p_narrow ->> 'kind';
  of_workflow text := p_narrow ->> 'workflow';
  reader_posts text[] := array(select jsonb_array_elements_text(p_scope -> 'posts'));
  reader_people uuid[] := array(select jsonb_array_elements_text(p_scope -> 'people')::uuid);
  reader_exempt boolean := (p_scope ->> 'exempt')::boolean;
  open_workflows text[] := array(select o ->> 'workflow' from jsonb_array_elements(p_scope -> 'openings') o);
  open_versions integer[] := array(select (o ->> 'version')::integer from jsonb_array_elements(p_scope -> 'openings') o);
  open_roles text[] := array(select o ->> 'role' from jsonb_array_elements(p_scope -> 'openings') o);
begin
  return query
    select s.id, s.at from search_texts s
    join work_items w on w.id = s.work_item_id
    where s.authority_id = asking and s.vector @@ p_query
      and (of_kind is null or s.kind = of_kind)
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
    order by s.at desc, s.id desc limit p_limit;
end $$;
grant create on schema app to kept_searcher;
alter function app.search_hits(tsquery, jsonb, jsonb, timestamptz, uuid, integer) owner to kept_searcher;
revoke create on schema app from kept_searcher;
revoke all on function app.search_hits(tsquery, jsonb, jsonb, timestamptz, uuid, integer) from public;
grant execute on function app.search_hits(tsquery, jsonb, jsonb, timestamptz, uuid, integer) to kept_app;
${backfill}
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('The schema before cannot do what this one did: restore a backup.'));
  }
}
