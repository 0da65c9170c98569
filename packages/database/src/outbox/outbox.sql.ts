import { noticeJson } from '../notice/notice.store.js';

/** $1 authority, $2 limit, $3 seconds, $4 token, $5 one message or null. Sets the lease, then shows what it holds. */
export const claim = `
with due as materialized (
  select o.id from outbox o
  where o.authority_id = $1 and o.settled_at is null and o.available_at <= app.now() and ($5::uuid is null or o.id = $5)
  order by o.available_at, o.id limit $2 for update skip locked),
leased as (
  update outbox o set
    -- A lease that ran out says that an attempt ended without an answer.
    ask_first = o.ask_first or o.lease_token is not null,
    lease_token = $4, available_at = app.now() + $3 * interval '1 second', attempts = o.attempts + 1
  from due where o.authority_id = $1 and o.id = due.id
  returning o.id, o.unique_key, o.available_at, o.attempts, o.ask_first)
select leased.id, leased.unique_key as "uniqueKey", $4::text as "leaseToken", leased.available_at as "leasedUntil",
  leased.attempts as attempt, leased.ask_first as "askFirst", ${noticeJson} as notice,
  jsonb_build_object('id', w.id, 'reference', w.reference, 'title', w.title, 'workflow', w.workflow, 'state', w.state,
    'closed', w.closed, 'exempt', w.exempt, 'ownerPost', w.owner_post) as item
from leased
join notices n on n.authority_id = $1 and n.id = leased.id
join work_items w on w.authority_id = $1 and w.id = n.work_item_id
order by n.created_at, leased.id`;

export const settle = `
update outbox set outcome = $4, provider_reference = $5, error = $6, settled_at = app.now(), lease_token = null
where authority_id = $1 and id = $2 and lease_token = $3 and settled_at is null`;

export const giveBack = `
update outbox set available_at = $4, error = $5, ask_first = ask_first or $6, attempts = attempts - (not $6)::int, lease_token = null
where authority_id = $1 and id = $2 and lease_token = $3 and settled_at is null`;

export const moveNotice = `
update notices set status = $3, status_at = app.now() where authority_id = $1 and id = $2 and status <> $3`;
