import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The approval of a proposal by a second person is the only way onto the public page, also for whoever holds the role of the
 * service; what the machine does there is written down like what a person does. And a call that nobody made, such as the
 * count of messages, keeps no session alive.
 */
export class WallOffPublishing1797021000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- How far the life of its answers had come when the words were proposed; what waited before can be approved no more.
alter table publications add answer_step integer not null default -1;
alter table publications alter answer_step drop default, alter status set default 'proposed';

-- As the domain's answerStep: two for each verdict, and one while an answer waits for its own.
create function app.answer_step(p_authority uuid, p_item uuid) returns integer
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
  return (select (w.state = 'answered')::integer + 2 * (select count(*)::integer from work_item_records r
      where r.authority_id = p_authority and r.work_item_id = p_item and r.kind = 'verdicts')
    from work_items w where w.authority_id = p_authority and w.id = p_item);
end $$;

-- JSON in the canonical form of the audit: keys sorted, no white space.
create function app.canonical_json(p_value jsonb) returns text
language plpgsql immutable set search_path = pg_catalog, public, pg_temp as $$
begin
  return case jsonb_typeof(p_value)
    when 'object' then (select '{' || coalesce(string_agg(to_json(m.key)::text || ':' || app.canonical_json(m.value), ','
      order by m.key collate "C"), '') || '}' from jsonb_each(p_value) m)
    when 'array' then (select '[' || coalesce(string_agg(app.canonical_json(m.value), ',' order by m.no), '') || ']'
      from jsonb_array_elements(p_value) with ordinality m (value, no))
    else p_value::text end;
end $$;

-- An act on a publication, written down by the database itself: whoever acts through these functions leaves it behind.
create function app.audit_publication(p_authority uuid, p_publication uuid, p_action text, p_actor text, p_about jsonb) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  entry uuid := gen_random_uuid();
  said text := app.canonical_json(p_about || jsonb_build_object('action', p_action, 'actor', p_actor,
    'at', to_char(app.now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'authority', p_authority, 'id', entry, 'values', '{}'::jsonb));
begin
  insert into audit.entries (authority_id, id, action, actor, object_id, canonical, leaf)
    values (p_authority, entry, p_action, p_actor, p_publication, convert_to(said, 'UTF8'),
      sha256('\\x00'::bytea || convert_to(said, 'UTF8')));
end $$;
revoke all on function app.audit_publication(uuid, uuid, text, text, jsonb) from public;

-- Had this person of the council left by then? As ADR 20 says it.
create function app.had_left(p_authority uuid, p_person text, p_then timestamptz) returns boolean
language plpgsql stable set search_path = pg_catalog, public, pg_temp as $$
begin
  return exists (select from leavings l where l.authority_id = p_authority and l.person_id::text = p_person
    and l.undone_at is null and l.ends_at <= p_then
    and (l.returned_on is null or l.returned_on > (p_then at time zone 'Europe/London')::date));
end $$;
revoke all on function app.had_left(uuid, text, timestamptz) from public;

create or replace function app.take_off_public_site() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  ended uuid;
begin
  for ended in
    update publications set status = 'withdrawn', withdrawn_by_name = 'Kept', withdrawn_at = app.now(),
        reason = 'The card may no longer be shown.'
      where authority_id = new.authority_id and work_item_id = new.id and status in ('proposed', 'published')
      returning id
  loop
    delete from public_site.cards c where c.authority_id = new.authority_id and c.id = ended;
    perform app.audit_publication(new.authority_id, ended, 'publication-taken-off', 'Kept', jsonb_build_object('card', new.id));
  end loop;
  return null;
end $$;

-- The second person's act. Everyone locks the item first: a card that is withdrawn at this moment is so before, or takes
-- the words off again after. Both have to be people of this council, and not the same one;
-- neither had left when they acted, and what was approved, by whom, is written down here. This holds against mistakes of the
-- service, not against whoever holds its role: they can name any two people, who then stand in the audit.
create function app.approve_publication(p_authority uuid, p_id uuid, p_by uuid, p_by_name text)
  returns table (outcome text, replaced uuid)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  waiting publications;
  showable boolean;
begin
  select * into waiting from publications p where p.authority_id = p_authority and p.id = p_id;
  if not found then return query select 'unknown', null::uuid; return; end if;
  if waiting.proposed_by = p_by::text then return query select 'own', null::uuid; return; end if;
  if (select count(*) from people p where p.authority_id = p_authority
      and p.id::text in (p_by::text, waiting.proposed_by)) <> 2 then
    raise exception 'Two people of this council publish.' using errcode = 'insufficient_privilege';
  end if;
  if app.had_left(p_authority, p_by::text, app.now()) or app.had_left(p_authority, waiting.proposed_by, waiting.proposed_at) then
    raise exception 'Whoever has left publishes nothing.' using errcode = 'insufficient_privilege';
  end if;
  select w.workflow = 'challenge-card' and w.state <> 'withdrawn' and not w.exempt and w.classification = 'unrestricted'
      and w.restricted_to_posts is null and w.hidden_from = '{}' and w.fields ->> 'kind' = 'collective'
      and w.fields ->> 'screenedOn' is not null into showable
    from work_items w where w.authority_id = p_authority and w.id = waiting.work_item_id for no key update;
  -- As it stands now that nobody else can end it.
  select * into waiting from publications p where p.authority_id = p_authority and p.id = p_id for update;
  if waiting.status <> 'proposed' then return query select 'ended', null::uuid; return; end if;
  if showable is not true then return query select 'unshowable', null::uuid; return; end if;
  if waiting.answer_step <> app.answer_step(p_authority, waiting.work_item_id) then
    return query select 'moved', null::uuid; return;
  end if;
  update publications p set status = 'replaced'
    where p.authority_id = p_authority and p.work_item_id = waiting.work_item_id and p.status = 'published'
    returning p.id into replaced;
  delete from public_site.cards c where c.authority_id = p_authority and c.id = replaced;
  update publications p set status = 'published', decided_by = p_by::text, decided_by_name = p_by_name, decided_at = app.now()
    where p.authority_id = p_authority and p.id = p_id;
  insert into public_site.cards (authority_id, id, age, published_on, asked_by, asked, did, could_not, verdict, stars, words)
    select p_authority, p_id, t.key, app.today(), waiting.asked_by, t.value ->> 'asked', t.value ->> 'did', t.value ->> 'couldNot',
      waiting.verdict ->> 'verdict', (waiting.verdict ->> 'stars')::integer, waiting.verdict ->> 'words'
    from jsonb_each(waiting.texts) t;
  perform app.audit_publication(p_authority, p_id, 'publication-approved', p_by::text, jsonb_build_object('digest',
    encode(sha256(convert_to(app.canonical_json(jsonb_build_object('texts', waiting.texts, 'askedBy', waiting.asked_by,
      'verdict', waiting.verdict)), 'UTF8')), 'hex')));
  if replaced is not null then
    perform app.audit_publication(p_authority, replaced, 'publication-replaced', p_by::text, jsonb_build_object('replacedBy', p_id));
  end if;
  return query select 'published', replaced;
end $$;

create function app.refuse_publication(p_authority uuid, p_id uuid, p_reason text, p_by text, p_by_name text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update publications set status = 'refused', reason = p_reason, decided_by = p_by, decided_by_name = p_by_name,
      decided_at = app.now()
    where authority_id = p_authority and id = p_id and status = 'proposed';
  return found;
end $$;

create function app.withdraw_publication(p_authority uuid, p_id uuid, p_reason text, p_by_name text) returns boolean
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update publications set status = 'withdrawn', reason = p_reason, withdrawn_by_name = p_by_name, withdrawn_at = app.now()
    where authority_id = p_authority and id = p_id and status = 'published';
  if not found then return false; end if;
  delete from public_site.cards where authority_id = p_authority and id = p_id;
  return true;
end $$;

revoke insert, delete on public_site.cards from kept_app;
revoke insert, update on publications from kept_app;
revoke update (status, decided_by, decided_by_name, decided_at, reason, withdrawn_by_name, withdrawn_at) on publications
  from kept_app;
grant insert (authority_id, id, work_item_id, texts, asked_by, verdict, answer_step, proposed_by, proposed_by_name, proposed_at)
  on publications to kept_app;
revoke all on function app.approve_publication(uuid, uuid, uuid, text) from public;
revoke all on function app.refuse_publication(uuid, uuid, text, text, text) from public;
revoke all on function app.withdraw_publication(uuid, uuid, text, text) from public;
grant execute on function app.approve_publication(uuid, uuid, uuid, text) to kept_app;
grant execute on function app.refuse_publication(uuid, uuid, text, text, text) to kept_app;
grant execute on function app.withdraw_publication(uuid, uuid, text, text) to kept_app;

drop function app.find_session(bytea);
-- With p_asked false nobody asked anything: the page did so by itself, and the session stays as idle as it is.
create function app.find_session(p_hash bytea, p_asked boolean)
  returns table (id uuid, authority_id uuid, person_id uuid, persona text, created_at timestamptz, expires_at timestamptz)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  found_session sessions;
begin
  select * into found_session from sessions s
   where s.hash = p_hash and s.expires_at > app.now() and s.seen_at > app.now() - interval '30 minutes';
  if not found then return; end if;
  -- Not on every request: a minute is near enough for an idle limit of thirty.
  if p_asked and found_session.seen_at < app.now() - interval '1 minute' then
    update sessions s set seen_at = app.now() where s.id = found_session.id;
  end if;
  return query select found_session.id, found_session.authority_id, found_session.person_id, found_session.persona,
    found_session.created_at, found_session.expires_at;
end $$;
revoke all on function app.find_session(bytea, boolean) from public;
grant execute on function app.find_session(bytea, boolean) to kept_app;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('What was published, and by whom, is not taken back by a migration.'));
  }
}
