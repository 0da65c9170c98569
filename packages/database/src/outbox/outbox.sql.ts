import { noticeJson } from '../notice/notice.store.js';

/** Asked once for a statement, and not once for each of its rows. */
const now = '(select app.now())';

/**
 * Not settled, for a row that is looked up by its id. Said so that the index of what waits does not fit: after a burst, before the
 * tables are analysed, the planner takes the backlog for one row and would walk through all of it for every message. For the same
 * reason `before.post` below is no condition that an index knows, and what is looked up for each row is a subquery that `offset 0`
 * keeps whole: joined, all that the authority ever sent would be read and hashed to find a batch.
 */
const unsettled = (row: string) => `coalesce(${row}.settled_at, 'infinity') = 'infinity'`;

/** The item `w` as far as a message needs it: neither its title nor a field leaves the database. */
const itemJson = `json_build_object(
    'id', w.id, 'reference', w.reference, 'workflow', w.workflow, 'definitionVersion', w.definition_version, 'title', '',
    'state', w.state, 'enteredAt', w.entered_at, 'returnsTo', w.returns_to, 'level', w.level, 'closed', w.closed, 'exempt', w.exempt,
    'restrictedTo', case when w.restricted_to_posts is null then null
      else json_build_object('posts', w.restricted_to_posts, 'people', w.restricted_to_people) end,
    'hiddenFrom', w.hidden_from, 'ownerPost', w.owner_post, 'contributors', w.contributors, 'fields', '{}'::json,
    'nextDueOn', w.next_due_on, 'doneBy', '{}'::json, 'version', w.version, 'firingSteps', w.firing_steps,
    'createdAt', w.created_at, 'createdBy', w.created_by,
    'deadlines', case when m.of_deadline then app.deadlines_json($1, w.id, true) else '[]'::json end,
    'records', '{}'::json, 'evidence', '[]'::json, 'links', '[]'::json)`;

/** What a plan is made from: the messages of `chosen`, what they carry, and their items, each once. */
const withItems = `
messages as materialized (
  select n.work_item_id, n.deadline_key is not null as of_deadline, n.created_at, n.id, json_build_object('id', o.id, 'uniqueKey', o.unique_key, 'attempt', o.attempts + 1,
      'lapses', o.lapses + (o.lease_token is not null)::integer,
      -- A lease that ran out says that an attempt ended without an answer.
      'askFirst', o.ask_first or o.lease_token is not null,
      'availableAt', o.available_at, 'firstTriedAt', o.first_tried_at, 'carriedBy', o.carried_by,
      -- Order is kept: an earlier one of the same item and post that was tried and is to be tried again goes first.
      'waitsFor', (select max(e.available_at) from notices before
        join outbox e on e.authority_id = $1 and e.id = before.id
        where before.authority_id = $1 and before.work_item_id = n.work_item_id and before.post || '' = n.post
          and (before.created_at, before.id) < (n.created_at, n.id)
          and ${unsettled('e')} and e.first_tried_at is not null and e.available_at > ${now}),
      'notice', ${noticeJson}) as message
  from chosen c
  cross join lateral (select * from outbox where authority_id = $1 and id = c.id offset 0) o
  cross join lateral (select * from notices where authority_id = $1 and id = c.id offset 0) n
  cross join lateral (select reference, workflow from work_items where authority_id = $1 and id = n.work_item_id offset 0) w)
select json_build_object('now', ${now}, 'today', app.today(), 'revision', app.reference_revision($1),
  'firing', coalesce((select d.next_firing_at <= ${now} from deadlines d where d.authority_id = $1 and d.next_firing_at is not null
    order by d.next_firing_at limit 1), false),
  'messages', coalesce((select json_agg(message order by created_at, id) from messages), '[]'::json),
  'items', coalesce((select json_agg(${itemJson})
    from (select work_item_id, bool_or(of_deadline) as of_deadline from messages group by 1) m
    cross join lateral (select * from work_items where authority_id = $1 and id = m.work_item_id offset 0) w), '[]'::json)) as gathered`;

const andCarried = `
chosen as materialized (
  select id from due union all
  select c.id from due cross join lateral (select id from outbox where authority_id = $1 and carried_by = due.id offset 0) c),`;

/** $1 authority, $2 how many, $3 those whose lease ran out `once` or `again`, or the others, `no`. Locks what it shows. */
export const gatherDue = `
with due as materialized (
  select o.id from outbox o
  where o.authority_id = $1 and o.settled_at is null and o.available_at <= ${now} and not o.of_view
    and (o.lease_token is not null) = ($3 <> 'no')
    and ($3 = 'no' or (o.lapses > 0) = ($3 = 'again'))
    and not exists (select from sending_control where frozen_at is not null)
  order by o.available_at, o.id limit $2 for update skip locked),
${andCarried}
${withItems}`;

/** $2 a list of posts for each person, $3 what is gathered already, $4 how many for each person. */
export const gatherByPosts = `
with people as materialized (
  select value as posts from jsonb_array_elements($2::jsonb)),
found as materialized (
  select oldest.id from people p cross join lateral (
    -- By each post in the order of its index, so that a backlog of one reader is not sorted for every mail.
    select waiting.id from jsonb_array_elements_text(p.posts) as named (post) cross join lateral (
      select o.id, n.created_at from notices n join outbox o on o.authority_id = $1 and o.id = n.id
      where n.authority_id = $1 and n.post = named.post and n.status in ('waiting', 'sending')
        and ${unsettled('o')} and o.available_at <= ${now} and o.lease_token is null and not o.ask_first and not o.of_view
        and o.id <> all ($3::uuid[])
      order by n.created_at, n.id limit $4 for update of o skip locked) waiting
    order by waiting.created_at, waiting.id limit $4) oldest),
due as materialized (select distinct id from found),
${andCarried}
${withItems}`;

export const preferencesOf = `select person_id as "personId", mode, channel, followed from telling_preferences
  where authority_id = $1 and person_id = any ($2::uuid[])`;

/** $2 messages of kind `followed`. */
export const endFollowsOf = `delete from work_item_follows f using notices n
  where n.authority_id = $1 and n.id = any ($2::uuid[]) and n.kind = 'followed'
    and f.authority_id = $1 and f.work_item_id = n.work_item_id and n.post = 'person:' || f.person_id`;

/** $2 one row for each message that the plan decides on: the whole of its state, so that a digest can be made anew. */
export const writePlan = `
with planned as materialized (
  select * from jsonb_to_recordset($2::jsonb)
    as p (id uuid, outcome text, by uuid, token uuid, at timestamptz, error text, asked boolean, lapses integer)),
written as (
  update outbox o set
    outcome = p.outcome, carried_by = p.by, lease_token = p.token, error = coalesce(p.error, o.error), lapses = p.lapses,
    settled_at = case when p.outcome is not null then ${now} end,
    available_at = coalesce(p.at, o.available_at),
    ask_first = o.ask_first or p.asked,
    attempts = o.attempts + (p.token is not null)::integer,
    first_tried_at = case when p.token is not null then coalesce(o.first_tried_at, ${now}) else o.first_tried_at end
  from planned p where o.authority_id = $1 and o.id = p.id
  returning o.id)
update notices n set status = m.outcome, status_at = ${now}
from (
  select p.id, p.outcome from planned p where p.outcome is not null and p.outcome <> 'carried'
  union all
  -- A carrier that is set aside keeps what it carries.
  select c.id, p.outcome from planned p join outbox c on c.authority_id = $1 and c.carried_by = p.id where p.outcome = 'quarantined') m
where n.authority_id = $1 and n.id = m.id and n.status <> m.outcome`;

/** $2 the lease, $3 its messages, $4 seconds from now. Gives those that it still holds; what another took over it does not. */
export const renew = `
update outbox o set available_at = app.now() + $4 * interval '1 second'
where o.authority_id = $1 and o.id = any ($3::uuid[]) and o.lease_token = $2 and o.settled_at is null
returning o.id`;

/**
 * $2 the answers of a batch. Only under its own lease; what a message carries goes with it, but for what was dropped.
 * Gives the ids that were still held.
 */
export const settle = `
with answered as materialized (
  select * from jsonb_to_recordset($2::jsonb)
    as a (id uuid, token uuid, outcome text, reference text, error text, at timestamptz, attempted boolean, channel text)),
dropped as materialized (
  select * from jsonb_to_recordset($3::jsonb) as d (id uuid, carrier uuid, outcome text, error text)),
settled as (
  update outbox o set
    outcome = a.outcome, provider_reference = a.reference, error = a.error, lease_token = null,
    -- An answer, whatever it says, is no crash.
    lapses = 0,
    settled_at = case when a.outcome is not null then ${now} end,
    available_at = coalesce(a.at, o.available_at),
    ask_first = o.ask_first or (a.outcome is null and a.attempted),
    attempts = o.attempts - (a.outcome is null and not a.attempted)::integer
  from answered a
  where o.authority_id = $1 and o.id = a.id and o.lease_token = a.token and o.settled_at is null
  returning o.id, a.outcome, a.attempted, a.channel),
let_go as (
  update outbox o set outcome = d.outcome, carried_by = null, error = d.error,
    settled_at = case when d.outcome is not null then o.settled_at end,
    available_at = case when d.outcome is null then ${now} else o.available_at end
  from dropped d join settled s on s.id = d.carrier
  where o.authority_id = $1 and o.id = d.id and o.carried_by = d.carrier
  returning o.id, o.outcome),
moves as (
  select s.id, coalesce(s.outcome, 'sending') as status, s.channel from settled s where s.outcome is not null or s.attempted
  union all
  select c.id, coalesce(s.outcome, 'sending'), s.channel from settled s
    join outbox c on c.authority_id = $1 and c.carried_by = s.id
    where (s.outcome is not null or s.attempted) and c.id not in (select d.id from dropped d)
  union all
  select l.id, l.outcome, null from let_go l where l.outcome is not null),
moved as (
  update notices n set status = m.status, status_at = ${now}, channel = coalesce(m.channel, n.channel)
  from moves m where n.authority_id = $1 and n.id = m.id and n.status <> m.status
    and not (n.status in ('unknown', 'quarantined') and m.status = 'sending'))
select id from settled`;
