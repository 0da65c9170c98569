import type { MigrationInterface, QueryRunner } from 'typeorm';

const authorityPolicy = (table: string) => `
alter table ${table} enable row level security, force row level security;
create policy authority on ${table} to public
  using (authority_id = (select app.authority())) with check (authority_id = (select app.authority()));`;

const tables = [
  'body_quorums',
  'body_members',
  'meeting_agendas',
  'agenda_items',
  'agenda_publications',
  'meeting_attendances',
  'meeting_outcomes',
];

/** Who sits in a body, what a meeting takes in which order, who was there, and what came of it. */
export class CreateMeetingPapers1797024000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- How many seats must be taken before anything is decided; no row, or null, where the body has no such rule.
create table body_quorums (
  authority_id uuid not null,
  body text not null,
  quorum smallint check (quorum between 1 and 200),
  primary key (authority_id, body),
  foreign key (authority_id, body) references bodies
);

create table body_members (
  authority_id uuid not null,
  id uuid not null,
  body text not null,
  place text not null check (place in ('chair', 'vice-chair', 'member', 'co-opted', 'substitute')),
  title text not null check (length(title) between 1 and 200),
  post text,
  vacant boolean not null,
  held_from date not null,
  held_to date,
  primary key (authority_id, id),
  foreign key (authority_id, body) references bodies,
  foreign key (authority_id, post) references posts,
  check (held_to is null or held_to >= held_from),
  check (not vacant or post is null)
);
-- The seats of a body, whole.
create index body_members_of_body on body_members (authority_id, body);

-- The version counts every change of its items, so that two people at one agenda do not overwrite each other.
create table meeting_agendas (
  authority_id uuid not null,
  meeting_id uuid not null,
  version integer not null check (version > 0),
  primary key (authority_id, meeting_id),
  foreign key (authority_id, meeting_id) references meetings
);
create table agenda_items (
  authority_id uuid not null,
  meeting_id uuid not null,
  id uuid not null,
  place smallint not null check (place between 0 and 99),
  title text not null check (length(title) between 1 and 500),
  kind text not null,
  lead_post text,
  exempt boolean not null,
  confidential boolean not null,
  paragraphs smallint[] not null,
  minutes_open boolean not null,
  links text[] not null,
  pages text,
  primary key (authority_id, meeting_id, id),
  unique (authority_id, meeting_id, place) deferrable initially deferred,
  foreign key (authority_id, meeting_id) references meeting_agendas,
  foreign key (authority_id, lead_post) references posts,
  -- Local Government Act 1972, Schedule 12A, Part 1: what is exempt says by which paragraph. What is confidential (section
  -- 100A(2)) is closed by the law itself, by no paragraph, and no minute of it is open.
  check ((exempt and not confidential) = (cardinality(paragraphs) > 0)),
  check (exempt or not confidential),
  check ((exempt and not confidential) or not minutes_open)
);
-- What was published, as it was: the open edition alone. Whoever may read no more is answered from here, and from nothing else.
create table agenda_publications (
  authority_id uuid not null,
  meeting_id uuid not null,
  no smallint not null,
  agenda_version integer not null,
  published_at timestamptz not null,
  published_by text not null,
  motion text,
  items jsonb not null check (jsonb_typeof(items) = 'array'),
  primary key (authority_id, meeting_id, no),
  foreign key (authority_id, meeting_id) references meeting_agendas
);
create table meeting_attendances (
  authority_id uuid not null,
  meeting_id uuid not null,
  version integer not null check (version > 0),
  entries jsonb not null check (jsonb_typeof(entries) = 'array'),
  primary key (authority_id, meeting_id),
  foreign key (authority_id, meeting_id) references meetings
);
create table meeting_outcomes (
  authority_id uuid not null,
  meeting_id uuid not null,
  id uuid not null,
  minute smallint not null check (minute > 0),
  paragraph text check (length(paragraph) <= 40),
  agenda_item_id uuid,
  kind text not null check (kind in ('note', 'agree', 'refer', 'action', 'challenge-accepted')),
  text text not null check (length(text) between 1 and 2000),
  -- The item that it leads to.
  reference text,
  recorded_at timestamptz not null,
  recorded_by text not null,
  -- Of the request that wrote it, so that a repeated one finds it.
  idempotency_key text,
  body_hash text,
  -- What was minuted wrongly stays, and says so; nothing else of it is ever changed.
  withdrawn_at timestamptz,
  withdrawn_by text,
  withdrawn_because text check (length(withdrawn_because) between 1 and 500),
  primary key (authority_id, meeting_id, id),
  unique (authority_id, meeting_id, idempotency_key),
  foreign key (authority_id, meeting_id) references meetings,
  foreign key (authority_id, meeting_id, agenda_item_id) references agenda_items,
  check ((idempotency_key is null) = (body_hash is null)),
  check (num_nulls(withdrawn_at, withdrawn_by, withdrawn_because) in (0, 3))
);
-- An action is ordered once and a card is accepted once; of one item a meeting may note and agree much.
create unique index meeting_outcomes_once on meeting_outcomes (authority_id, meeting_id, kind, reference)
  where kind in ('action', 'challenge-accepted') and reference is not null and withdrawn_at is null;
${tables.map(authorityPolicy).join('\n')}

grant select, insert, update (quorum) on body_quorums to kept_app;
grant select, insert, update (held_to) on body_members to kept_app;
grant select, insert, update (version) on meeting_agendas to kept_app;
grant select, insert, update, delete on agenda_items to kept_app;
-- What was published stays as it was.
grant select, insert on agenda_publications to kept_app;
grant select, insert, update (version, entries) on meeting_attendances to kept_app;
grant select, insert, update (withdrawn_at, withdrawn_by, withdrawn_because) on meeting_outcomes to kept_app;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('What meetings did would be lost: restore a backup.'));
  }
}
