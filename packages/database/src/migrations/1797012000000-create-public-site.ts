import type { MigrationInterface, QueryRunner } from 'typeorm';

const authorityPolicy = (table: string) => `
alter table ${table} enable row level security, force row level security;
create policy authority on ${table} to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));`;

/**
 * What young people and everybody else may read. Publishing is an act of two people; what the second approves is written
 * into a schema of its own, and the page is read as a role that sees nothing but that.
 */
export class CreatePublicSite1797012000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table publications (
  authority_id uuid not null references authorities,
  id uuid not null,
  work_item_id uuid not null,
  status text not null check (status in ('proposed', 'published', 'refused', 'replaced', 'withdrawn')),
  -- For each reading age what was asked, what was done, and what could not be done and why.
  texts jsonb not null,
  asked_by text not null,
  -- The young people's verdict as both looked at it; null while there is none.
  verdict jsonb,
  proposed_by text not null,
  proposed_by_name text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  -- Why it was refused or taken off.
  reason text,
  withdrawn_by_name text,
  withdrawn_at timestamptz,
  primary key (authority_id, id),
  foreign key (authority_id, work_item_id) references work_items,
  -- The wall under the rule that nobody approves what they proposed.
  check (status not in ('published', 'replaced') or decided_by is not null),
  check (decided_by is null or status not in ('published', 'replaced', 'withdrawn') or decided_by <> proposed_by)
);
${authorityPolicy('publications')}
create unique index publications_proposed on publications (authority_id, work_item_id) where status = 'proposed';
create unique index publications_published on publications (authority_id, work_item_id) where status = 'published';
create index publications_by_item on publications (authority_id, work_item_id, proposed_at desc, id desc);
create index publications_by_status on publications (authority_id, status, proposed_at desc, id desc);
grant select, insert,
  update (status, decided_by, decided_by_name, decided_at, reason, withdrawn_by_name, withdrawn_at) on publications to kept_app;

create schema public_site;
grant usage on schema public_site to kept_app, public_reader;
-- Plain words and nothing else: no reference, no item, no person, no running number.
create table public_site.cards (
  authority_id uuid not null,
  id uuid not null,
  age text not null check (age in ('7-11', '11-16', '16-plus')),
  published_on date not null,
  asked_by text not null,
  asked text not null,
  did text not null,
  could_not text not null,
  verdict text check (verdict in ('kept', 'partly', 'not-yet')),
  stars integer check (stars between 1 and 5),
  words text,
  primary key (authority_id, id, age)
);
${authorityPolicy('public_site.cards')}
create index cards_of_page on public_site.cards (authority_id, age, published_on desc, id);
grant select, insert, delete on public_site.cards to kept_app;
grant select on public_site.cards to public_reader;

-- Whose page it is, by its key in the address.
create function public_site.find_authority(p_key text) returns table (id uuid, name text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  return query select a.id, a.name from authorities a where a.key = p_key;
end $$;
grant create on schema public_site to kept_registrar;
alter function public_site.find_authority(text) owner to kept_registrar;
revoke create on schema public_site from kept_registrar;
revoke all on function public_site.find_authority(text) from public;
grant execute on function public_site.find_authority(text) to public_reader;

-- An item that is withdrawn, exempt, kept to some, hidden or no longer collective leaves the page in the same writing,
-- whoever writes it.
create function app.take_off_public_site() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  with ended as (
    update publications set status = 'withdrawn', withdrawn_by_name = 'Kept', withdrawn_at = app.now(),
        reason = 'The card may no longer be shown.'
      where authority_id = new.authority_id and work_item_id = new.id and status in ('proposed', 'published')
      returning id)
    delete from public_site.cards c using ended e where c.authority_id = new.authority_id and c.id = e.id;
  return null;
end $$;
create trigger take_off_public_site after update on work_items for each row
  when (new.workflow = 'challenge-card' and (new.state = 'withdrawn' or new.exempt or new.classification <> 'unrestricted'
    or new.restricted_to_posts is not null or new.hidden_from <> '{}'
    or new.fields ->> 'kind' is distinct from 'collective'))
  execute function app.take_off_public_site();
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('What was published, and by whom, is not taken back by a migration.'));
  }
}
