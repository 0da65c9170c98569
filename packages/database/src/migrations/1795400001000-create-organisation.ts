import type { MigrationInterface, QueryRunner } from 'typeorm';

const authorityPolicy = (table: string) => `
alter table ${table} enable row level security, force row level security;
create policy authority on ${table} to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));`;

const reference = [
  'people',
  'person_roles',
  'teams',
  'posts',
  'post_holders',
  'post_covers',
  'bodies',
  'meetings',
  'calendars',
  'local_values',
];

/** Who is who and when they meet: the facts that change seldom. Every change raises the reference revision. */
export class CreateOrganisation1795400001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table people (
  authority_id uuid not null references authorities,
  id uuid not null,
  name text not null,
  email text not null,
  persona text,
  primary key (authority_id, id),
  unique (authority_id, persona)
);
create table person_roles (
  authority_id uuid not null,
  person_id uuid not null,
  role text not null,
  primary key (authority_id, person_id, role),
  foreign key (authority_id, person_id) references people
);
create table teams (
  authority_id uuid not null references authorities,
  key text not null,
  title text not null,
  primary key (authority_id, key)
);
create table posts (
  authority_id uuid not null references authorities,
  key text not null,
  title text not null,
  aliases text[] not null default '{}',
  reports_to text,
  team text,
  primary key (authority_id, key),
  foreign key (authority_id, reports_to) references posts deferrable initially deferred,
  foreign key (authority_id, team) references teams
);
create table post_holders (
  authority_id uuid not null,
  post text not null,
  person_id uuid not null,
  held_from date not null,
  held_to date,
  primary key (authority_id, post, held_from),
  foreign key (authority_id, post) references posts,
  foreign key (authority_id, person_id) references people,
  check (held_to is null or held_to >= held_from)
);
create table post_covers (
  authority_id uuid not null,
  post text not null,
  person_id uuid not null,
  covers_from date not null,
  covers_to date not null,
  primary key (authority_id, post, covers_from, person_id),
  foreign key (authority_id, post) references posts,
  foreign key (authority_id, person_id) references people,
  check (covers_to >= covers_from)
);
create table bodies (
  authority_id uuid not null references authorities,
  key text not null,
  title text not null,
  kind text not null check (kind in ('panel', 'committee', 'childrens-council')),
  primary key (authority_id, key)
);
create table meetings (
  authority_id uuid not null,
  id uuid not null,
  body text not null,
  held_on date not null,
  title text not null,
  held boolean not null default false,
  primary key (authority_id, id),
  unique (authority_id, body, held_on),
  foreign key (authority_id, body) references bodies
);
-- GET /meetings, by date.
create index meetings_by_date on meetings (authority_id, held_on, id);

-- An authority's own calendars: closures, terms, or another set of bank holidays. The newest revision holds.
create table calendars (
  authority_id uuid not null references authorities,
  key text not null,
  revision integer not null,
  body json not null,
  primary key (authority_id, key, revision)
);
create table local_values (
  authority_id uuid not null references authorities,
  key text not null,
  version integer not null,
  duration jsonb not null,
  effective_from date not null,
  agreed_by text not null,
  primary key (authority_id, key, version)
);
${reference.map(authorityPolicy).join('\n')}
${reference
  .map(
    (table) => `
create trigger bump_reference after insert or update or delete on ${table}
  for each statement execute function app.bump_reference();`,
  )
  .join('')}
grant select, insert, update on people, posts, post_holders, post_covers, teams, bodies, meetings to kept_app;
grant select, insert, delete on person_roles to kept_app;
grant select, insert on calendars, local_values to kept_app;
grant select on ${reference.join(', ')} to kept_worker;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('The first schema is not taken back: drop the database.'));
  }
}
