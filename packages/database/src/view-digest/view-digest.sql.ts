/** Asked once for a statement, and not once for each of its rows. */
const now = '(select app.now())';

/** Of what is begun already: another rhythm counts from now, the same one stays as it is. */
export const changeDigest = `update view_digests d set every = $4, since = case when d.every = $4 then d.since else ${now} end,
    look_at = case when d.every = $4 then d.look_at else ${now} end
  where d.authority_id = $1 and d.person_id = $2 and d.view_id = $3 returning d.every, d.since`;

export const countDigests = `select count(*)::integer as held from view_digests where authority_id = $1 and person_id = $2`;

export const beginDigest = `insert into view_digests (authority_id, person_id, view_id, every, since, look_at)
  values ($1, $2, $3, $4, app.now(), app.now())
  on conflict (authority_id, person_id, view_id) do update set every = excluded.every returning every, since`;

export const endDigest = 'delete from view_digests where authority_id = $1 and person_id = $2 and view_id = $3';

/** $2 how many. Locks what it shows; what another worker looks at is stepped over. */
export const lookAtDigests = `select d.person_id as "personId", d.view_id as "viewId", d.every, d.since, d.told_on as "toldOn",
    ${now} as now, app.reference_revision($1) as revision
  from view_digests d where d.authority_id = $1 and d.look_at <= ${now} order by d.look_at limit $2 for update skip locked`;

/**
 * $2 what each look came to. The message and the day that it is of are written together. A message that is there already, of a
 * clock that was put back or of one that was ended and begun anew, is not written twice.
 */
export const writeDigests = `
with looked as materialized (
  select * from jsonb_to_recordset($2::jsonb)
    as l (person uuid, view uuid, ends boolean, at timestamptz, day date, message uuid, kind text)),
ended as (
  delete from view_digests d using looked l
  where d.authority_id = $1 and d.person_id = l.person and d.view_id = l.view and l.ends),
moved as (
  update view_digests d set look_at = l.at, told_on = coalesce(l.day, d.told_on)
  from looked l where d.authority_id = $1 and d.person_id = l.person and d.view_id = l.view and not l.ends),
told as (
  insert into notices (authority_id, id, view_id, unique_key, post, kind, due_on, late, created_at, status_at)
    select $1, l.message, l.view, 'view:' || l.view || ':' || l.person || ':' || l.day, 'person:' || l.person, l.kind, l.day, false,
      ${now}, ${now}
    from looked l where l.message is not null
    on conflict do nothing
    returning id, unique_key, created_at)
insert into outbox (authority_id, id, unique_key, available_at, created_at, of_view)
  select $1, t.id, t.unique_key, t.created_at, t.created_at, true from told t`;

/** $2 how many, $3 whether those whose lease ran out, or the others. Locks what it shows. */
export const gatherViewMessages = `
with due as materialized (
  select o.id from outbox o
  where o.authority_id = $1 and o.settled_at is null and o.of_view and o.available_at <= ${now}
    and (o.lease_token is not null) = $3
    and not exists (select from sending_control where frozen_at is not null)
  order by o.available_at, o.id limit $2 for update skip locked)
select o.id, o.unique_key as "uniqueKey", o.attempts + 1 as attempt, o.lapses + (o.lease_token is not null)::integer as lapses,
  -- A lease that ran out says that an attempt ended without an answer.
  o.ask_first or o.lease_token is not null as "askFirst", o.first_tried_at as "firstTriedAt", n.created_at as "createdAt",
  n.view_id as "viewId", substring(n.post from 8)::uuid as "personId", n.due_on as day,
  case n.kind when 'view-daily' then 'day' else 'week' end as every,
  -- Ended, or begun anew since: what is due by then has a message of its own.
  coalesce(d.since <= n.created_at, false) as subscribed,
  ${now} as now, app.today() as today, app.reference_revision($1) as revision
from due
join outbox o on o.authority_id = $1 and o.id = due.id
join notices n on n.authority_id = $1 and n.id = due.id
left join view_digests d on d.authority_id = $1 and d.view_id = n.view_id and 'person:' || d.person_id = n.post
order by o.available_at, o.id`;
