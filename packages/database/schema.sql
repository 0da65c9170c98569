-- The schema as the migrations leave it. Made by a program: npm run check says when it is out of date.

table audit.entries (row-level security forced)
  authority_id uuid not null
  id uuid not null
  seq bigint not null identity
  xid xid8 not null default pg_current_xact_id()
  recorded_at timestamp with time zone not null default clock_timestamp()
  action text not null
  actor text not null
  object_id uuid
  canonical bytea not null
  leaf bytea not null
table audit.entry_values (row-level security forced)
  authority_id uuid not null
  entry_id uuid not null
  salted jsonb not null
table public.absences (row-level security forced)
  authority_id uuid not null
  person_id uuid not null
  absent_from date not null
  absent_to date not null
table public.agenda_items (row-level security forced)
  authority_id uuid not null
  meeting_id uuid not null
  id uuid not null
  place smallint not null
  title text not null
  kind text not null
  lead_post text
  exempt boolean not null
  confidential boolean not null
  paragraphs smallint[] not null
  minutes_open boolean not null
  links text[] not null
  pages text
table public.agenda_publications (row-level security forced)
  authority_id uuid not null
  meeting_id uuid not null
  no smallint not null
  agenda_version integer not null
  published_at timestamp with time zone not null
  published_by text not null
  motion text
  items jsonb not null
table public.authorities (row-level security forced)
  id uuid not null
  key text not null
  name text not null
  reference_revision bigint not null default 1
  created_at timestamp with time zone not null default app.now()
table public.bodies (row-level security forced)
  authority_id uuid not null
  key text not null
  title text not null
  kind text not null
table public.body_members (row-level security forced)
  authority_id uuid not null
  id uuid not null
  body text not null
  place text not null
  title text not null
  post text
  vacant boolean not null
  held_from date not null
  held_to date
table public.body_quorums (row-level security forced)
  authority_id uuid not null
  body text not null
  quorum smallint
table public.bulk_change_images (row-level security forced)
  authority_id uuid not null
  bulk_change_id uuid not null
  work_item_id uuid not null
  version integer not null
  image jsonb not null
table public.bulk_changes (row-level security forced)
  authority_id uuid not null
  id uuid not null
  to_post text
  at timestamp with time zone not null
  actor_id text not null
  idempotency_key text
  body_hash text not null
  items jsonb not null
  results jsonb
  undone_at timestamp with time zone
  undo_results jsonb
  working_until timestamp with time zone
  workflow text
  transition text
table public.calendar_changes (row-level security forced)
  authority_id uuid not null
  id uuid not null
  calendar text not null
  from_revision integer not null
  to_revision integer not null
  origin text not null
  difference jsonb not null
  reason text not null
  actor_id text
  actor_name text not null
  at timestamp with time zone not null
  moved jsonb not null
  undone_at timestamp with time zone
  undone_by text
  undone_revision integer
table public.calendar_feeds (row-level security forced)
  authority_id uuid not null
  person_id uuid not null
  hash bytea not null
  made_at timestamp with time zone not null
table public.calendar_versions
  key text not null
  version integer not null
  sha256 text not null
  body json not null
  published_at timestamp with time zone not null default clock_timestamp()
table public.calendars (row-level security forced)
  authority_id uuid not null
  key text not null
  revision integer not null
  body json not null
table public.clock
  one boolean not null default true
  offset_ms bigint not null default 0
table public.cohort_children (row-level security forced)
  authority_id uuid not null
  snapshot_id uuid not null
  child_reference text not null
  year_group smallint not null
  area text
  has_plan boolean not null
  not_in_education boolean not null
  reduced_timetable boolean not null
  reduced_hours numeric(4,1)
  fixed_exclusions smallint not null
  permanent_exclusion boolean not null
  persistent_absence boolean not null
  attendance numeric(4,1)
  awaiting_placement boolean not null
table public.cohort_sizes (row-level security forced)
  authority_id uuid not null
  snapshot_id uuid not null
  year_group smallint not null
  children integer not null
  with_plan integer not null
table public.cohort_snapshots (row-level security forced)
  authority_id uuid not null
  id uuid not null
  cohort text not null
  as_on date not null
  month date not null generated (date_trunc('month'::text, (as_on)::timestamp without time zone))::date
  revision integer not null
  sha256 text not null
  file_name text
  note text
  imported_at timestamp with time zone not null
  imported_by text not null
table public.deadlines (row-level security forced) with fillfactor=80, autovacuum_vacuum_scale_factor=0.02
  authority_id uuid not null
  work_item_id uuid not null
  key text not null
  occurrence integer not null
  rule text not null
  basis text not null
  versions jsonb not null
  started_on date not null
  started_at timestamp with time zone not null
  statutory_on date
  calculated_on date not null
  agreed_on date
  scheduled_on date
  due_on date not null
  due_at timestamp with time zone
  met_on date
  status text not null
  extensions jsonb not null
  suspensions jsonb not null
  exceptions jsonb not null
  receipt jsonb not null
  reminders jsonb not null
  escalation text
  ignores_quiet_hours boolean not null
  plan jsonb not null
  next_firing_at timestamp with time zone
  meeting_body text generated (versions ->> 'body'::text)
  calendar_keys jsonb generated jsonb_path_query_array(versions, '$."calendars"[*]."key"'::jsonpath)
table public.eligibility_versions
  key text not null
  version integer not null
  sha256 text not null
  body json not null
  published_at timestamp with time zone not null default clock_timestamp()
table public.evidence_files (row-level security forced)
  authority_id uuid not null
  sha256 text not null
  bytes bytea not null
  added_at timestamp with time zone not null default app.now()
table public.firings (row-level security forced)
  authority_id uuid not null
  work_item_id uuid not null
  deadline_key text not null
  occurrence integer not null
  kind text not null
  mark text not null
  due_on date not null
  planned_at timestamp with time zone not null
  fired_at timestamp with time zone not null
  late boolean not null
  seeded boolean not null
table public.hand_overs (row-level security forced)
  authority_id uuid not null
  id uuid not null
  from_post text not null
  to_post text not null
  at timestamp with time zone not null
  actor_id text not null
  idempotency_key text
  body_hash text not null
  items jsonb not null
  results jsonb
table public.idempotency_keys (row-level security forced)
  authority_id uuid not null
  person_id text not null
  key text not null
  route text not null
  body_hash text not null
  created boolean not null
  work_item_id uuid not null
  version integer not null
  at timestamp with time zone not null
table public.leavings (row-level security forced)
  authority_id uuid not null
  id uuid not null
  person_id uuid not null
  last_day date not null
  ends_at timestamp with time zone not null
  at timestamp with time zone not null
  actor_id text not null
  before jsonb not null
  undone_at timestamp with time zone
  undone_by text
  returned_on date
table public.library_state
  one boolean not null default true
  revision bigint not null default 0
table public.local_values (row-level security forced)
  authority_id uuid not null
  key text not null
  version integer not null
  duration jsonb not null
  effective_from date not null
  agreed_by text not null
  reason text
  withdrawn_at timestamp with time zone
table public.meeting_agendas (row-level security forced)
  authority_id uuid not null
  meeting_id uuid not null
  version integer not null
table public.meeting_attendances (row-level security forced)
  authority_id uuid not null
  meeting_id uuid not null
  version integer not null
  entries jsonb not null
table public.meeting_outcomes (row-level security forced)
  authority_id uuid not null
  meeting_id uuid not null
  id uuid not null
  minute smallint not null
  paragraph text
  agenda_item_id uuid
  kind text not null
  text text not null
  reference text
  recorded_at timestamp with time zone not null
  recorded_by text not null
  idempotency_key text
  body_hash text
  withdrawn_at timestamp with time zone
  withdrawn_by text
  withdrawn_because text
table public.meeting_texts (row-level security forced)
  authority_id uuid not null
  id uuid not null
  meeting_id uuid not null
  edition text not null
  kind text not null
  of_id uuid not null
  no smallint not null
  exempt boolean not null
  at timestamp with time zone not null
  parts jsonb not null
  vector tsvector not null generated app.search_vector(parts)
table public.meetings (row-level security forced)
  authority_id uuid not null
  id uuid not null
  body text not null
  held_on date not null
  title text not null
  held boolean not null default false
table public.migrations
  id integer not null default nextval('migrations_id_seq'::regclass)
  timestamp bigint not null
  name character varying not null
table public.notice_reads (row-level security forced)
  authority_id uuid not null
  person_id uuid not null
  notice_id uuid not null
  read_at timestamp with time zone not null
table public.notices (row-level security forced)
  authority_id uuid not null
  id uuid not null
  work_item_id uuid
  unique_key text not null
  post text not null
  kind text not null
  channel text not null default 'email'::text
  deadline_key text
  deadline_occurrence integer
  due_on date
  late boolean not null
  status text not null default 'waiting'::text
  created_at timestamp with time zone not null
  status_at timestamp with time zone not null
  view_id uuid
table public.outbox (row-level security forced) with fillfactor=80, autovacuum_vacuum_scale_factor=0.02
  authority_id uuid not null
  id uuid not null
  unique_key text not null
  available_at timestamp with time zone not null
  attempts integer not null default 0
  lease_token uuid
  ask_first boolean not null default false
  outcome text
  provider_reference text
  error text
  created_at timestamp with time zone not null
  settled_at timestamp with time zone
  carried_by uuid
  lapses integer not null default 0
  first_tried_at timestamp with time zone
  receipt_due_at timestamp with time zone
  of_view boolean not null default false
table public.people (row-level security forced)
  authority_id uuid not null
  id uuid not null
  name text not null
  email text not null
  persona text
table public.person_roles (row-level security forced)
  authority_id uuid not null
  person_id uuid not null
  role text not null
table public.post_covers (row-level security forced)
  authority_id uuid not null
  post text not null
  person_id uuid not null
  covers_from date not null
  covers_to date not null
table public.post_holders (row-level security forced)
  authority_id uuid not null
  post text not null
  person_id uuid not null
  held_from date not null
  held_to date
table public.posts (row-level security forced)
  authority_id uuid not null
  key text not null
  title text not null
  aliases text[] not null default '{}'::text[]
  reports_to text
  team text
table public.publications (row-level security forced)
  authority_id uuid not null
  id uuid not null
  work_item_id uuid not null
  status text not null default 'proposed'::text
  texts jsonb not null
  asked_by text not null
  verdict jsonb
  proposed_by text not null
  proposed_by_name text not null
  proposed_at timestamp with time zone not null
  decided_by text
  decided_by_name text
  decided_at timestamp with time zone
  reason text
  withdrawn_by_name text
  withdrawn_at timestamp with time zone
  answer_step integer not null
table public.raising_links (row-level security forced)
  authority_id uuid not null
  id uuid not null
  hash bytea not null
  raised_by text not null
  made_by uuid not null
  made_by_name text not null
  made_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  attempts smallint not null default 0
  used_at timestamp with time zone
  work_item_id uuid
  revoked_at timestamp with time zone
  revoked_by_name text
table public.reference_counters (row-level security forced) with fillfactor=50
  authority_id uuid not null
  prefix text not null
  year integer not null
  last integer not null
table public.rule_change_items (row-level security forced)
  authority_id uuid not null
  change_id uuid not null
  work_item_id uuid not null
  image jsonb not null
  moved jsonb not null
table public.rule_changes (row-level security forced)
  authority_id uuid not null
  id uuid not null
  kind text not null
  subject text not null
  to_version integer
  asked jsonb not null
  reason text not null
  actor_id text
  actor_name text not null
  at timestamp with time zone not null
  items integer not null
  moved integer not null
  undone_at timestamp with time zone
  undone_by text
table public.rule_versions
  key text not null
  version integer not null
  sha256 text not null
  body json not null
  published_at timestamp with time zone not null default clock_timestamp()
table public.saved_views (row-level security forced)
  authority_id uuid not null
  id uuid not null
  person_id uuid not null
  workflow text not null
  name text not null
  audience text not null
  role text
  query jsonb not null
  saved_at timestamp with time zone not null
  idempotency_key text
  body_hash text
table public.search_texts (row-level security forced)
  authority_id uuid not null
  id uuid not null
  work_item_id uuid not null
  kind text not null
  no integer
  at timestamp with time zone not null
  parts jsonb not null
  then_exempt boolean
  then_posts text[]
  then_people uuid[]
  then_hidden_from text[]
  vector tsvector not null generated app.search_vector(parts)
table public.sending_control
  one boolean not null default true
  frozen_at timestamp with time zone
  reason text
table public.sessions
  id uuid not null
  hash bytea not null
  authority_id uuid not null
  person_id uuid not null
  persona text
  created_at timestamp with time zone not null
  seen_at timestamp with time zone not null
  expires_at timestamp with time zone not null
table public.team_webhooks (row-level security forced)
  authority_id uuid not null
  team text not null
  sealed bytea not null
  key_id text not null
  host text not null
  set_by text not null
  set_at timestamp with time zone not null
  tested_at timestamp with time zone
  test_fault text
table public.teams (row-level security forced)
  authority_id uuid not null
  key text not null
  title text not null
table public.telling_preferences (row-level security forced)
  authority_id uuid not null
  person_id uuid not null
  mode text not null
  channel text not null
  changed_at timestamp with time zone not null
  followed text not null default 'daily'::text
table public.tokens
  id uuid not null
  hash bytea not null
  authority_id uuid not null
  person_id uuid not null
  name text not null
  created_at timestamp with time zone not null
  expires_at timestamp with time zone not null
  revoked_at timestamp with time zone
table public.transports
  key text not null
  refusals integer not null default 0
  openings integer not null default 0
  paused_until timestamp with time zone
  tokens double precision not null default 0
  refilled_at timestamp with time zone not null
table public.view_digests (row-level security forced)
  authority_id uuid not null
  person_id uuid not null
  view_id uuid not null
  every text not null
  since timestamp with time zone not null
  told_on date
  look_at timestamp with time zone not null
table public.view_feeds (row-level security forced)
  authority_id uuid not null
  person_id uuid not null
  view_id uuid not null
  hash bytea not null
  made_at timestamp with time zone not null
table public.word_changes (row-level security forced)
  authority_id uuid not null
  id uuid not null
  no bigint not null identity
  key text not null
  kind text not null
  said jsonb
  said_before jsonb
  changed_by text not null
  changed_by_name text not null
  changed_at timestamp with time zone not null
table public.word_counts (row-level security forced)
  authority_id uuid not null
  id uuid not null
  work_item_id uuid not null
  owner_post text not null
  text text not null
  word text not null
  used integer not null
  mended integer not null
  counted_on date not null
table public.word_list_versions
  key text not null
  version integer not null
  sha256 text not null
  body json not null
  published_at timestamp with time zone not null default clock_timestamp()
  open_fields jsonb generated app.open_fields(body)
table public.work_item_comments (row-level security forced)
  authority_id uuid not null
  id uuid not null
  work_item_id uuid not null
  text text not null
  mentions jsonb not null
  sight jsonb not null
  added_at timestamp with time zone not null
  added_by text not null
  added_by_id uuid
table public.work_item_editing (row-level security forced)
  authority_id uuid not null
  work_item_id uuid not null
  person_id uuid not null
  since timestamp with time zone not null
  seen_at timestamp with time zone not null
table public.work_item_events (row-level security forced)
  authority_id uuid not null
  work_item_id uuid not null
  seq bigint not null identity
  version integer not null
  steps_version boolean not null
  type text not null
  actor_id text
  actor_name text not null
  at timestamp with time zone not null
  occurred_on date not null
  recorded_at timestamp with time zone not null default clock_timestamp()
  xid xid8 not null default pg_current_xact_id()
  from_state text
  to_state text
  fields jsonb
  reason text
  after jsonb not null
table public.work_item_evidence (row-level security forced)
  authority_id uuid not null
  work_item_id uuid not null
  no integer not null
  title text not null
  note text
  link text
  file_name text
  file_sha256 text
  file_bytes bigint
  file_media_type text
  added_at timestamp with time zone not null
  added_by text not null
table public.work_item_follows (row-level security forced)
  authority_id uuid not null
  work_item_id uuid not null
  person_id uuid not null
  since timestamp with time zone not null
table public.work_item_links (row-level security forced)
  authority_id uuid not null
  work_item_id uuid not null
  no integer not null
  to_item text not null
  kind text not null
  added_at timestamp with time zone not null
  added_by text not null
table public.work_item_records (row-level security forced)
  authority_id uuid not null
  work_item_id uuid not null
  kind text not null
  no integer not null
  fields jsonb not null
  added_at timestamp with time zone not null
  added_by text not null
table public.work_items (row-level security forced) with fillfactor=85, autovacuum_vacuum_scale_factor=0.02
  authority_id uuid not null
  id uuid not null
  reference text not null
  workflow text not null
  definition_version integer not null
  title text not null
  state text not null
  entered_at timestamp with time zone not null
  level smallint not null default 0
  closed boolean not null default false
  exempt boolean not null default false
  classification text not null
  restricted_to_posts text[]
  restricted_to_people uuid[]
  hidden_from text[] not null default '{}'::text[]
  owner_post text not null
  contributors text[] not null default '{}'::text[]
  fields jsonb not null default '{}'::jsonb
  next_due_on date
  awaits_meeting boolean not null default false
  done_by jsonb not null default '{}'::jsonb
  version integer not null
  firing_steps integer not null default 0
  created_at timestamp with time zone not null
  created_by text not null
  sealed_fields bytea
  sealed_key text
  sort_due date not null generated 
CASE
    WHEN closed THEN 'infinity'::date
    ELSE COALESCE(next_due_on, '9999-12-31'::date)
END
  sort_reference text not null generated (COALESCE("substring"(reference, '^(.*-)[0-9]+$'::text), reference) || lpad(COALESCE("substring"(reference, '-([0-9]+)$'::text), ''::text), 9, '0'::text))
  returns_to text
  part_of text
  case_reference text generated (fields ->> 'caseReference'::text)
table public.workflow_versions
  key text not null
  version integer not null
  sha256 text not null
  body json not null
  published_at timestamp with time zone not null default clock_timestamp()
  open_fields jsonb generated app.open_fields(body)
table public_site.cards (row-level security forced)
  authority_id uuid not null
  id uuid not null
  age text not null
  published_on date not null
  asked_by text not null
  asked text not null
  did text not null
  could_not text not null
  verdict text
  stars integer
  words text

constraint absences_authority_id_person_id_fkey on absences: FOREIGN KEY (authority_id, person_id) REFERENCES people(authority_id, id)
constraint absences_check on absences: CHECK ((absent_to >= absent_from))
constraint absences_pkey on absences: PRIMARY KEY (authority_id, person_id, absent_from)
constraint agenda_items_authority_id_lead_post_fkey on agenda_items: FOREIGN KEY (authority_id, lead_post) REFERENCES posts(authority_id, key)
constraint agenda_items_authority_id_meeting_id_fkey on agenda_items: FOREIGN KEY (authority_id, meeting_id) REFERENCES meeting_agendas(authority_id, meeting_id)
constraint agenda_items_authority_id_meeting_id_place_key on agenda_items: UNIQUE (authority_id, meeting_id, place) DEFERRABLE INITIALLY DEFERRED
constraint agenda_items_check on agenda_items: CHECK (((exempt AND (NOT confidential)) = (cardinality(paragraphs) > 0)))
constraint agenda_items_check1 on agenda_items: CHECK ((exempt OR (NOT confidential)))
constraint agenda_items_check2 on agenda_items: CHECK (((exempt AND (NOT confidential)) OR (NOT minutes_open)))
constraint agenda_items_pkey on agenda_items: PRIMARY KEY (authority_id, meeting_id, id)
constraint agenda_items_place_check on agenda_items: CHECK (((place >= 0) AND (place <= 99)))
constraint agenda_items_title_check on agenda_items: CHECK (((length(title) >= 1) AND (length(title) <= 500)))
constraint agenda_publications_authority_id_meeting_id_fkey on agenda_publications: FOREIGN KEY (authority_id, meeting_id) REFERENCES meeting_agendas(authority_id, meeting_id)
constraint agenda_publications_items_check on agenda_publications: CHECK ((jsonb_typeof(items) = 'array'::text))
constraint agenda_publications_pkey on agenda_publications: PRIMARY KEY (authority_id, meeting_id, no)
constraint entries_pkey on audit.entries: PRIMARY KEY (authority_id, id)
constraint entry_values_pkey on audit.entry_values: PRIMARY KEY (authority_id, entry_id)
constraint authorities_key_key on authorities: UNIQUE (key)
constraint authorities_pkey on authorities: PRIMARY KEY (id)
constraint bodies_authority_id_fkey on bodies: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint bodies_kind_check on bodies: CHECK ((kind = ANY (ARRAY['panel'::text, 'committee'::text, 'childrens-council'::text])))
constraint bodies_pkey on bodies: PRIMARY KEY (authority_id, key)
constraint body_members_authority_id_body_fkey on body_members: FOREIGN KEY (authority_id, body) REFERENCES bodies(authority_id, key)
constraint body_members_authority_id_post_fkey on body_members: FOREIGN KEY (authority_id, post) REFERENCES posts(authority_id, key)
constraint body_members_check on body_members: CHECK (((held_to IS NULL) OR (held_to >= held_from)))
constraint body_members_check1 on body_members: CHECK (((NOT vacant) OR (post IS NULL)))
constraint body_members_pkey on body_members: PRIMARY KEY (authority_id, id)
constraint body_members_place_check on body_members: CHECK ((place = ANY (ARRAY['chair'::text, 'vice-chair'::text, 'member'::text, 'co-opted'::text, 'substitute'::text])))
constraint body_members_title_check on body_members: CHECK (((length(title) >= 1) AND (length(title) <= 200)))
constraint body_quorums_authority_id_body_fkey on body_quorums: FOREIGN KEY (authority_id, body) REFERENCES bodies(authority_id, key)
constraint body_quorums_pkey on body_quorums: PRIMARY KEY (authority_id, body)
constraint body_quorums_quorum_check on body_quorums: CHECK (((quorum >= 1) AND (quorum <= 200)))
constraint bulk_change_images_authority_id_bulk_change_id_fkey on bulk_change_images: FOREIGN KEY (authority_id, bulk_change_id) REFERENCES bulk_changes(authority_id, id)
constraint bulk_change_images_authority_id_work_item_id_fkey on bulk_change_images: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id)
constraint bulk_change_images_pkey on bulk_change_images: PRIMARY KEY (authority_id, bulk_change_id, work_item_id)
constraint bulk_changes_authority_id_actor_id_idempotency_key_key on bulk_changes: UNIQUE (authority_id, actor_id, idempotency_key)
constraint bulk_changes_authority_id_to_post_fkey on bulk_changes: FOREIGN KEY (authority_id, to_post) REFERENCES posts(authority_id, key)
constraint bulk_changes_check on bulk_changes: CHECK (((undo_results IS NULL) OR (undone_at IS NOT NULL)))
constraint bulk_changes_check1 on bulk_changes: CHECK (((to_post IS NULL) = (transition IS NOT NULL)))
constraint bulk_changes_check2 on bulk_changes: CHECK (((workflow IS NULL) = (transition IS NULL)))
constraint bulk_changes_pkey on bulk_changes: PRIMARY KEY (authority_id, id)
constraint calendar_changes_authority_id_calendar_to_revision_fkey on calendar_changes: FOREIGN KEY (authority_id, calendar, to_revision) REFERENCES calendars(authority_id, key, revision)
constraint calendar_changes_authority_id_calendar_to_revision_key on calendar_changes: UNIQUE (authority_id, calendar, to_revision)
constraint calendar_changes_authority_id_fkey on calendar_changes: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint calendar_changes_check on calendar_changes: CHECK ((to_revision > from_revision))
constraint calendar_changes_check1 on calendar_changes: CHECK ((((undone_at IS NULL) = (undone_by IS NULL)) AND ((undone_at IS NULL) = (undone_revision IS NULL))))
constraint calendar_changes_origin_check on calendar_changes: CHECK ((origin = ANY (ARRAY['edit'::text, 'import'::text])))
constraint calendar_changes_pkey on calendar_changes: PRIMARY KEY (authority_id, id)
constraint calendar_feeds_authority_id_person_id_fkey on calendar_feeds: FOREIGN KEY (authority_id, person_id) REFERENCES people(authority_id, id)
constraint calendar_feeds_pkey on calendar_feeds: PRIMARY KEY (authority_id, person_id)
constraint calendar_versions_pkey on calendar_versions: PRIMARY KEY (key, version)
constraint workflow_versions_version_check on calendar_versions: CHECK ((version > 0))
constraint calendars_authority_id_fkey on calendars: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint calendars_pkey on calendars: PRIMARY KEY (authority_id, key, revision)
constraint clock_one_check on clock: CHECK (one)
constraint clock_pkey on clock: PRIMARY KEY (one)
constraint cohort_children_attendance_check on cohort_children: CHECK (((attendance >= (0)::numeric) AND (attendance <= (100)::numeric)))
constraint cohort_children_authority_id_snapshot_id_fkey on cohort_children: FOREIGN KEY (authority_id, snapshot_id) REFERENCES cohort_snapshots(authority_id, id)
constraint cohort_children_check on cohort_children: CHECK ((NOT (not_in_education AND reduced_timetable)))
constraint cohort_children_check1 on cohort_children: CHECK (((reduced_hours IS NULL) OR reduced_timetable))
constraint cohort_children_check2 on cohort_children: CHECK ((not_in_education OR reduced_timetable OR (fixed_exclusions > 0) OR permanent_exclusion OR persistent_absence OR awaiting_placement))
constraint cohort_children_fixed_exclusions_check on cohort_children: CHECK ((fixed_exclusions >= 0))
constraint cohort_children_pkey on cohort_children: PRIMARY KEY (authority_id, snapshot_id, child_reference)
constraint cohort_children_year_group_check on cohort_children: CHECK (((year_group >= 0) AND (year_group <= 11)))
constraint cohort_sizes_authority_id_snapshot_id_fkey on cohort_sizes: FOREIGN KEY (authority_id, snapshot_id) REFERENCES cohort_snapshots(authority_id, id)
constraint cohort_sizes_check on cohort_sizes: CHECK (((with_plan >= 0) AND (with_plan <= children)))
constraint cohort_sizes_children_check on cohort_sizes: CHECK ((children >= 0))
constraint cohort_sizes_pkey on cohort_sizes: PRIMARY KEY (authority_id, snapshot_id, year_group)
constraint cohort_sizes_year_group_check on cohort_sizes: CHECK (((year_group >= 0) AND (year_group <= 11)))
constraint cohort_snapshots_authority_id_cohort_month_revision_key on cohort_snapshots: UNIQUE (authority_id, cohort, month, revision)
constraint cohort_snapshots_authority_id_fkey on cohort_snapshots: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint cohort_snapshots_pkey on cohort_snapshots: PRIMARY KEY (authority_id, id)
constraint cohort_snapshots_revision_check on cohort_snapshots: CHECK ((revision > 0))
constraint deadlines_authority_id_work_item_id_fkey on deadlines: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id)
constraint deadlines_basis_check on deadlines: CHECK ((basis = ANY (ARRAY['statutory'::text, 'guidance'::text, 'local'::text])))
constraint deadlines_pkey on deadlines: PRIMARY KEY (authority_id, work_item_id, key, occurrence)
constraint deadlines_status_check on deadlines: CHECK ((status = ANY (ARRAY['running'::text, 'suspended'::text, 'met'::text, 'missed'::text, 'cancelled'::text])))
constraint eligibility_versions_pkey on eligibility_versions: PRIMARY KEY (key, version)
constraint workflow_versions_version_check on eligibility_versions: CHECK ((version > 0))
constraint evidence_files_authority_id_fkey on evidence_files: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint evidence_files_pkey on evidence_files: PRIMARY KEY (authority_id, sha256)
constraint firings_authority_id_work_item_id_fkey on firings: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id)
constraint firings_kind_check on firings: CHECK ((kind = ANY (ARRAY['reminder'::text, 'due'::text, 'level'::text])))
constraint firings_pkey on firings: PRIMARY KEY (authority_id, work_item_id, deadline_key, occurrence, kind, mark, due_on)
constraint hand_overs_authority_id_actor_id_idempotency_key_key on hand_overs: UNIQUE (authority_id, actor_id, idempotency_key)
constraint hand_overs_authority_id_from_post_fkey on hand_overs: FOREIGN KEY (authority_id, from_post) REFERENCES posts(authority_id, key)
constraint hand_overs_authority_id_to_post_fkey on hand_overs: FOREIGN KEY (authority_id, to_post) REFERENCES posts(authority_id, key)
constraint hand_overs_pkey on hand_overs: PRIMARY KEY (authority_id, id)
constraint idempotency_keys_authority_id_fkey on idempotency_keys: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint idempotency_keys_pkey on idempotency_keys: PRIMARY KEY (authority_id, person_id, key)
constraint leavings_authority_id_person_id_fkey on leavings: FOREIGN KEY (authority_id, person_id) REFERENCES people(authority_id, id)
constraint leavings_check on leavings: CHECK (((undone_at IS NULL) = (undone_by IS NULL)))
constraint leavings_pkey on leavings: PRIMARY KEY (authority_id, id)
constraint library_state_one_check on library_state: CHECK (one)
constraint library_state_pkey on library_state: PRIMARY KEY (one)
constraint local_values_authority_id_fkey on local_values: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint local_values_pkey on local_values: PRIMARY KEY (authority_id, key, version)
constraint meeting_agendas_authority_id_meeting_id_fkey on meeting_agendas: FOREIGN KEY (authority_id, meeting_id) REFERENCES meetings(authority_id, id)
constraint meeting_agendas_pkey on meeting_agendas: PRIMARY KEY (authority_id, meeting_id)
constraint meeting_agendas_version_check on meeting_agendas: CHECK ((version > 0))
constraint meeting_attendances_authority_id_meeting_id_fkey on meeting_attendances: FOREIGN KEY (authority_id, meeting_id) REFERENCES meetings(authority_id, id)
constraint meeting_attendances_entries_check on meeting_attendances: CHECK ((jsonb_typeof(entries) = 'array'::text))
constraint meeting_attendances_pkey on meeting_attendances: PRIMARY KEY (authority_id, meeting_id)
constraint meeting_attendances_version_check on meeting_attendances: CHECK ((version > 0))
constraint meeting_outcomes_authority_id_meeting_id_agenda_item_id_fkey on meeting_outcomes: FOREIGN KEY (authority_id, meeting_id, agenda_item_id) REFERENCES agenda_items(authority_id, meeting_id, id)
constraint meeting_outcomes_authority_id_meeting_id_fkey on meeting_outcomes: FOREIGN KEY (authority_id, meeting_id) REFERENCES meetings(authority_id, id)
constraint meeting_outcomes_authority_id_meeting_id_idempotency_key_key on meeting_outcomes: UNIQUE (authority_id, meeting_id, idempotency_key)
constraint meeting_outcomes_check on meeting_outcomes: CHECK (((idempotency_key IS NULL) = (body_hash IS NULL)))
constraint meeting_outcomes_check1 on meeting_outcomes: CHECK ((num_nulls(withdrawn_at, withdrawn_by, withdrawn_because) = ANY (ARRAY[0, 3])))
constraint meeting_outcomes_kind_check on meeting_outcomes: CHECK ((kind = ANY (ARRAY['note'::text, 'agree'::text, 'refer'::text, 'action'::text, 'challenge-accepted'::text])))
constraint meeting_outcomes_minute_check on meeting_outcomes: CHECK ((minute > 0))
constraint meeting_outcomes_paragraph_check on meeting_outcomes: CHECK ((length(paragraph) <= 40))
constraint meeting_outcomes_pkey on meeting_outcomes: PRIMARY KEY (authority_id, meeting_id, id)
constraint meeting_outcomes_text_check on meeting_outcomes: CHECK (((length(text) >= 1) AND (length(text) <= 2000)))
constraint meeting_outcomes_withdrawn_because_check on meeting_outcomes: CHECK (((length(withdrawn_because) >= 1) AND (length(withdrawn_because) <= 500)))
constraint meeting_texts_authority_id_meeting_id_edition_kind_of_id_key on meeting_texts: UNIQUE (authority_id, meeting_id, edition, kind, of_id)
constraint meeting_texts_authority_id_meeting_id_fkey on meeting_texts: FOREIGN KEY (authority_id, meeting_id) REFERENCES meetings(authority_id, id) ON DELETE CASCADE
constraint meeting_texts_check on meeting_texts: CHECK (((NOT exempt) OR (edition = 'full'::text)))
constraint meeting_texts_edition_check on meeting_texts: CHECK ((edition = ANY (ARRAY['full'::text, 'open'::text])))
constraint meeting_texts_kind_check on meeting_texts: CHECK ((kind = ANY (ARRAY['agenda'::text, 'minute'::text])))
constraint meeting_texts_pkey on meeting_texts: PRIMARY KEY (authority_id, id)
constraint meetings_authority_id_body_fkey on meetings: FOREIGN KEY (authority_id, body) REFERENCES bodies(authority_id, key)
constraint meetings_authority_id_body_held_on_key on meetings: UNIQUE (authority_id, body, held_on)
constraint meetings_pkey on meetings: PRIMARY KEY (authority_id, id)
constraint PK_8c82d7f526340ab734260ea46be on migrations: PRIMARY KEY (id)
constraint notice_reads_authority_id_notice_id_fkey on notice_reads: FOREIGN KEY (authority_id, notice_id) REFERENCES notices(authority_id, id)
constraint notice_reads_authority_id_person_id_fkey on notice_reads: FOREIGN KEY (authority_id, person_id) REFERENCES people(authority_id, id)
constraint notice_reads_pkey on notice_reads: PRIMARY KEY (authority_id, person_id, notice_id)
constraint notices_authority_id_work_item_id_fkey on notices: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id)
constraint notices_authority_id_work_item_id_unique_key_key on notices: UNIQUE (authority_id, work_item_id, unique_key)
constraint notices_of_one on notices: CHECK (((work_item_id IS NULL) <> (view_id IS NULL)))
constraint notices_of_view_day on notices: CHECK (((view_id IS NULL) OR (due_on IS NOT NULL)))
constraint notices_pkey on notices: PRIMARY KEY (authority_id, id)
constraint notices_status_check on notices: CHECK ((status = ANY (ARRAY['waiting'::text, 'sending'::text, 'quarantined'::text, 'unknown'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'withdrawn'::text, 'shown'::text])))
constraint outbox_authority_id_carried_by_fkey on outbox: FOREIGN KEY (authority_id, carried_by) REFERENCES outbox(authority_id, id)
constraint outbox_authority_id_id_fkey on outbox: FOREIGN KEY (authority_id, id) REFERENCES notices(authority_id, id)
constraint outbox_authority_id_unique_key_key on outbox: UNIQUE (authority_id, unique_key)
constraint outbox_carried_check on outbox: CHECK (((NOT (outcome IS DISTINCT FROM 'carried'::text)) = (carried_by IS NOT NULL)))
constraint outbox_check on outbox: CHECK (((outcome IS NULL) = (settled_at IS NULL)))
constraint outbox_outcome_check on outbox: CHECK ((outcome = ANY (ARRAY['sent'::text, 'delivered'::text, 'failed'::text, 'unknown'::text, 'withdrawn'::text, 'shown'::text, 'carried'::text, 'quarantined'::text])))
constraint outbox_pkey on outbox: PRIMARY KEY (authority_id, id)
constraint people_authority_id_fkey on people: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint people_authority_id_persona_key on people: UNIQUE (authority_id, persona)
constraint people_pkey on people: PRIMARY KEY (authority_id, id)
constraint person_roles_authority_id_person_id_fkey on person_roles: FOREIGN KEY (authority_id, person_id) REFERENCES people(authority_id, id)
constraint person_roles_pkey on person_roles: PRIMARY KEY (authority_id, person_id, role)
constraint post_covers_authority_id_person_id_fkey on post_covers: FOREIGN KEY (authority_id, person_id) REFERENCES people(authority_id, id)
constraint post_covers_authority_id_post_fkey on post_covers: FOREIGN KEY (authority_id, post) REFERENCES posts(authority_id, key)
constraint post_covers_check on post_covers: CHECK ((covers_to >= covers_from))
constraint post_covers_pkey on post_covers: PRIMARY KEY (authority_id, post, covers_from, person_id)
constraint post_holders_authority_id_person_id_fkey on post_holders: FOREIGN KEY (authority_id, person_id) REFERENCES people(authority_id, id)
constraint post_holders_authority_id_post_fkey on post_holders: FOREIGN KEY (authority_id, post) REFERENCES posts(authority_id, key)
constraint post_holders_check on post_holders: CHECK (((held_to IS NULL) OR (held_to >= held_from)))
constraint post_holders_pkey on post_holders: PRIMARY KEY (authority_id, post, held_from)
constraint posts_authority_id_fkey on posts: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint posts_authority_id_reports_to_fkey on posts: FOREIGN KEY (authority_id, reports_to) REFERENCES posts(authority_id, key) DEFERRABLE INITIALLY DEFERRED
constraint posts_authority_id_team_fkey on posts: FOREIGN KEY (authority_id, team) REFERENCES teams(authority_id, key)
constraint posts_pkey on posts: PRIMARY KEY (authority_id, key)
constraint cards_age_check on public_site.cards: CHECK ((age = ANY (ARRAY['7-11'::text, '11-16'::text, '16-plus'::text])))
constraint cards_pkey on public_site.cards: PRIMARY KEY (authority_id, id, age)
constraint cards_stars_check on public_site.cards: CHECK (((stars >= 1) AND (stars <= 5)))
constraint cards_verdict_check on public_site.cards: CHECK ((verdict = ANY (ARRAY['kept'::text, 'partly'::text, 'not-yet'::text])))
constraint publications_authority_id_fkey on publications: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint publications_authority_id_work_item_id_fkey on publications: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id)
constraint publications_check on publications: CHECK (((status <> ALL (ARRAY['published'::text, 'replaced'::text])) OR (decided_by IS NOT NULL)))
constraint publications_check1 on publications: CHECK (((decided_by IS NULL) OR (status <> ALL (ARRAY['published'::text, 'replaced'::text, 'withdrawn'::text])) OR (decided_by <> proposed_by)))
constraint publications_pkey on publications: PRIMARY KEY (authority_id, id)
constraint publications_status_check on publications: CHECK ((status = ANY (ARRAY['proposed'::text, 'published'::text, 'refused'::text, 'replaced'::text, 'withdrawn'::text])))
constraint raising_links_authority_id_fkey on raising_links: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint raising_links_authority_id_hash_key on raising_links: UNIQUE (authority_id, hash)
constraint raising_links_authority_id_work_item_id_fkey on raising_links: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id)
constraint raising_links_check on raising_links: CHECK (((used_at IS NULL) = (work_item_id IS NULL)))
constraint raising_links_check1 on raising_links: CHECK (((revoked_at IS NULL) = (revoked_by_name IS NULL)))
constraint raising_links_pkey on raising_links: PRIMARY KEY (authority_id, id)
constraint reference_counters_authority_id_fkey on reference_counters: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint reference_counters_pkey on reference_counters: PRIMARY KEY (authority_id, prefix, year)
constraint rule_change_items_authority_id_change_id_fkey on rule_change_items: FOREIGN KEY (authority_id, change_id) REFERENCES rule_changes(authority_id, id) DEFERRABLE INITIALLY DEFERRED
constraint rule_change_items_authority_id_work_item_id_fkey on rule_change_items: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id)
constraint rule_change_items_pkey on rule_change_items: PRIMARY KEY (authority_id, change_id, work_item_id)
constraint rule_changes_authority_id_fkey on rule_changes: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint rule_changes_check on rule_changes: CHECK (((undone_at IS NULL) = (undone_by IS NULL)))
constraint rule_changes_kind_check on rule_changes: CHECK ((kind = ANY (ARRAY['workflow'::text, 'rule'::text, 'limit'::text])))
constraint rule_changes_pkey on rule_changes: PRIMARY KEY (authority_id, id)
constraint rule_versions_pkey on rule_versions: PRIMARY KEY (key, version)
constraint workflow_versions_version_check on rule_versions: CHECK ((version > 0))
constraint saved_views_audience_check on saved_views: CHECK ((audience = ANY (ARRAY['private'::text, 'role'::text, 'all'::text])))
constraint saved_views_authority_id_fkey on saved_views: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint saved_views_authority_id_person_id_fkey on saved_views: FOREIGN KEY (authority_id, person_id) REFERENCES people(authority_id, id)
constraint saved_views_check on saved_views: CHECK (((role IS NOT NULL) = (audience = 'role'::text)))
constraint saved_views_check1 on saved_views: CHECK (((idempotency_key IS NULL) = (body_hash IS NULL)))
constraint saved_views_name_check on saved_views: CHECK (((length(name) >= 1) AND (length(name) <= 100)))
constraint saved_views_own on saved_views: UNIQUE (authority_id, person_id, idempotency_key)
constraint saved_views_pkey on saved_views: PRIMARY KEY (authority_id, id)
constraint saved_views_query_check on saved_views: CHECK ((jsonb_typeof(query) = 'object'::text))
constraint search_texts_authority_id_work_item_id_fkey on search_texts: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id) ON DELETE CASCADE
constraint search_texts_check on search_texts: CHECK (((no IS NOT NULL) = (kind = 'evidence'::text)))
constraint search_texts_check1 on search_texts: CHECK (((then_exempt IS NOT NULL) = (kind = 'comment'::text)))
constraint search_texts_check2 on search_texts: CHECK (((then_hidden_from IS NOT NULL) = (kind = 'comment'::text)))
constraint search_texts_check3 on search_texts: CHECK (((then_posts IS NULL) = (then_people IS NULL)))
constraint search_texts_kind_check on search_texts: CHECK ((kind = ANY (ARRAY['item'::text, 'evidence'::text, 'comment'::text])))
constraint search_texts_pkey on search_texts: PRIMARY KEY (authority_id, id)
constraint sending_control_one_check on sending_control: CHECK (one)
constraint sending_control_pkey on sending_control: PRIMARY KEY (one)
constraint sessions_hash_key on sessions: UNIQUE (hash)
constraint sessions_pkey on sessions: PRIMARY KEY (id)
constraint team_webhooks_authority_id_team_fkey on team_webhooks: FOREIGN KEY (authority_id, team) REFERENCES teams(authority_id, key)
constraint team_webhooks_check on team_webhooks: CHECK (((tested_at IS NOT NULL) OR (test_fault IS NULL)))
constraint team_webhooks_pkey on team_webhooks: PRIMARY KEY (authority_id, team)
constraint teams_authority_id_fkey on teams: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint teams_pkey on teams: PRIMARY KEY (authority_id, key)
constraint telling_preferences_authority_id_person_id_fkey on telling_preferences: FOREIGN KEY (authority_id, person_id) REFERENCES people(authority_id, id)
constraint telling_preferences_channel_check on telling_preferences: CHECK ((channel = ANY (ARRAY['email'::text, 'teams'::text, 'none'::text])))
constraint telling_preferences_followed_check on telling_preferences: CHECK ((followed = ANY (ARRAY['at-once'::text, 'daily'::text, 'weekly'::text])))
constraint telling_preferences_mode_check on telling_preferences: CHECK ((mode = ANY (ARRAY['at-once'::text, 'daily'::text, 'weekly'::text])))
constraint telling_preferences_pkey on telling_preferences: PRIMARY KEY (authority_id, person_id)
constraint tokens_hash_key on tokens: UNIQUE (hash)
constraint tokens_pkey on tokens: PRIMARY KEY (id)
constraint transports_pkey on transports: PRIMARY KEY (key)
constraint view_digests_authority_id_person_id_fkey on view_digests: FOREIGN KEY (authority_id, person_id) REFERENCES people(authority_id, id)
constraint view_digests_authority_id_view_id_fkey on view_digests: FOREIGN KEY (authority_id, view_id) REFERENCES saved_views(authority_id, id) ON DELETE CASCADE
constraint view_digests_every_check on view_digests: CHECK ((every = ANY (ARRAY['day'::text, 'week'::text])))
constraint view_digests_pkey on view_digests: PRIMARY KEY (authority_id, person_id, view_id)
constraint view_feeds_authority_id_person_id_fkey on view_feeds: FOREIGN KEY (authority_id, person_id) REFERENCES people(authority_id, id)
constraint view_feeds_authority_id_view_id_fkey on view_feeds: FOREIGN KEY (authority_id, view_id) REFERENCES saved_views(authority_id, id) ON DELETE CASCADE
constraint view_feeds_pkey on view_feeds: PRIMARY KEY (authority_id, person_id, view_id)
constraint word_changes_authority_id_fkey on word_changes: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint word_changes_kind_check on word_changes: CHECK ((kind = ANY (ARRAY['added'::text, 'changed'::text, 'switched-off'::text, 'switched-on'::text, 'removed'::text, 'undone'::text])))
constraint word_changes_pkey on word_changes: PRIMARY KEY (authority_id, id)
constraint word_counts_authority_id_work_item_id_fkey on word_counts: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id)
constraint word_counts_check on word_counts: CHECK (((used + mended) > 0))
constraint word_counts_mended_check on word_counts: CHECK ((mended >= 0))
constraint word_counts_pkey on word_counts: PRIMARY KEY (authority_id, id)
constraint word_counts_used_check on word_counts: CHECK ((used >= 0))
constraint word_list_versions_pkey on word_list_versions: PRIMARY KEY (key, version)
constraint workflow_versions_version_check on word_list_versions: CHECK ((version > 0))
constraint work_item_comments_authority_id_work_item_id_fkey on work_item_comments: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id)
constraint work_item_comments_pkey on work_item_comments: PRIMARY KEY (authority_id, id)
constraint work_item_comments_text_check on work_item_comments: CHECK (((length(text) >= 1) AND (length(text) <= 4000)))
constraint work_item_editing_pkey on work_item_editing: PRIMARY KEY (authority_id, work_item_id, person_id)
constraint work_item_events_authority_id_work_item_id_fkey on work_item_events: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id)
constraint work_item_events_pkey on work_item_events: PRIMARY KEY (authority_id, work_item_id, seq)
constraint work_item_evidence_authority_id_file_sha256_fkey on work_item_evidence: FOREIGN KEY (authority_id, file_sha256) REFERENCES evidence_files(authority_id, sha256)
constraint work_item_evidence_authority_id_work_item_id_fkey on work_item_evidence: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id)
constraint work_item_evidence_pkey on work_item_evidence: PRIMARY KEY (authority_id, work_item_id, no)
constraint work_item_follows_authority_id_person_id_fkey on work_item_follows: FOREIGN KEY (authority_id, person_id) REFERENCES people(authority_id, id)
constraint work_item_follows_authority_id_work_item_id_fkey on work_item_follows: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id)
constraint work_item_follows_pkey on work_item_follows: PRIMARY KEY (authority_id, work_item_id, person_id)
constraint work_item_links_authority_id_work_item_id_fkey on work_item_links: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id)
constraint work_item_links_pkey on work_item_links: PRIMARY KEY (authority_id, work_item_id, no)
constraint work_item_records_authority_id_work_item_id_fkey on work_item_records: FOREIGN KEY (authority_id, work_item_id) REFERENCES work_items(authority_id, id)
constraint work_item_records_pkey on work_item_records: PRIMARY KEY (authority_id, work_item_id, kind, no)
constraint work_items_authority_id_fkey on work_items: FOREIGN KEY (authority_id) REFERENCES authorities(id)
constraint work_items_authority_id_owner_post_fkey on work_items: FOREIGN KEY (authority_id, owner_post) REFERENCES posts(authority_id, key)
constraint work_items_authority_id_reference_key on work_items: UNIQUE (authority_id, reference)
constraint work_items_check on work_items: CHECK (((sealed_fields IS NULL) = (sealed_key IS NULL)))
constraint work_items_check1 on work_items: CHECK (((restricted_to_posts IS NULL) = (restricted_to_people IS NULL)))
constraint work_items_classification_check on work_items: CHECK ((classification = ANY (ARRAY['unrestricted'::text, 'restricted'::text, 'exempt'::text])))
constraint work_items_pkey on work_items: PRIMARY KEY (authority_id, id)
constraint workflow_versions_pkey on workflow_versions: PRIMARY KEY (key, version)
constraint workflow_versions_version_check on workflow_versions: CHECK ((version > 0))

CREATE UNIQUE INDEX "PK_8c82d7f526340ab734260ea46be" ON public.migrations USING btree (id)
CREATE UNIQUE INDEX absences_pkey ON public.absences USING btree (authority_id, person_id, absent_from)
CREATE UNIQUE INDEX agenda_items_authority_id_meeting_id_place_key ON public.agenda_items USING btree (authority_id, meeting_id, place)
CREATE UNIQUE INDEX agenda_items_pkey ON public.agenda_items USING btree (authority_id, meeting_id, id)
CREATE UNIQUE INDEX agenda_publications_pkey ON public.agenda_publications USING btree (authority_id, meeting_id, no)
CREATE UNIQUE INDEX authorities_key_key ON public.authorities USING btree (key)
CREATE UNIQUE INDEX authorities_pkey ON public.authorities USING btree (id)
CREATE UNIQUE INDEX bodies_pkey ON public.bodies USING btree (authority_id, key)
CREATE INDEX body_members_of_body ON public.body_members USING btree (authority_id, body)
CREATE UNIQUE INDEX body_members_pkey ON public.body_members USING btree (authority_id, id)
CREATE UNIQUE INDEX body_quorums_pkey ON public.body_quorums USING btree (authority_id, body)
CREATE UNIQUE INDEX bulk_change_images_pkey ON public.bulk_change_images USING btree (authority_id, bulk_change_id, work_item_id)
CREATE UNIQUE INDEX bulk_changes_authority_id_actor_id_idempotency_key_key ON public.bulk_changes USING btree (authority_id, actor_id, idempotency_key)
CREATE UNIQUE INDEX bulk_changes_pkey ON public.bulk_changes USING btree (authority_id, id)
CREATE UNIQUE INDEX calendar_changes_authority_id_calendar_to_revision_key ON public.calendar_changes USING btree (authority_id, calendar, to_revision)
CREATE UNIQUE INDEX calendar_changes_pkey ON public.calendar_changes USING btree (authority_id, id)
CREATE UNIQUE INDEX calendar_feeds_by_hash ON public.calendar_feeds USING btree (hash)
CREATE UNIQUE INDEX calendar_feeds_pkey ON public.calendar_feeds USING btree (authority_id, person_id)
CREATE UNIQUE INDEX calendar_versions_pkey ON public.calendar_versions USING btree (key, version)
CREATE UNIQUE INDEX calendars_pkey ON public.calendars USING btree (authority_id, key, revision)
CREATE INDEX cards_of_page ON public_site.cards USING btree (authority_id, age, published_on DESC, id)
CREATE UNIQUE INDEX cards_pkey ON public_site.cards USING btree (authority_id, id, age)
CREATE UNIQUE INDEX clock_pkey ON public.clock USING btree (one)
CREATE UNIQUE INDEX cohort_children_pkey ON public.cohort_children USING btree (authority_id, snapshot_id, child_reference)
CREATE UNIQUE INDEX cohort_sizes_pkey ON public.cohort_sizes USING btree (authority_id, snapshot_id, year_group)
CREATE UNIQUE INDEX cohort_snapshots_authority_id_cohort_month_revision_key ON public.cohort_snapshots USING btree (authority_id, cohort, month, revision)
CREATE UNIQUE INDEX cohort_snapshots_pkey ON public.cohort_snapshots USING btree (authority_id, id)
CREATE INDEX deadlines_by_calendar ON public.deadlines USING btree (authority_id, calendar_keys, work_item_id) WHERE (status = ANY (ARRAY['running'::text, 'suspended'::text]))
CREATE INDEX deadlines_by_meeting ON public.deadlines USING btree (authority_id, meeting_body) WHERE ((meeting_body IS NOT NULL) AND (status = ANY (ARRAY['running'::text, 'suspended'::text])))
CREATE INDEX deadlines_due ON public.deadlines USING btree (authority_id, next_firing_at) WHERE (next_firing_at IS NOT NULL)
CREATE UNIQUE INDEX deadlines_pkey ON public.deadlines USING btree (authority_id, work_item_id, key, occurrence)
CREATE UNIQUE INDEX eligibility_versions_pkey ON public.eligibility_versions USING btree (key, version)
CREATE UNIQUE INDEX entries_pkey ON audit.entries USING btree (authority_id, id)
CREATE UNIQUE INDEX entry_values_pkey ON audit.entry_values USING btree (authority_id, entry_id)
CREATE UNIQUE INDEX evidence_files_pkey ON public.evidence_files USING btree (authority_id, sha256)
CREATE UNIQUE INDEX firings_pkey ON public.firings USING btree (authority_id, work_item_id, deadline_key, occurrence, kind, mark, due_on)
CREATE UNIQUE INDEX hand_overs_authority_id_actor_id_idempotency_key_key ON public.hand_overs USING btree (authority_id, actor_id, idempotency_key)
CREATE UNIQUE INDEX hand_overs_pkey ON public.hand_overs USING btree (authority_id, id)
CREATE UNIQUE INDEX idempotency_keys_pkey ON public.idempotency_keys USING btree (authority_id, person_id, key)
CREATE UNIQUE INDEX leavings_pkey ON public.leavings USING btree (authority_id, id)
CREATE UNIQUE INDEX leavings_that_hold ON public.leavings USING btree (authority_id, person_id) WHERE ((undone_at IS NULL) AND (returned_on IS NULL))
CREATE UNIQUE INDEX library_state_pkey ON public.library_state USING btree (one)
CREATE UNIQUE INDEX local_values_pkey ON public.local_values USING btree (authority_id, key, version)
CREATE UNIQUE INDEX meeting_agendas_pkey ON public.meeting_agendas USING btree (authority_id, meeting_id)
CREATE UNIQUE INDEX meeting_attendances_pkey ON public.meeting_attendances USING btree (authority_id, meeting_id)
CREATE UNIQUE INDEX meeting_outcomes_authority_id_meeting_id_idempotency_key_key ON public.meeting_outcomes USING btree (authority_id, meeting_id, idempotency_key)
CREATE UNIQUE INDEX meeting_outcomes_once ON public.meeting_outcomes USING btree (authority_id, meeting_id, kind, reference) WHERE ((kind = ANY (ARRAY['action'::text, 'challenge-accepted'::text])) AND (reference IS NOT NULL) AND (withdrawn_at IS NULL))
CREATE UNIQUE INDEX meeting_outcomes_pkey ON public.meeting_outcomes USING btree (authority_id, meeting_id, id)
CREATE UNIQUE INDEX meeting_texts_authority_id_meeting_id_edition_kind_of_id_key ON public.meeting_texts USING btree (authority_id, meeting_id, edition, kind, of_id)
CREATE INDEX meeting_texts_newest ON public.meeting_texts USING btree (authority_id, edition, at DESC, id DESC)
CREATE UNIQUE INDEX meeting_texts_pkey ON public.meeting_texts USING btree (authority_id, id)
CREATE INDEX meeting_texts_words ON public.meeting_texts USING gin (vector) WITH (gin_pending_list_limit='1024')
CREATE UNIQUE INDEX meetings_authority_id_body_held_on_key ON public.meetings USING btree (authority_id, body, held_on)
CREATE INDEX meetings_by_date ON public.meetings USING btree (authority_id, held_on, id)
CREATE UNIQUE INDEX meetings_pkey ON public.meetings USING btree (authority_id, id)
CREATE UNIQUE INDEX notice_reads_pkey ON public.notice_reads USING btree (authority_id, person_id, notice_id)
CREATE UNIQUE INDEX notices_authority_id_work_item_id_unique_key_key ON public.notices USING btree (authority_id, work_item_id, unique_key)
CREATE INDEX notices_by_post ON public.notices USING btree (authority_id, post, created_at DESC, id)
CREATE UNIQUE INDEX notices_of_view ON public.notices USING btree (authority_id, view_id, post, due_on) WHERE (view_id IS NOT NULL)
CREATE UNIQUE INDEX notices_pkey ON public.notices USING btree (authority_id, id)
CREATE INDEX notices_set_aside ON public.notices USING btree (authority_id, created_at, id) WHERE (status = 'quarantined'::text)
CREATE INDEX notices_waiting ON public.notices USING btree (authority_id, post, created_at, id) WHERE (status = ANY (ARRAY['waiting'::text, 'sending'::text]))
CREATE UNIQUE INDEX outbox_authority_id_unique_key_key ON public.outbox USING btree (authority_id, unique_key)
CREATE INDEX outbox_available ON public.outbox USING btree (authority_id, available_at, id) WHERE (settled_at IS NULL)
CREATE INDEX outbox_carried ON public.outbox USING btree (authority_id, carried_by) WHERE (carried_by IS NOT NULL)
CREATE INDEX outbox_of_view ON public.outbox USING btree (authority_id, available_at, id) WHERE ((settled_at IS NULL) AND of_view)
CREATE UNIQUE INDEX outbox_pkey ON public.outbox USING btree (authority_id, id)
CREATE INDEX outbox_receipts ON public.outbox USING btree (authority_id, receipt_due_at) WHERE (receipt_due_at IS NOT NULL)
CREATE UNIQUE INDEX people_authority_id_persona_key ON public.people USING btree (authority_id, persona)
CREATE UNIQUE INDEX people_pkey ON public.people USING btree (authority_id, id)
CREATE UNIQUE INDEX person_roles_pkey ON public.person_roles USING btree (authority_id, person_id, role)
CREATE UNIQUE INDEX post_covers_pkey ON public.post_covers USING btree (authority_id, post, covers_from, person_id)
CREATE UNIQUE INDEX post_holders_pkey ON public.post_holders USING btree (authority_id, post, held_from)
CREATE UNIQUE INDEX posts_pkey ON public.posts USING btree (authority_id, key)
CREATE INDEX publications_by_item ON public.publications USING btree (authority_id, work_item_id, proposed_at DESC, id DESC)
CREATE INDEX publications_by_status ON public.publications USING btree (authority_id, status, proposed_at DESC, id DESC)
CREATE UNIQUE INDEX publications_pkey ON public.publications USING btree (authority_id, id)
CREATE UNIQUE INDEX publications_proposed ON public.publications USING btree (authority_id, work_item_id) WHERE (status = 'proposed'::text)
CREATE UNIQUE INDEX publications_published ON public.publications USING btree (authority_id, work_item_id) WHERE (status = 'published'::text)
CREATE UNIQUE INDEX raising_links_authority_id_hash_key ON public.raising_links USING btree (authority_id, hash)
CREATE INDEX raising_links_newest ON public.raising_links USING btree (authority_id, made_at DESC, id DESC)
CREATE UNIQUE INDEX raising_links_pkey ON public.raising_links USING btree (authority_id, id)
CREATE UNIQUE INDEX reference_counters_pkey ON public.reference_counters USING btree (authority_id, prefix, year)
CREATE UNIQUE INDEX rule_change_items_pkey ON public.rule_change_items USING btree (authority_id, change_id, work_item_id)
CREATE UNIQUE INDEX rule_changes_pkey ON public.rule_changes USING btree (authority_id, id)
CREATE UNIQUE INDEX rule_versions_pkey ON public.rule_versions USING btree (key, version)
CREATE UNIQUE INDEX saved_views_own ON public.saved_views USING btree (authority_id, person_id, idempotency_key)
CREATE UNIQUE INDEX saved_views_pkey ON public.saved_views USING btree (authority_id, id)
CREATE INDEX saved_views_shared ON public.saved_views USING btree (authority_id, workflow) WHERE (audience <> 'private'::text)
CREATE INDEX search_texts_newest ON public.search_texts USING btree (authority_id, at DESC, id DESC)
CREATE INDEX search_texts_of_item ON public.search_texts USING btree (authority_id, work_item_id)
CREATE UNIQUE INDEX search_texts_pkey ON public.search_texts USING btree (authority_id, id)
CREATE INDEX search_texts_words ON public.search_texts USING gin (vector) WITH (gin_pending_list_limit='1024')
CREATE UNIQUE INDEX sending_control_pkey ON public.sending_control USING btree (one)
CREATE UNIQUE INDEX sessions_hash_key ON public.sessions USING btree (hash)
CREATE UNIQUE INDEX sessions_pkey ON public.sessions USING btree (id)
CREATE UNIQUE INDEX team_webhooks_pkey ON public.team_webhooks USING btree (authority_id, team)
CREATE UNIQUE INDEX teams_pkey ON public.teams USING btree (authority_id, key)
CREATE UNIQUE INDEX telling_preferences_pkey ON public.telling_preferences USING btree (authority_id, person_id)
CREATE UNIQUE INDEX tokens_hash_key ON public.tokens USING btree (hash)
CREATE UNIQUE INDEX tokens_pkey ON public.tokens USING btree (id)
CREATE UNIQUE INDEX transports_pkey ON public.transports USING btree (key)
CREATE INDEX view_digests_due ON public.view_digests USING btree (authority_id, look_at)
CREATE INDEX view_digests_of_view ON public.view_digests USING btree (authority_id, view_id)
CREATE UNIQUE INDEX view_digests_pkey ON public.view_digests USING btree (authority_id, person_id, view_id)
CREATE UNIQUE INDEX view_feeds_by_hash ON public.view_feeds USING btree (hash)
CREATE INDEX view_feeds_of_view ON public.view_feeds USING btree (authority_id, view_id)
CREATE UNIQUE INDEX view_feeds_pkey ON public.view_feeds USING btree (authority_id, person_id, view_id)
CREATE INDEX word_changes_newest ON public.word_changes USING btree (authority_id, no DESC)
CREATE INDEX word_changes_of_word ON public.word_changes USING btree (authority_id, key, no DESC)
CREATE UNIQUE INDEX word_changes_pkey ON public.word_changes USING btree (authority_id, id)
CREATE INDEX word_counts_by_day ON public.word_counts USING btree (authority_id, counted_on, id)
CREATE UNIQUE INDEX word_counts_pkey ON public.word_counts USING btree (authority_id, id)
CREATE UNIQUE INDEX word_list_versions_pkey ON public.word_list_versions USING btree (key, version)
CREATE INDEX work_item_comments_newest ON public.work_item_comments USING btree (authority_id, work_item_id, added_at DESC, id DESC)
CREATE UNIQUE INDEX work_item_comments_pkey ON public.work_item_comments USING btree (authority_id, id)
CREATE UNIQUE INDEX work_item_editing_pkey ON public.work_item_editing USING btree (authority_id, work_item_id, person_id)
CREATE INDEX work_item_events_handed_on ON public.work_item_events USING btree (authority_id, from_state, work_item_id) WHERE (type = 'owner-changed'::text)
CREATE INDEX work_item_events_in_order ON public.work_item_events USING btree (authority_id, xid, seq)
CREATE UNIQUE INDEX work_item_events_pkey ON public.work_item_events USING btree (authority_id, work_item_id, seq)
CREATE UNIQUE INDEX work_item_evidence_pkey ON public.work_item_evidence USING btree (authority_id, work_item_id, no)
CREATE INDEX work_item_follows_of_person ON public.work_item_follows USING btree (authority_id, person_id, work_item_id)
CREATE UNIQUE INDEX work_item_follows_pkey ON public.work_item_follows USING btree (authority_id, work_item_id, person_id)
CREATE UNIQUE INDEX work_item_links_pkey ON public.work_item_links USING btree (authority_id, work_item_id, no)
CREATE UNIQUE INDEX work_item_records_pkey ON public.work_item_records USING btree (authority_id, work_item_id, kind, no)
CREATE UNIQUE INDEX work_items_authority_id_reference_key ON public.work_items USING btree (authority_id, reference)
CREATE INDEX work_items_awaiting_meeting ON public.work_items USING btree (authority_id) WHERE awaits_meeting
CREATE INDEX work_items_by_case ON public.work_items USING btree (authority_id, case_reference, created_at) WHERE (case_reference IS NOT NULL)
CREATE INDEX work_items_by_created ON public.work_items USING btree (authority_id, created_at, id)
CREATE INDEX work_items_by_due ON public.work_items USING btree (authority_id, sort_due, id)
CREATE INDEX work_items_by_owner ON public.work_items USING btree (authority_id, owner_post, sort_due, id) WHERE (NOT closed)
CREATE INDEX work_items_by_part ON public.work_items USING btree (authority_id, part_of, sort_due, id) WHERE (part_of IS NOT NULL)
CREATE INDEX work_items_by_reference ON public.work_items USING btree (authority_id, sort_reference, id)
CREATE INDEX work_items_by_state ON public.work_items USING btree (authority_id, workflow, state, sort_due)
CREATE INDEX work_items_by_version ON public.work_items USING btree (authority_id, workflow, definition_version) WHERE (NOT closed)
CREATE INDEX work_items_by_workflow ON public.work_items USING btree (authority_id, workflow, sort_due)
CREATE INDEX work_items_closed_by_owner ON public.work_items USING btree (authority_id, owner_post, id) WHERE closed
CREATE INDEX work_items_contributed ON public.work_items USING btree (authority_id, workflow) WHERE (contributors <> '{}'::text[])
CREATE INDEX work_items_kept_from ON public.work_items USING btree (authority_id, workflow) WHERE (restricted_to_posts IS NOT NULL)
CREATE INDEX work_items_owned ON public.work_items USING btree (authority_id, owner_post, workflow, sort_due)
CREATE UNIQUE INDEX work_items_pkey ON public.work_items USING btree (authority_id, id)
CREATE INDEX work_items_raised ON public.work_items USING btree (authority_id, workflow, level, sort_due) WHERE (level > 0)
CREATE INDEX work_items_restricted ON public.work_items USING btree (authority_id, sort_due, id) WHERE ((NOT closed) AND (restricted_to_posts IS NOT NULL))
CREATE UNIQUE INDEX workflow_versions_pkey ON public.workflow_versions USING btree (key, version)

policy authority on absences for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on agenda_items for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on agenda_publications for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on audit.entries for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on audit.entry_values for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on authorities for * to public using ((id = ( SELECT app.authority() AS authority))) with check ((id = ( SELECT app.authority() AS authority)))
policy directory on authorities for r to kept_registrar using (true) with check ()
policy authority on bodies for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on body_members for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on body_quorums for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on bulk_change_images for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on bulk_changes for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on calendar_changes for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on calendar_feeds for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy feed_found on calendar_feeds for r to kept_registrar using (true) with check ()
policy authority on calendars for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on cohort_children for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on cohort_sizes for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on cohort_snapshots for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on deadlines for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy due_reader on deadlines for r to kept_due_reader using (true) with check ()
policy authority on evidence_files for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on firings for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on hand_overs for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on idempotency_keys for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on leavings for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on local_values for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on meeting_agendas for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on meeting_attendances for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on meeting_outcomes for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on meeting_texts for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy searched on meeting_texts for r to kept_searcher using (true) with check ()
policy authority on meetings for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on notice_reads for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on notices for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on outbox for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy outbox_due on outbox for r to kept_registrar using (true) with check ()
policy authority on people for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on person_roles for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on post_covers for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on post_holders for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on posts for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on public_site.cards for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on publications for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on raising_links for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on reference_counters for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on rule_change_items for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on rule_changes for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on saved_views for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on search_texts for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy searched on search_texts for r to kept_searcher using (true) with check ()
policy authority on team_webhooks for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on teams for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on telling_preferences for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on view_digests for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy digest_due on view_digests for r to kept_registrar using (true) with check ()
policy authority on view_feeds for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy feed_found on view_feeds for r to kept_registrar using (true) with check ()
policy authority on word_changes for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on word_counts for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on work_item_comments for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on work_item_editing for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on work_item_events for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on work_item_evidence for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on work_item_follows for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on work_item_links for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on work_item_records for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))
policy authority on work_items for * to public using ((authority_id = ( SELECT app.authority() AS authority))) with check ((authority_id = ( SELECT app.authority() AS authority)))

CREATE TRIGGER bump_reference AFTER INSERT OR DELETE OR UPDATE ON public.absences FOR EACH STATEMENT EXECUTE FUNCTION app.bump_reference()
CREATE TRIGGER change_texts AFTER UPDATE ON public.agenda_items REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.keep_agenda_texts()
CREATE TRIGGER keep_texts AFTER INSERT ON public.agenda_items REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.keep_agenda_texts()
CREATE TRIGGER remove_texts AFTER DELETE ON public.agenda_items REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION app.keep_agenda_texts()
CREATE TRIGGER keep_texts AFTER INSERT ON public.agenda_publications FOR EACH ROW EXECUTE FUNCTION app.keep_meeting_texts()
CREATE TRIGGER bump_reference AFTER INSERT OR DELETE OR UPDATE ON public.bodies FOR EACH STATEMENT EXECUTE FUNCTION app.bump_reference()
CREATE TRIGGER bump_reference AFTER INSERT OR DELETE OR UPDATE ON public.calendars FOR EACH STATEMENT EXECUTE FUNCTION app.bump_reference()
CREATE TRIGGER bump_reference AFTER INSERT OR DELETE OR UPDATE ON public.leavings FOR EACH STATEMENT EXECUTE FUNCTION app.bump_reference()
CREATE TRIGGER bump_reference AFTER INSERT OR DELETE OR UPDATE ON public.local_values FOR EACH STATEMENT EXECUTE FUNCTION app.bump_reference()
CREATE TRIGGER change_texts AFTER UPDATE ON public.meeting_outcomes FOR EACH ROW WHEN ((old.withdrawn_at IS DISTINCT FROM new.withdrawn_at)) EXECUTE FUNCTION app.keep_meeting_texts()
CREATE TRIGGER keep_texts AFTER INSERT ON public.meeting_outcomes FOR EACH ROW EXECUTE FUNCTION app.keep_meeting_texts()
CREATE TRIGGER bump_reference AFTER INSERT OR DELETE OR UPDATE ON public.meetings FOR EACH STATEMENT EXECUTE FUNCTION app.bump_reference()
CREATE TRIGGER change_texts AFTER UPDATE ON public.meetings FOR EACH ROW WHEN ((old.held_on <> new.held_on)) EXECUTE FUNCTION app.keep_moved_texts()
CREATE TRIGGER status_moves_forward BEFORE UPDATE ON public.notices FOR EACH ROW WHEN (((old.status <> new.status) AND ((new.status = 'waiting'::text) OR (old.status = ANY (ARRAY['delivered'::text, 'failed'::text, 'withdrawn'::text, 'shown'::text])) OR ((old.status = 'sent'::text) AND (new.status <> ALL (ARRAY['delivered'::text, 'failed'::text])))))) EXECUTE FUNCTION app.refuse_backward()
CREATE TRIGGER await_receipt BEFORE UPDATE ON public.outbox FOR EACH ROW WHEN (((new.outcome = 'sent'::text) AND (old.outcome IS DISTINCT FROM 'sent'::text) AND (new.provider_reference ~~ 'notify:%'::text))) EXECUTE FUNCTION app.await_receipt()
CREATE TRIGGER receipt_tells_carried AFTER UPDATE OF outcome ON public.outbox FOR EACH ROW WHEN (((old.outcome = ANY (ARRAY['sent'::text, 'unknown'::text])) AND (new.outcome = ANY (ARRAY['delivered'::text, 'failed'::text])))) EXECUTE FUNCTION app.tell_carried()
CREATE TRIGGER bump_reference AFTER INSERT OR DELETE OR UPDATE ON public.people FOR EACH STATEMENT EXECUTE FUNCTION app.bump_reference()
CREATE TRIGGER bump_reference AFTER INSERT OR DELETE OR UPDATE ON public.person_roles FOR EACH STATEMENT EXECUTE FUNCTION app.bump_reference()
CREATE TRIGGER bump_reference AFTER INSERT OR DELETE OR UPDATE ON public.post_covers FOR EACH STATEMENT EXECUTE FUNCTION app.bump_reference()
CREATE TRIGGER bump_reference AFTER INSERT OR DELETE OR UPDATE ON public.post_holders FOR EACH STATEMENT EXECUTE FUNCTION app.bump_reference()
CREATE TRIGGER bump_reference AFTER INSERT OR DELETE OR UPDATE ON public.posts FOR EACH STATEMENT EXECUTE FUNCTION app.bump_reference()
CREATE TRIGGER bump_reference AFTER INSERT OR DELETE OR UPDATE ON public.teams FOR EACH STATEMENT EXECUTE FUNCTION app.bump_reference()
CREATE TRIGGER bump_reference AFTER INSERT OR DELETE OR UPDATE ON public.word_changes FOR EACH STATEMENT EXECUTE FUNCTION app.bump_reference()
CREATE TRIGGER keep_texts AFTER INSERT ON public.work_item_comments FOR EACH ROW EXECUTE FUNCTION app.keep_comment_texts()
CREATE TRIGGER keep_texts AFTER INSERT ON public.work_item_evidence FOR EACH ROW EXECUTE FUNCTION app.keep_evidence_texts()
CREATE TRIGGER change_texts AFTER UPDATE ON public.work_items FOR EACH ROW WHEN (((old.reference <> new.reference) OR (old.title <> new.title) OR (old.fields <> new.fields) OR (old.definition_version <> new.definition_version))) EXECUTE FUNCTION app.change_item_texts()
CREATE TRIGGER keep_texts AFTER INSERT ON public.work_items REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION app.keep_item_texts()
CREATE TRIGGER take_off_public_site AFTER UPDATE ON public.work_items FOR EACH ROW WHEN (((new.workflow = 'challenge-card'::text) AND ((new.state = 'withdrawn'::text) OR new.exempt OR (new.classification <> 'unrestricted'::text) OR (new.restricted_to_posts IS NOT NULL) OR (new.hidden_from <> '{}'::text[]) OR ((new.fields ->> 'kind'::text) IS DISTINCT FROM 'collective'::text)))) EXECUTE FUNCTION app.take_off_public_site()
CREATE TRIGGER version_steps_by_one BEFORE UPDATE ON public.work_items FOR EACH ROW WHEN ((NOT (((new.version = (old.version + 1)) AND (new.firing_steps = old.firing_steps)) OR ((new.version = old.version) AND (new.firing_steps = (old.firing_steps + 1)))))) EXECUTE FUNCTION app.refuse_unstepped()

CREATE OR REPLACE FUNCTION app.answer_step(p_authority uuid, p_item uuid)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return (select (w.state = 'answered')::integer + 2 * (select count(*)::integer from work_item_records r
      where r.authority_id = p_authority and r.work_item_id = p_item and r.kind = 'verdicts')
    from work_items w where w.authority_id = p_authority and w.id = p_item);
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.apply_firings(p_authority uuid, p_batch jsonb)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
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
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.apply_transition(p_authority uuid, p_item uuid, p_version integer, p_firings integer, p_revision bigint, p_change jsonb, p_idempotency jsonb)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
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
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.approve_publication(p_authority uuid, p_id uuid, p_by uuid, p_by_name text)
 RETURNS TABLE(outcome text, replaced uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.audit_publication(p_authority uuid, p_publication uuid, p_action text, p_actor text, p_about jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  entry uuid := gen_random_uuid();
  said text := app.canonical_json(p_about || jsonb_build_object('action', p_action, 'actor', p_actor,
    'at', to_char(app.now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'authority', p_authority, 'id', entry, 'values', '{}'::jsonb));
begin
  insert into audit.entries (authority_id, id, action, actor, object_id, canonical, leaf)
    values (p_authority, entry, p_action, p_actor, p_publication, convert_to(said, 'UTF8'),
      sha256('\x00'::bytea || convert_to(said, 'UTF8')));
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.authorities()
 RETURNS TABLE(id uuid, key text, name text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
  select id, key, name from public.authorities order by key
$function$

owner kept_registrar
CREATE OR REPLACE FUNCTION app.authority()
 RETURNS uuid
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
declare
  authority text := current_setting('app.authority', true);
begin
  if authority is null or authority = '' then
    raise exception 'app.authority is not set: a query ran outside an authority' using errcode = '42501';
  end if;
  return authority::uuid;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.await_receipt()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.receipt_due_at := app.now() + interval '1 minute';
  return new;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.bump_reference()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock(app.lock_key(app.authority()));
  update authorities set reference_revision = reference_revision + 1 where id = app.authority();
  return null;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.canonical_json(p_value jsonb)
 RETURNS text
 LANGUAGE plpgsql
 IMMUTABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return case jsonb_typeof(p_value)
    when 'object' then (select '{' || coalesce(string_agg(to_json(m.key)::text || ':' || app.canonical_json(m.value), ','
      order by m.key collate "C"), '') || '}' from jsonb_each(p_value) m)
    when 'array' then (select '[' || coalesce(string_agg(app.canonical_json(m.value), ',' order by m.no), '') || ']'
      from jsonb_array_elements(p_value) with ordinality m (value, no))
    else p_value::text end;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.change_item_texts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  stands jsonb := app.item_texts(new);
begin
  update search_texts s set parts = stands
    where s.authority_id = new.authority_id and s.id = new.id and s.parts <> stands;
  return null;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.claim_by_meeting(p_authority uuid, p_body text)
 RETURNS json
 LANGUAGE plpgsql
AS $function$
declare
  claimed uuid[];
begin
  select array_agg(held.id) into claimed from (
    select w.id from work_items w where w.authority_id = p_authority and w.id in (
        select d.work_item_id from deadlines d
        where d.authority_id = p_authority and d.meeting_body = p_body and d.status in ('running', 'suspended')
        union all
        select a.id from work_items a where a.authority_id = p_authority and a.awaits_meeting)
      order by w.id for update) held;
  return json_build_object('now', app.now(), 'today', app.today(), 'revision', app.reference_revision(p_authority), 'items', app.items_json(p_authority, claimed));
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.claim_due(p_authority uuid, p_limit integer)
 RETURNS json
 LANGUAGE plpgsql
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
declare
  claimed uuid[];
begin
  perform app.enter(p_authority);
  perform pg_advisory_xact_lock_shared(app.lock_key(p_authority));
  select array_agg(distinct due.id) into claimed from (
    select w.id from deadlines d
      join work_items w on w.authority_id = d.authority_id and w.id = d.work_item_id
      where d.authority_id = p_authority and d.next_firing_at <= app.now()
      order by d.next_firing_at limit p_limit
      for update of w, d skip locked) due;
  return json_build_object('now', app.now(), 'today', app.today(), 'revision', app.reference_revision(p_authority), 'items', app.items_json(p_authority, claimed));
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.deadline_json(d deadlines, p_receipts boolean)
 RETURNS json
 LANGUAGE sql
 STABLE
AS $function$
  select json_build_object(
    'key', d.key, 'occurrence', d.occurrence, 'rule', d.rule, 'basis', d.basis, 'versions', d.versions,
    'startedOn', d.started_on, 'startedAt', d.started_at, 'statutoryOn', d.statutory_on, 'calculatedOn', d.calculated_on,
    'agreedOn', d.agreed_on, 'scheduledOn', d.scheduled_on, 'dueOn', d.due_on, 'dueAt', d.due_at, 'metOn', d.met_on,
    'status', d.status, 'extensions', d.extensions, 'suspensions', d.suspensions, 'exceptions', d.exceptions,
    'receipt', case when p_receipts then d.receipt else '[]'::jsonb end, 'reminders', d.reminders,
    'escalation', d.escalation, 'ignoresQuietHours', d.ignores_quiet_hours, 'plan', d.plan)
$function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.deadlines_json(p_authority uuid, p_item uuid, p_receipts boolean)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return coalesce((
    select json_agg(app.deadline_json(d, p_receipts) order by d.started_at, d.key, d.occurrence)
    from deadlines d where d.authority_id = p_authority and d.work_item_id = p_item), '[]'::json);
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.decide_set_aside(p_authority uuid, p_id uuid, p_release boolean, p_why text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform app.enter(p_authority);
  update outbox set
      outcome = case when p_release then null else 'failed' end, settled_at = case when p_release then null else app.now() end,
      available_at = app.now(), attempts = 0, lapses = 0, lease_token = null, first_tried_at = null, error = p_why
    where authority_id = p_authority and id = p_id and outcome = 'quarantined';
  if not found then return false; end if;
  update notices n set status = case when p_release then 'sending' else 'failed' end, status_at = app.now()
    where n.authority_id = p_authority and (n.id = p_id
      or n.id in (select c.id from outbox c where c.authority_id = p_authority and c.carried_by = p_id));
  return true;
end $function$

owner kept_registrar
CREATE OR REPLACE FUNCTION app.due_authorities(p_limit integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query
    with recursive authority as (
      (select d.authority_id from deadlines d where d.next_firing_at is not null order by d.authority_id limit 1)
      union all
      select (select d.authority_id from deadlines d where d.authority_id > a.authority_id and d.next_firing_at is not null
          order by d.authority_id limit 1)
        from authority a where a.authority_id is not null)
    select a.authority_id from authority a
      where a.authority_id is not null
        and exists (select from deadlines d where d.authority_id = a.authority_id and d.next_firing_at <= app.now())
      order by random() limit p_limit;
end $function$

owner kept_due_reader
CREATE OR REPLACE FUNCTION app.end_access(p_authority uuid, p_person uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  delete from sessions where authority_id = p_authority and person_id = p_person;
  update tokens set revoked_at = app.now()
   where authority_id = p_authority and person_id = p_person and revoked_at is null;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.end_follow(p_authority uuid, p_item uuid, p_person uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  waiting uuid[];
begin
  perform app.enter(p_authority);
  delete from work_item_follows where authority_id = p_authority and work_item_id = p_item and person_id = p_person;
  if not found then return; end if;
  select array_agg(n.id) into waiting from notices n
    where n.authority_id = p_authority and n.post = 'person:' || p_person and n.work_item_id = p_item
      and n.kind = 'followed' and n.status = 'waiting';
  with withdrawn as (
    update outbox set outcome = 'withdrawn', settled_at = app.now()
      where authority_id = p_authority and id = any (waiting)
        and settled_at is null and lease_token is null and first_tried_at is null
      returning id)
  update notices set status = 'withdrawn', status_at = app.now()
    where authority_id = p_authority and id in (select w.id from withdrawn w);
end $function$

owner kept_registrar
CREATE OR REPLACE FUNCTION app.end_session(p_hash bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  delete from sessions where hash = p_hash;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.enter(p_authority uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  authority text := current_setting('app.authority', true);
begin
  if authority is null or authority = '' then
    perform set_config('app.authority', p_authority::text, true);
  elsif authority::uuid <> p_authority then
    raise exception 'app.authority is already another one' using errcode = '42501';
  end if;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.evidence_json(e work_item_evidence)
 RETURNS json
 LANGUAGE sql
 STABLE
AS $function$
  select json_build_object('no', e.no, 'title', e.title, 'note', e.note, 'link', e.link,
    'file', case when e.file_sha256 is null then null else json_build_object(
      'name', e.file_name, 'sha256', e.file_sha256, 'bytes', e.file_bytes, 'mediaType', e.file_media_type) end,
    'addedAt', e.added_at, 'addedBy', e.added_by)
$function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.evidence_texts(e work_item_evidence)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  return (select jsonb_agg(jsonb_build_array(part.name, part.text))
    from (values ('title', e.title), ('note', e.note), ('file', e.file_name)) part (name, text) where part.text <> '');
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.find_calendar_feed(p_hash bytea)
 RETURNS TABLE(authority_id uuid, person_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query select f.authority_id, f.person_id from calendar_feeds f where f.hash = p_hash;
end $function$

owner kept_registrar
CREATE OR REPLACE FUNCTION app.find_session(p_hash bytea, p_asked boolean)
 RETURNS TABLE(id uuid, authority_id uuid, person_id uuid, persona text, created_at timestamp with time zone, expires_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.find_token(p_hash bytea)
 RETURNS TABLE(id uuid, authority_id uuid, person_id uuid, name text, created_at timestamp with time zone, expires_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query select t.id, t.authority_id, t.person_id, t.name, t.created_at, t.expires_at from tokens t
   where t.hash = p_hash and t.revoked_at is null and t.expires_at > app.now();
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.find_view_feed(p_hash bytea)
 RETURNS TABLE(authority_id uuid, person_id uuid, view_id uuid)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query select f.authority_id, f.person_id, f.view_id from view_feeds f where f.hash = p_hash;
end $function$

owner kept_registrar
CREATE OR REPLACE FUNCTION app.had_left(p_authority uuid, p_person text, p_then timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return exists (select from leavings l where l.authority_id = p_authority and l.person_id::text = p_person
    and l.undone_at is null and l.ends_at <= p_then
    and (l.returned_on is null or l.returned_on > (p_then at time zone 'Europe/London')::date));
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.item_texts(w work_items)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return jsonb_build_array(jsonb_build_array('reference', w.reference), jsonb_build_array('title', w.title)) || coalesce((
    select jsonb_agg(jsonb_build_array('field.' || (f.field ->> 'key'),
        case f.field ->> 'type' when 'integer' then concat_ws(' ', f.field ->> 'label', w.fields ->> (f.field ->> 'key'))
          else w.fields ->> (f.field ->> 'key') end) order by f.no)
    from workflow_versions v, jsonb_array_elements(v.open_fields) with ordinality f (field, no)
    where v.key = w.workflow and v.version = w.definition_version
      and w.fields ->> (f.field ->> 'key') <> ''), '[]');
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.items_json(p_authority uuid, p_items uuid[])
 RETURNS json
 LANGUAGE plpgsql
 STABLE
AS $function$
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
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.keep_agenda_texts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform app.keep_texts_of_meeting(c.authority_id, c.meeting_id)
    from (select distinct authority_id, meeting_id from changed) c;
  return null;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.keep_comment_texts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  insert into search_texts (authority_id, id, work_item_id, kind, at, parts, then_exempt, then_posts, then_people, then_hidden_from)
    select new.authority_id, new.id, new.work_item_id, 'comment', new.added_at,
      jsonb_build_array(jsonb_build_array('comment', new.text)), s.exempt, s.posts, s.people, s.hidden_from
    from app.sight_then(new.sight) s;
  return null;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.keep_evidence_texts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  insert into search_texts (authority_id, id, work_item_id, kind, no, at, parts)
    values (new.authority_id, gen_random_uuid(), new.work_item_id, 'evidence', new.no, new.added_at, app.evidence_texts(new));
  return null;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.keep_item_texts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  insert into search_texts (authority_id, id, work_item_id, kind, at, parts)
    select w.authority_id, w.id, w.id, 'item', w.created_at, app.item_texts(row(w.*)::work_items) from added w;
  return null;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.keep_meeting_texts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform app.keep_texts_of_meeting(new.authority_id, new.meeting_id);
  return null;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.keep_moved_texts()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform app.keep_texts_of_meeting(new.authority_id, new.id);
  return null;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.keep_texts_of_meeting(p_authority uuid, p_meeting uuid)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
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
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.link_json(l work_item_links)
 RETURNS json
 LANGUAGE sql
 STABLE
AS $function$
  select json_build_object('no', l.no, 'to', l.to_item, 'kind', l.kind, 'addedAt', l.added_at, 'addedBy', l.added_by)
$function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.lock_key(p_authority uuid)
 RETURNS bigint
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE
AS $function$
begin
  return hashtextextended(p_authority::text, 7);
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.may_take_back_step(p_authority uuid, p_item uuid, p_version integer)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return not exists (select from work_item_events e where e.authority_id = p_authority and e.work_item_id = p_item
      and e.version = p_version and not e.steps_version and e.type <> 'comment-added')
    and not exists (select from publications p where p.authority_id = p_authority and p.work_item_id = p_item
      and p.status = 'published');
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.next_reference(p_authority uuid, p_prefix text)
 RETURNS text
 LANGUAGE plpgsql
AS $function$
declare
  this_year integer := extract(year from app.today());
  number integer;
begin
  insert into reference_counters as c (authority_id, prefix, year, last) values (p_authority, p_prefix, this_year, 1)
    on conflict (authority_id, prefix, year) do update set last = c.last + 1
    returning last into number;
  return p_prefix || '-' || this_year || '-' || lpad(number::text, greatest(3, length(number::text)), '0');
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.note_sends(p_transport text, p_taken integer, p_refused integer)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if p_taken > 0 then
    update transports set refusals = 0, openings = 0, paused_until = null
      where key = p_transport and (refusals > 0 or openings > 0 or paused_until is not null);
  elsif p_refused > 0 then
    update transports set refusals = refusals + p_refused,
        openings = openings + (refusals + p_refused >= 5)::integer,
        paused_until = case when refusals + p_refused >= 5
          then app.now() + least(300, 30 * power(2, least(openings, 10))) * interval '1 second' else paused_until end
      where key = p_transport;
  end if;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.now()
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
begin
  return date_trunc('milliseconds', now() + (select offset_ms from public.clock) * interval '1 millisecond');
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.open_fields(p_body json)
 RETURNS jsonb
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  return coalesce((
    select jsonb_agg(jsonb_build_object('key', f.key, 'type', f.value ->> 'type', 'label', f.value ->> 'label'))
    from json_each(p_body -> 'fields') f
    where f.value ->> 'type' in ('text', 'integer') and f.value -> 'visibleTo' is null), '[]');
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.outbox_authorities(p_limit integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  if exists (select from sending_control where frozen_at is not null) then return; end if;
  return query
    with recursive authority as (
      (select o.authority_id from outbox o where o.settled_at is null order by o.authority_id limit 1)
      union all
      select (select o.authority_id from outbox o where o.authority_id > a.authority_id and o.settled_at is null
          order by o.authority_id limit 1)
        from authority a where a.authority_id is not null)
    select a.authority_id from authority a
      where a.authority_id is not null
        and exists (select from outbox o where o.authority_id = a.authority_id and o.settled_at is null and o.available_at <= app.now())
      order by random() limit p_limit;
end $function$

owner kept_registrar
CREATE OR REPLACE FUNCTION app.parts_json(p_authority uuid, p_reference text, p_now timestamp with time zone)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return (
    select json_agg(json_build_object('state', c.state, 'closed', c.closed, 'overdue', not c.closed
        and c.sort_due < (p_now at time zone 'Europe/London')::date and exists (
          select from deadlines d where d.authority_id = p_authority and d.work_item_id = c.id and d.status = 'running'
            and d.due_on < (p_now at time zone 'Europe/London')::date)))
    from work_items c where c.authority_id = p_authority and c.part_of = p_reference);
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.read_for_decision(p_authority uuid, p_which text, p_person text, p_key text)
 RETURNS json
 LANGUAGE plpgsql
AS $function$
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
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.record_json(r work_item_records)
 RETURNS json
 LANGUAGE sql
 STABLE
AS $function$
  select json_build_object('no', r.no, 'fields', r.fields, 'addedAt', r.added_at, 'addedBy', r.added_by)
$function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.record_receipt(p_id uuid, p_outcome text, p_why text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  theirs uuid;
begin
  select o.authority_id into theirs from authorities a join outbox o on o.authority_id = a.id and o.id = p_id;
  if theirs is null then return false; end if;
  perform app.enter(theirs);
  update outbox set outcome = p_outcome, error = p_why, receipt_due_at = null
    where authority_id = theirs and id = p_id and outcome in ('sent', 'unknown');
  if not found then return false; end if;
  update notices n set status = p_outcome, status_at = app.now()
    where n.authority_id = theirs and n.status in ('sent', 'unknown') and (n.id = p_id
      or n.id in (select c.id from outbox c where c.authority_id = theirs and c.carried_by = p_id));
  return true;
end $function$

owner kept_registrar
CREATE OR REPLACE FUNCTION app.records_json(p_authority uuid, p_item uuid)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return coalesce((
    select json_object_agg(kind, entries) from (
      select r.kind, json_agg(app.record_json(r) order by r.no) as entries
      from work_item_records r where r.authority_id = p_authority and r.work_item_id = p_item group by r.kind) kinds), '{}'::json);
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.reference_revision(p_authority uuid)
 RETURNS bigint
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return (select reference_revision from authorities where id = p_authority) + (select revision from library_state);
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.refuse_backward()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'notices: % cannot follow %', new.status, old.status using errcode = '23514';
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.refuse_publication(p_authority uuid, p_id uuid, p_reason text, p_by text, p_by_name text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update publications set status = 'refused', reason = p_reason, decided_by = p_by, decided_by_name = p_by_name,
      decided_at = app.now()
    where authority_id = p_authority and id = p_id and status = 'proposed';
  return found;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.refuse_unstepped()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'work_items: version % cannot follow %', new.version, old.version using errcode = '40001';
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.remove_begun(p_authority uuid, p_item uuid, p_began jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  perform app.enter(p_authority);
  delete from deadlines d where d.authority_id = p_authority and d.work_item_id = p_item
    and p_began ? (d.key || ':' || d.occurrence)
    and not exists (select from firings f where f.authority_id = p_authority and f.work_item_id = p_item
      and f.deadline_key = d.key and f.occurrence = d.occurrence)
    and exists (select from bulk_change_images i join work_items w on w.authority_id = i.authority_id and w.id = i.work_item_id
      where i.authority_id = p_authority and i.work_item_id = p_item and i.version = w.version - 1
        and i.image -> 'began' ? (d.key || ':' || d.occurrence));
end $function$

owner kept_registrar
CREATE OR REPLACE FUNCTION app.revoke_token(p_authority uuid, p_person uuid, p_id uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update tokens set revoked_at = app.now()
   where id = p_id and authority_id = p_authority and person_id = p_person and revoked_at is null;
  return found;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.search_hits(p_query tsquery, p_narrow jsonb, p_scope jsonb, p_after_at timestamp with time zone, p_after_id uuid, p_limit integer)
 RETURNS TABLE(hit uuid, hit_at timestamp with time zone)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
 SET plan_cache_mode TO 'force_custom_plan'
AS $function$
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
end $function$

owner kept_searcher
CREATE OR REPLACE FUNCTION app.search_query(p_words text, p_last text)
 RETURNS tsquery
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  words tsquery := websearch_to_tsquery('pg_catalog.english', p_words);
begin
  if p_last ~* '^[a-z]{1,6}-\d{4}-\d{3,}$' then return words && quote_literal(lower(p_last))::tsquery; end if;
  if p_last is not null then
    return words && (websearch_to_tsquery('pg_catalog.english', p_last) || (quote_literal(lower(p_last)) || ':*')::tsquery);
  end if;
  -- Stop words alone are looked for as they stand.
  if numnode(words) = 0 then return websearch_to_tsquery('pg_catalog.simple', p_words); end if;
  return words;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.search_vector(p_parts jsonb)
 RETURNS tsvector
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
declare
  words text := (select left(string_agg(p.part ->> 1, E'\n'), 100000) from jsonb_array_elements(p_parts) p (part));
begin
  return to_tsvector('pg_catalog.english', words) || to_tsvector('pg_catalog.simple', words)
    || array_to_tsvector(array(
      select distinct lower(m[1]) from regexp_matches(words, '\m([A-Za-z]{1,6}-\d{4}-\d+)\M', 'g') m));
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.sight_then(p_sight jsonb)
 RETURNS TABLE(exempt boolean, posts text[], people uuid[], hidden_from text[])
 LANGUAGE plpgsql
 IMMUTABLE
AS $function$
begin
  return query select (p_sight ->> 'exempt')::boolean,
    case when p_sight ->> 'restrictedTo' is not null
      then array(select jsonb_array_elements_text(p_sight -> 'restrictedTo' -> 'posts')) end,
    case when p_sight ->> 'restrictedTo' is not null
      then array(select jsonb_array_elements_text(p_sight -> 'restrictedTo' -> 'people')::uuid) end,
    array(select jsonb_array_elements_text(p_sight -> 'hiddenFrom'));
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.take_off_public_site()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
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
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.take_sends(p_transport text, p_wanted integer, p_per_minute integer)
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
declare
  t transports;
  this_moment timestamptz := app.now();
  held double precision;
  given integer;
begin
  select * into t from transports where key = p_transport;
  if not found then
    insert into transports (key, refilled_at, tokens) values (p_transport, this_moment, 1) on conflict do nothing;
  elsif t.refusals < 5 and p_per_minute is null then
    return jsonb_build_object('granted', p_wanted, 'waitUntil', this_moment);
  end if;
  select * into t from transports where key = p_transport for update;
  if t.refusals >= 5 then
    -- A pause that ends in more than ten minutes was set by a clock that has been put back since.
    if t.paused_until > this_moment and t.paused_until < this_moment + interval '10 minutes' then
      return jsonb_build_object('granted', 0, 'waitUntil', t.paused_until);
    end if;
    update transports set paused_until = this_moment + interval '30 seconds' where key = p_transport;
    return jsonb_build_object('granted', least(1, p_wanted), 'waitUntil', this_moment + interval '30 seconds');
  end if;
  if p_per_minute is null then return jsonb_build_object('granted', p_wanted, 'waitUntil', this_moment); end if;
  -- A bucket of ten seconds' worth, filled by the clock.
  held := least(greatest(1, p_per_minute / 6.0),
    t.tokens + greatest(0, extract(epoch from this_moment - t.refilled_at)) * p_per_minute / 60.0);
  given := least(p_wanted, floor(held)::integer);
  update transports set tokens = held - given, refilled_at = this_moment where key = p_transport;
  return jsonb_build_object('granted', given,
    'waitUntil', this_moment + greatest(1, 60.0 / p_per_minute) * interval '1 second');
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.tell_carried()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update notices n set status = new.outcome, status_at = app.now()
    from outbox c where c.authority_id = new.authority_id and c.carried_by = new.id
      and n.authority_id = new.authority_id and n.id = c.id and n.status <> new.outcome;
  return null;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.tell_followers(p_authority uuid, p_news jsonb, p_tell_from timestamp with time zone)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  with told as (
    insert into notices (authority_id, id, work_item_id, unique_key, post, kind, late, created_at, status_at)
      select p_authority, gen_random_uuid(), n.work_item_id, n.unique_key || ':' || f.person_id, 'person:' || f.person_id,
        'followed', false, n.created_at, n.created_at
      from jsonb_to_recordset(p_news) n (work_item_id uuid, unique_key text, created_at timestamptz, "except" uuid[])
      join work_item_follows f on f.authority_id = p_authority and f.work_item_id = n.work_item_id
      where f.person_id <> all (n."except")
        and not exists (select from notices w where w.authority_id = p_authority and w.post = 'person:' || f.person_id
          and w.work_item_id = n.work_item_id and w.kind = 'followed' and w.status = 'waiting')
      on conflict do nothing
      returning id, work_item_id, unique_key, created_at)
  insert into outbox (authority_id, id, unique_key, available_at, created_at)
    select p_authority, t.id, t.work_item_id || ':' || t.unique_key, coalesce(p_tell_from, t.created_at), t.created_at from told t;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.texts_of_meeting(p_authority uuid, p_meeting uuid)
 RETURNS TABLE(edition text, kind text, of_id uuid, no smallint, exempt boolean, at timestamp with time zone, parts jsonb)
 LANGUAGE plpgsql
 STABLE
AS $function$
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
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.today()
 RETURNS date
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE
AS $function$
begin
  return (app.now() at time zone 'Europe/London')::date;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.view_digest_authorities(p_limit integer)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query
    with recursive authority as (
      (select d.authority_id from view_digests d order by d.authority_id limit 1)
      union all
      select (select d.authority_id from view_digests d where d.authority_id > a.authority_id order by d.authority_id limit 1)
        from authority a where a.authority_id is not null)
    select a.authority_id from authority a
      where a.authority_id is not null
        and exists (select from view_digests d where d.authority_id = a.authority_id and d.look_at <= app.now())
      order by random() limit p_limit;
end $function$

owner kept_registrar
CREATE OR REPLACE FUNCTION app.whole_item_json(w work_items)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return app.work_item_json(w, app.deadlines_json(w.authority_id, w.id, true), app.records_json(w.authority_id, w.id),
    coalesce((
      select json_agg(app.evidence_json(e) order by e.no)
      from work_item_evidence e where e.authority_id = w.authority_id and e.work_item_id = w.id), '[]'::json),
    coalesce((
      select json_agg(app.link_json(l) order by l.no)
      from work_item_links l where l.authority_id = w.authority_id and l.work_item_id = w.id), '[]'::json));
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.withdraw_publication(p_authority uuid, p_id uuid, p_reason text, p_by_name text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  update publications set status = 'withdrawn', reason = p_reason, withdrawn_by_name = p_by_name, withdrawn_at = app.now()
    where authority_id = p_authority and id = p_id and status = 'published';
  if not found then return false; end if;
  delete from public_site.cards where authority_id = p_authority and id = p_id;
  return true;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.withdraw_telling(p_authority uuid, p_item uuid, p_post text, p_since timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
declare
  told uuid[];
begin
  perform app.enter(p_authority);
  -- A date that passed or a level that rose meanwhile was told to whom the owner then was and reported to, and is told once.
  if exists (select from notices n where n.authority_id = p_authority and n.work_item_id = p_item
      and n.created_at > p_since and n.kind in ('reminder', 'overdue', 'escalation', 'date-moved')) then
    return false;
  end if;
  select array_agg(n.id) into told from notices n
    where n.authority_id = p_authority and n.work_item_id = p_item and n.created_at >= p_since
      and (n.post = p_post and n.kind = 'assigned' or n.kind = 'followed');
  perform from outbox o where o.authority_id = p_authority and o.id = any (told) order by o.id for update;
  if exists (select from outbox o where o.authority_id = p_authority and o.id = any (told)
      and (o.lease_token is not null or o.first_tried_at is not null or o.settled_at is not null and o.outcome <> 'withdrawn')) then
    return false;
  end if;
  update outbox set outcome = 'withdrawn', settled_at = app.now()
    where authority_id = p_authority and id = any (told) and settled_at is null;
  update notices set status = 'withdrawn', status_at = app.now()
    where authority_id = p_authority and id = any (told) and status = 'waiting';
  return true;
end $function$

owner kept_registrar
CREATE OR REPLACE FUNCTION app.work_item_json(w work_items, p_deadlines json, p_records json, p_evidence json, p_links json)
 RETURNS json
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return json_build_object(
    'id', w.id, 'reference', w.reference, 'workflow', w.workflow, 'definitionVersion', w.definition_version, 'title', w.title,
    'state', w.state, 'enteredAt', w.entered_at, 'returnsTo', w.returns_to, 'level', w.level, 'closed', w.closed, 'exempt', w.exempt,
    'restrictedTo', case when w.restricted_to_posts is null then null
      else json_build_object('posts', w.restricted_to_posts, 'people', w.restricted_to_people) end,
    'hiddenFrom', w.hidden_from, 'ownerPost', w.owner_post, 'contributors', w.contributors, 'fields', w.fields, 'nextDueOn', w.next_due_on,
    'doneBy', w.done_by, 'version', w.version, 'firingSteps', w.firing_steps, 'createdAt', w.created_at, 'createdBy', w.created_by,
    'deadlines', p_deadlines, 'records', p_records, 'evidence', p_evidence, 'links', p_links);
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION app.write_effects(p_authority uuid, p_effects jsonb)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  -- What may still be taken back is told when it no longer may be.
  tell_from timestamptz := (p_effects ->> 'tellFrom')::timestamptz;
begin
  if p_effects ? 'deadlines' then
    insert into deadlines (authority_id, work_item_id, key, occurrence, rule, basis, versions, started_on, started_at, statutory_on,
        calculated_on, agreed_on, scheduled_on, due_on, due_at, met_on, status, extensions, suspensions, exceptions, receipt,
        reminders, escalation, ignores_quiet_hours, plan, next_firing_at)
      select p_authority, d.work_item_id, d.key, d.occurrence, d.rule, d.basis, d.versions, d.started_on, d.started_at, d.statutory_on,
        d.calculated_on, d.agreed_on, d.scheduled_on, d.due_on, d.due_at, d.met_on, d.status, d.extensions, d.suspensions,
        d.exceptions, d.receipt, d.reminders, d.escalation, d.ignores_quiet_hours, d.plan, d.next_firing_at
      from jsonb_populate_recordset(null::deadlines, p_effects -> 'deadlines') d
      on conflict (authority_id, work_item_id, key, occurrence) do update set
        rule = excluded.rule, basis = excluded.basis, versions = excluded.versions, started_on = excluded.started_on,
        started_at = excluded.started_at, statutory_on = excluded.statutory_on, calculated_on = excluded.calculated_on,
        agreed_on = excluded.agreed_on, scheduled_on = excluded.scheduled_on, due_on = excluded.due_on, due_at = excluded.due_at,
        met_on = excluded.met_on, status = excluded.status, extensions = excluded.extensions, suspensions = excluded.suspensions,
        exceptions = excluded.exceptions, receipt = excluded.receipt, reminders = excluded.reminders, escalation = excluded.escalation,
        ignores_quiet_hours = excluded.ignores_quiet_hours, plan = excluded.plan, next_firing_at = excluded.next_firing_at;
  end if;
  if p_effects ? 'records' then
    insert into work_item_records (authority_id, work_item_id, kind, no, fields, added_at, added_by)
      select p_authority, r.work_item_id, r.kind, r.no, r.fields, r.added_at, r.added_by
      from jsonb_populate_recordset(null::work_item_records, p_effects -> 'records') r
      on conflict (authority_id, work_item_id, kind, no) do update set fields = excluded.fields;
  end if;
  if p_effects ? 'evidence' then
    insert into work_item_evidence (authority_id, work_item_id, no, title, note, link, file_name, file_sha256, file_bytes,
        file_media_type, added_at, added_by)
      select p_authority, e.work_item_id, e.no, e.title, e.note, e.link, e.file_name, e.file_sha256, e.file_bytes, e.file_media_type,
        e.added_at, e.added_by
      from jsonb_populate_recordset(null::work_item_evidence, p_effects -> 'evidence') e;
  end if;
  if p_effects ? 'links' then
    insert into work_item_links (authority_id, work_item_id, no, to_item, kind, added_at, added_by)
      select p_authority, l.work_item_id, l.no, l.to_item, l.kind, l.added_at, l.added_by
      from jsonb_populate_recordset(null::work_item_links, p_effects -> 'links') l;
  end if;
  insert into work_item_events (authority_id, work_item_id, version, steps_version, type, actor_id, actor_name, at, occurred_on,
      from_state, to_state, fields, reason, after)
    select p_authority, e.work_item_id, e.version, e.steps_version, e.type, e.actor_id, e.actor_name, e.at, e.occurred_on,
      e.from_state, e.to_state, e.fields, e.reason, e.after
    from jsonb_populate_recordset(null::work_item_events, p_effects -> 'events') e;
  if p_effects ? 'notices' then
    insert into notices (authority_id, id, work_item_id, unique_key, post, kind, deadline_key, deadline_occurrence, due_on, late,
        created_at, status_at)
      select p_authority, n.id, n.work_item_id, n.unique_key, n.post, n.kind, n.deadline_key, n.deadline_occurrence, n.due_on, n.late,
        n.created_at, n.created_at
      from jsonb_populate_recordset(null::notices, p_effects -> 'notices') n
      on conflict do nothing;
    insert into outbox (authority_id, id, unique_key, available_at, created_at)
      select p_authority, n.id, n.work_item_id || ':' || n.unique_key, coalesce(tell_from, n.created_at), n.created_at
      from jsonb_populate_recordset(null::notices, p_effects -> 'notices') n
      on conflict do nothing;
  end if;
  if p_effects ? 'follows' then perform app.tell_followers(p_authority, p_effects -> 'follows', tell_from); end if;
  insert into audit.entries (authority_id, id, action, actor, object_id, canonical, leaf)
    select p_authority, a.id, a.action, a.actor, a.object_id, c.canonical, sha256('\x00'::bytea || c.canonical)
    from jsonb_to_recordset(p_effects -> 'audit') a (id uuid, action text, actor text, object_id uuid, canonical text),
      lateral (select convert_to(a.canonical, 'UTF8') as canonical) c;
  if p_effects ? 'salted' then
    insert into audit.entry_values (authority_id, entry_id, salted)
      select p_authority, s.entry_id, s.salted from jsonb_to_recordset(p_effects -> 'salted') s (entry_id uuid, salted jsonb);
  end if;
end $function$

owner kept_owner
CREATE OR REPLACE FUNCTION public_site.find_authority(p_key text)
 RETURNS TABLE(id uuid, name text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public', 'pg_temp'
AS $function$
begin
  return query select a.id, a.name from authorities a where a.key = p_key;
end $function$

owner kept_registrar

grant DELETE, INSERT, SELECT, UPDATE on absences to kept_app
grant SELECT on absences to kept_worker
grant DELETE, INSERT, SELECT, UPDATE on agenda_items to kept_app
grant INSERT, SELECT on agenda_publications to kept_app
grant INSERT on audit.entries to kept_app
grant INSERT on audit.entries to kept_worker
grant SELECT on audit.entries to kept_audit_reader
grant INSERT on audit.entry_values to kept_app
grant INSERT on audit.entry_values to kept_worker
grant SELECT on authorities to kept_app
grant SELECT on authorities to kept_worker
grant INSERT, SELECT, UPDATE on bodies to kept_app
grant SELECT on bodies to kept_worker
grant INSERT, SELECT on body_members to kept_app
grant INSERT, SELECT on body_quorums to kept_app
grant DELETE, INSERT, SELECT on bulk_change_images to kept_app
grant SELECT on bulk_change_images to kept_registrar
grant INSERT, SELECT on bulk_changes to kept_app
grant INSERT, SELECT on calendar_changes to kept_app
grant SELECT on calendar_changes to kept_worker
grant DELETE, INSERT, SELECT, UPDATE on calendar_feeds to kept_app
grant SELECT on calendar_feeds to kept_registrar
grant SELECT on calendar_versions to kept_app
grant SELECT on calendar_versions to kept_worker
grant INSERT, SELECT on calendars to kept_app
grant SELECT on calendars to kept_worker
grant SELECT on clock to public
grant DELETE, INSERT, SELECT on cohort_children to kept_app
grant DELETE, INSERT, SELECT on cohort_sizes to kept_app
grant DELETE, INSERT, SELECT on cohort_snapshots to kept_app
grant DELETE, SELECT on deadlines to kept_registrar
grant INSERT, SELECT, UPDATE on deadlines to kept_app
grant INSERT, SELECT, UPDATE on deadlines to kept_worker
grant SELECT on deadlines to kept_due_reader
grant SELECT on eligibility_versions to kept_app
grant SELECT on eligibility_versions to kept_worker
grant INSERT, SELECT on evidence_files to kept_app
grant SELECT on evidence_files to kept_worker
grant INSERT, SELECT on firings to kept_worker
grant SELECT on firings to kept_app
grant SELECT on firings to kept_registrar
grant INSERT, SELECT on hand_overs to kept_app
grant INSERT, SELECT on idempotency_keys to kept_app
grant SELECT on idempotency_keys to kept_worker
grant INSERT, SELECT, UPDATE on leavings to kept_app
grant SELECT on leavings to kept_worker
grant SELECT on library_state to kept_app
grant SELECT on library_state to kept_worker
grant INSERT, SELECT on local_values to kept_app
grant SELECT on local_values to kept_worker
grant INSERT, SELECT on meeting_agendas to kept_app
grant INSERT, SELECT on meeting_attendances to kept_app
grant INSERT, SELECT on meeting_outcomes to kept_app
grant SELECT on meeting_texts to kept_app
grant DELETE, INSERT, SELECT, UPDATE on meetings to kept_app
grant SELECT on meetings to kept_worker
grant SELECT on migrations to kept_app
grant SELECT on migrations to kept_worker
grant INSERT, SELECT on notice_reads to kept_app
grant INSERT, SELECT on notices to kept_app
grant INSERT, SELECT, UPDATE on notices to kept_worker
grant SELECT, UPDATE on notices to kept_registrar
grant INSERT on outbox to kept_app
grant INSERT, SELECT, UPDATE on outbox to kept_worker
grant SELECT, UPDATE on outbox to kept_registrar
grant INSERT, SELECT, UPDATE on people to kept_app
grant SELECT on people to kept_worker
grant DELETE, INSERT, SELECT on person_roles to kept_app
grant SELECT on person_roles to kept_worker
grant DELETE, INSERT, SELECT, UPDATE on post_covers to kept_app
grant SELECT on post_covers to kept_worker
grant DELETE, INSERT, SELECT, UPDATE on post_holders to kept_app
grant SELECT on post_holders to kept_worker
grant INSERT, SELECT, UPDATE on posts to kept_app
grant SELECT on posts to kept_worker
grant SELECT on public_site.cards to kept_app
grant SELECT on public_site.cards to public_reader
grant SELECT on publications to kept_app
grant INSERT, SELECT on raising_links to kept_app
grant INSERT, SELECT, UPDATE on reference_counters to kept_app
grant INSERT, SELECT on rule_change_items to kept_app
grant INSERT, SELECT on rule_changes to kept_app
grant SELECT on rule_versions to kept_app
grant SELECT on rule_versions to kept_worker
grant DELETE, INSERT, SELECT on saved_views to kept_app
grant SELECT on search_texts to kept_app
grant SELECT on sending_control to kept_app
grant SELECT on sending_control to kept_registrar
grant SELECT, UPDATE on sending_control to kept_worker
grant INSERT on sessions to kept_app
grant DELETE, INSERT on team_webhooks to kept_app
grant SELECT on team_webhooks to kept_worker
grant INSERT, SELECT, UPDATE on teams to kept_app
grant SELECT on teams to kept_worker
grant INSERT, SELECT, UPDATE on telling_preferences to kept_app
grant SELECT on telling_preferences to kept_worker
grant INSERT on tokens to kept_app
grant INSERT, SELECT, UPDATE on transports to kept_worker
grant SELECT on transports to kept_app
grant DELETE, INSERT, SELECT on view_digests to kept_app
grant DELETE, SELECT on view_digests to kept_worker
grant DELETE, INSERT, SELECT, UPDATE on view_feeds to kept_app
grant SELECT on view_feeds to kept_registrar
grant INSERT, SELECT on word_changes to kept_app
grant SELECT on word_changes to kept_worker
grant INSERT, SELECT on word_counts to kept_app
grant SELECT on word_list_versions to kept_app
grant SELECT on word_list_versions to kept_worker
grant INSERT, SELECT on work_item_comments to kept_app
grant DELETE, INSERT, SELECT on work_item_editing to kept_app
grant INSERT, SELECT on work_item_events to kept_app
grant INSERT, SELECT on work_item_events to kept_worker
grant SELECT on work_item_events to kept_audit_reader
grant INSERT, SELECT on work_item_evidence to kept_app
grant INSERT, SELECT on work_item_evidence to kept_worker
grant DELETE, INSERT, SELECT on work_item_follows to kept_app
grant DELETE, SELECT on work_item_follows to kept_registrar
grant DELETE, SELECT on work_item_follows to kept_worker
grant INSERT, SELECT on work_item_links to kept_app
grant INSERT, SELECT on work_item_links to kept_worker
grant INSERT, SELECT, UPDATE on work_item_records to kept_app
grant INSERT, SELECT, UPDATE on work_item_records to kept_worker
grant INSERT, SELECT, UPDATE on work_items to kept_app
grant INSERT, SELECT, UPDATE on work_items to kept_worker
grant SELECT on work_items to kept_registrar
grant SELECT on workflow_versions to kept_app
grant SELECT on workflow_versions to kept_worker

grant SELECT (id, key, name) on authorities to kept_registrar
grant UPDATE (reference_revision) on authorities to kept_app
grant UPDATE (held_to) on body_members to kept_app
grant UPDATE (quorum) on body_quorums to kept_app
grant UPDATE (results, undo_results, undone_at, working_until) on bulk_changes to kept_app
grant UPDATE (undone_at, undone_by, undone_revision) on calendar_changes to kept_app
grant UPDATE (results) on hand_overs to kept_app
grant UPDATE (withdrawn_at) on local_values to kept_app
grant UPDATE (version) on meeting_agendas to kept_app
grant UPDATE (entries, version) on meeting_attendances to kept_app
grant UPDATE (withdrawn_at, withdrawn_because, withdrawn_by) on meeting_outcomes to kept_app
grant SELECT (at, authority_id, edition, id, kind, vector) on meeting_texts to kept_searcher
grant SELECT (authority_id, id, status) on notices to kept_registrar
grant UPDATE (status, status_at) on notices to kept_registrar
grant SELECT (authority_id, available_at, carried_by, id, outcome, settled_at) on outbox to kept_registrar
grant UPDATE (error, outcome, receipt_due_at) on outbox to kept_registrar
grant INSERT (answer_step, asked_by, authority_id, id, proposed_at, proposed_by, proposed_by_name, texts, verdict, work_item_id) on publications to kept_app
grant UPDATE (attempts, revoked_at, revoked_by_name, used_at, work_item_id) on raising_links to kept_app
grant UPDATE (undone_at, undone_by) on rule_changes to kept_app
grant SELECT (audience, authority_id, id, person_id, query, role, workflow) on saved_views to kept_worker
grant UPDATE (audience, name, role) on saved_views to kept_app
grant SELECT (at, authority_id, id, kind, then_exempt, then_hidden_from, then_people, then_posts, vector, work_item_id) on search_texts to kept_searcher
grant SELECT (authority_id, host, key_id, set_at, set_by, team, test_fault, tested_at) on team_webhooks to kept_app
grant UPDATE (test_fault, tested_at) on team_webhooks to kept_app
grant UPDATE (test_fault, tested_at) on team_webhooks to kept_worker
grant SELECT (authority_id, look_at) on view_digests to kept_registrar
grant UPDATE (every, look_at, since, told_on) on view_digests to kept_app
grant UPDATE (look_at, told_on) on view_digests to kept_worker
grant UPDATE (seen_at, since) on work_item_editing to kept_app
grant SELECT (authority_id, contributors, definition_version, exempt, hidden_from, id, owner_post, restricted_to_people, restricted_to_posts, workflow) on work_items to kept_searcher

grant execute on function app.answer_step(uuid,uuid) to public
grant execute on function app.apply_firings(uuid,jsonb) to public
grant execute on function app.apply_transition(uuid,uuid,integer,integer,bigint,jsonb,jsonb) to public
grant execute on function app.approve_publication(uuid,uuid,uuid,text) to kept_app
grant execute on function app.authorities() to kept_app, kept_owner, kept_worker
grant execute on function app.authority() to public
grant execute on function app.await_receipt() to public
grant execute on function app.bump_reference() to public
grant execute on function app.canonical_json(jsonb) to public
grant execute on function app.change_item_texts() to public
grant execute on function app.claim_by_meeting(uuid,text) to public
grant execute on function app.claim_due(uuid,integer) to public
grant execute on function app.deadline_json(deadlines,boolean) to public
grant execute on function app.deadlines_json(uuid,uuid,boolean) to public
grant execute on function app.decide_set_aside(uuid,uuid,boolean,text) to kept_app, kept_owner
grant execute on function app.due_authorities(integer) to kept_owner, kept_worker
grant execute on function app.end_access(uuid,uuid) to kept_app
grant execute on function app.end_follow(uuid,uuid,uuid) to kept_app, kept_owner
grant execute on function app.end_session(bytea) to kept_app
grant execute on function app.enter(uuid) to public
grant execute on function app.evidence_json(work_item_evidence) to public
grant execute on function app.evidence_texts(work_item_evidence) to public
grant execute on function app.find_calendar_feed(bytea) to kept_app, kept_owner
grant execute on function app.find_session(bytea,boolean) to kept_app
grant execute on function app.find_token(bytea) to kept_app
grant execute on function app.find_view_feed(bytea) to kept_app, kept_owner
grant execute on function app.item_texts(work_items) to public
grant execute on function app.items_json(uuid,uuid[]) to public
grant execute on function app.keep_agenda_texts() to public
grant execute on function app.keep_comment_texts() to public
grant execute on function app.keep_evidence_texts() to public
grant execute on function app.keep_item_texts() to public
grant execute on function app.keep_meeting_texts() to public
grant execute on function app.keep_moved_texts() to public
grant execute on function app.keep_texts_of_meeting(uuid,uuid) to public
grant execute on function app.link_json(work_item_links) to public
grant execute on function app.lock_key(uuid) to public
grant execute on function app.may_take_back_step(uuid,uuid,integer) to public
grant execute on function app.next_reference(uuid,text) to public
grant execute on function app.note_sends(text,integer,integer) to public
grant execute on function app.now() to public
grant execute on function app.open_fields(json) to public
grant execute on function app.outbox_authorities(integer) to kept_owner, kept_worker
grant execute on function app.parts_json(uuid,text,timestamp with time zone) to public
grant execute on function app.read_for_decision(uuid,text,text,text) to public
grant execute on function app.record_json(work_item_records) to public
grant execute on function app.record_receipt(uuid,text,text) to kept_app, kept_owner, kept_worker
grant execute on function app.records_json(uuid,uuid) to public
grant execute on function app.reference_revision(uuid) to public
grant execute on function app.refuse_backward() to public
grant execute on function app.refuse_publication(uuid,uuid,text,text,text) to kept_app
grant execute on function app.refuse_unstepped() to public
grant execute on function app.remove_begun(uuid,uuid,jsonb) to kept_app, kept_owner
grant execute on function app.revoke_token(uuid,uuid,uuid) to kept_app
grant execute on function app.search_hits(tsquery,jsonb,jsonb,timestamp with time zone,uuid,integer) to kept_app
grant execute on function app.search_query(text,text) to public
grant execute on function app.search_vector(jsonb) to public
grant execute on function app.sight_then(jsonb) to public
grant execute on function app.take_off_public_site() to public
grant execute on function app.take_sends(text,integer,integer) to public
grant execute on function app.tell_carried() to public
grant execute on function app.tell_followers(uuid,jsonb,timestamp with time zone) to public
grant execute on function app.texts_of_meeting(uuid,uuid) to public
grant execute on function app.today() to public
grant execute on function app.view_digest_authorities(integer) to kept_owner, kept_worker
grant execute on function app.whole_item_json(work_items) to public
grant execute on function app.withdraw_publication(uuid,uuid,text,text) to kept_app
grant execute on function app.withdraw_telling(uuid,uuid,text,timestamp with time zone) to kept_app, kept_owner
grant execute on function app.work_item_json(work_items,json,json,json,json) to public
grant execute on function app.write_effects(uuid,jsonb) to public
grant execute on function public_site.find_authority(text) to public_reader
