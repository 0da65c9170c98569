/**
 * What must hold after every fault, of one authority ($1). Each query gives the rows that break it, with one column
 * `example`. The chaos harness and `kept health invariants` ask the same.
 */
export interface Invariant {
  key: string;
  title: string;
  text: string;
}

/** Rows of an item: they and it belong to one authority. */
const tablesOfItems = [
  'work_item_records',
  'work_item_evidence',
  'work_item_links',
  'work_item_events',
  'deadlines',
  'firings',
  'notices',
  'idempotency_keys',
];

const withoutTheirItem = (table: string) => `select '${table} ' || t.work_item_id as example from ${table} t
  where t.authority_id = $1 and t.work_item_id is not null and not exists (
    select from work_items w where w.authority_id = t.authority_id and w.id = t.work_item_id)`;

export const invariants: readonly Invariant[] = [
  {
    key: 'of-one-authority',
    title: 'Nothing belongs to another authority than its item',
    text: tablesOfItems.map(withoutTheirItem).join(' union all '),
  },
  {
    key: 'events-are-version-steps',
    title: 'Each version of an item has exactly one event, from 1 on without a gap',
    text: `select w.reference as example from work_items w
      left join (select work_item_id, count(*) as steps, count(distinct version) as versions, min(version) as first, max(version) as last
        from work_item_events where authority_id = $1 and steps_version group by work_item_id) e on e.work_item_id = w.id
      where w.authority_id = $1
        and (e.steps is distinct from w.version or e.versions <> w.version or e.first <> 1 or e.last <> w.version)`,
  },
  {
    key: 'after-image-is-the-item',
    title: 'The last event shows the item as it stands',
    text: `select w.reference as example from work_items w
      left join lateral (select after from work_item_events e where e.authority_id = $1 and e.work_item_id = w.id
        order by seq desc limit 1) last on true
      where w.authority_id = $1 and (last.after is null or last.after ->> 'state' <> w.state or last.after ->> 'ownerPost' <> w.owner_post
        or (last.after ->> 'closed')::boolean <> w.closed or last.after -> 'hiddenFrom' is distinct from to_jsonb(w.hidden_from)
        or (last.after ->> 'restrictedTo' is null) <> (w.restricted_to_posts is null))`,
  },
  {
    key: 'swept-while-a-worker-runs',
    title: 'While a worker runs, nothing that was due five minutes ago still waits to fire',
    text: `select w.reference || ' ' || d.key as example from deadlines d
      join work_items w on w.authority_id = $1 and w.id = d.work_item_id
      where d.authority_id = $1 and d.next_firing_at < app.now() - interval '5 minutes'`,
  },
  {
    key: 'fired-once',
    title: 'Nothing that has fired is still planned for the next firing',
    text: `select w.reference || ' ' || d.key as example from deadlines d
      join work_items w on w.authority_id = $1 and w.id = d.work_item_id
      join firings f on f.authority_id = $1 and f.work_item_id = d.work_item_id and f.deadline_key = d.key
        and f.occurrence = d.occurrence and f.kind = d.plan -> 0 ->> 'kind' and f.mark = d.plan -> 0 ->> 'mark'
        and f.due_on = (d.plan -> 0 ->> 'dueOn')::date and f.planned_at = (d.plan -> 0 ->> 'at')::timestamptz
      where d.authority_id = $1 and d.next_firing_at is not null and d.next_firing_at <= app.now()`,
  },
  {
    key: 'fires-once',
    title: 'No date fires twice in the same way for the same day',
    text: `select f.work_item_id || ' ' || f.deadline_key as example from firings f where f.authority_id = $1
      group by f.work_item_id, f.deadline_key, f.occurrence, f.kind, f.mark, f.due_on having count(*) > 1`,
  },
  {
    key: 'missed-once',
    title: 'The history of an item says only once that a date was missed',
    text: `select e.work_item_id || ' ' || (e.fields ->> 'deadline') as example from work_item_events e
      where e.authority_id = $1 and e.type = 'deadline-missed'
      group by e.work_item_id, e.fields ->> 'deadline', e.fields ->> 'occurrence', e.fields ->> 'dueOn' having count(*) > 1`,
  },
  {
    key: 'told-once',
    title: 'A post is told only once that a date is overdue',
    text: `select n.work_item_id || ' ' || n.deadline_key as example from notices n
      where n.authority_id = $1 and n.kind = 'overdue'
      group by n.work_item_id, n.deadline_key, n.deadline_occurrence, n.due_on, n.post having count(*) > 1`,
  },
  {
    key: 'not-before-its-time',
    title: 'Nothing fired before its time',
    text: `select f.work_item_id || ' ' || f.deadline_key as example from firings f
      where f.authority_id = $1 and f.fired_at < f.planned_at`,
  },
  {
    key: 'ran-out-has-fired',
    title: 'Each running date that ran out has fired or is about to',
    text: `select w.reference || ' ' || d.key as example from deadlines d
      join work_items w on w.authority_id = $1 and w.id = d.work_item_id
      where d.authority_id = $1 and d.status = 'running' and d.due_on < app.today() and not d.plan @> '[{"kind": "due"}]'
        and not exists (select from firings f where f.authority_id = $1 and f.work_item_id = d.work_item_id
          and f.deadline_key = d.key and f.occurrence = d.occurrence and f.kind = 'due' and f.due_on = d.due_on)`,
  },
  {
    key: 'firing-has-event',
    title: 'Each firing has its event',
    text: `select f.work_item_id::text as example
      from (select work_item_id, count(*) as firings from firings where authority_id = $1 group by work_item_id) f
      left join (select work_item_id, count(*) as events from work_item_events
        where authority_id = $1 and type in ('reminder-fired', 'deadline-missed', 'level-reached') group by work_item_id) e
        using (work_item_id)
      where f.firings is distinct from e.events`,
  },
  {
    key: 'open-has-owner-and-date',
    title: 'Each open item has an owner post and a next date',
    text: `select w.reference as example from work_items w
      where w.authority_id = $1 and not w.closed and (w.next_due_on is null
        or not exists (select from posts p where p.authority_id = $1 and p.key = w.owner_post))`,
  },
  {
    key: 'next-date-is-of-a-deadline',
    title: 'The next date of an open item is not later than its earliest running deadline',
    text: `select w.reference as example from work_items w
      where w.authority_id = $1 and not w.closed and w.next_due_on > (select min(d.due_on) from deadlines d
        where d.authority_id = $1 and d.work_item_id = w.id and d.status = 'running')`,
  },
  {
    key: 'closed-runs-nothing',
    title: 'No deadline of a closed item runs or fires',
    text: `select w.reference as example from work_items w join deadlines d on d.authority_id = $1 and d.work_item_id = w.id
      where w.authority_id = $1 and w.closed and (d.status in ('running', 'suspended') or d.next_firing_at is not null)`,
  },
  {
    key: 'definition-is-published',
    title: 'The version that each item keeps is published',
    text: `select w.reference as example from work_items w
      where w.authority_id = $1 and not exists (
        select from workflow_versions v where v.key = w.workflow and v.version = w.definition_version)`,
  },
  {
    key: 'outcome-names-an-item',
    title: 'Each idempotency key names an item at a version that it has reached',
    text: `select k.key as example from idempotency_keys k
      left join work_items w on w.authority_id = $1 and w.id = k.work_item_id
      where k.authority_id = $1 and (w.id is null or w.version < k.version)`,
  },
  {
    key: 'counts-over-known-calendars',
    title: 'Each open deadline counts over calendars that are there',
    text: `select w.reference || ' ' || d.key as example from deadlines d
      join work_items w on w.authority_id = $1 and w.id = d.work_item_id
      where d.authority_id = $1 and d.status in ('running', 'suspended') and exists (
        select from jsonb_array_elements_text(d.calendar_keys) as named (key)
        where not exists (select from calendars c where c.authority_id = $1 and c.key = named.key)
          and not exists (select from calendar_versions v where v.key = named.key))`,
  },
  {
    key: 'calendar-change-can-be-read',
    title: 'The images before and after each change of a calendar are kept',
    text: `select c.calendar || ' ' || c.to_revision as example from calendar_changes c
      where c.authority_id = $1 and (
        not exists (select from calendars o where o.authority_id = $1 and o.key = c.calendar
          and o.revision = coalesce(c.undone_revision, c.to_revision))
        or not exists (select from calendars o where o.authority_id = $1 and o.key = c.calendar and o.revision = c.from_revision
          union all select from calendar_versions v where v.key = c.calendar and v.version = c.from_revision))`,
  },
];

/** For logins that may read the outbox: the worker and the migrator. */
export const outboxInvariants: readonly Invariant[] = [
  {
    key: 'notice-has-message',
    title: 'Each notice has its message in the outbox, and they agree on how far it has come',
    text: `select n.unique_key as example from notices n
      left join outbox o on o.authority_id = $1 and o.id = n.id
      left join outbox c on c.authority_id = $1 and c.id = o.carried_by
      where n.authority_id = $1 and (o.id is null or case when o.outcome = 'carried' then c.outcome else o.outcome end
        is distinct from case when n.status in ('waiting', 'sending') then null else n.status end)`,
  },
  {
    key: 'carried-has-carrier',
    title:
      'Each carried message has a carrier that nothing carries, and that still waits or has ended as its notice says',
    text: `select o.unique_key as example from outbox o
      left join outbox c on c.authority_id = $1 and c.id = o.carried_by
      left join notices n on n.authority_id = $1 and n.id = o.carried_by
      where o.authority_id = $1 and o.carried_by is not null
        and (c.id is null or n.id is null or c.carried_by is not null or o.settled_at is null or c.settled_at < o.settled_at)`,
  },
  {
    key: 'message-has-notice',
    title: 'No message belongs to another authority than its notice',
    text: `select o.unique_key as example from outbox o where o.authority_id = $1
      and not exists (select from notices n where n.authority_id = o.authority_id and n.id = o.id)`,
  },
  {
    key: 'sent-while-a-worker-runs',
    title: 'While a worker runs, no message has waited for fifteen minutes beyond its time',
    text: `select o.unique_key as example from outbox o
      where o.authority_id = $1 and o.settled_at is null and o.available_at < app.now() - interval '15 minutes'
        and not exists (select from sending_control where frozen_at is not null)`,
  },
  {
    key: 'message-has-one-row',
    title: 'No message is there twice',
    text: `select o.unique_key as example from outbox o where o.authority_id = $1 group by o.unique_key having count(*) > 1`,
  },
  {
    key: 'message-names-its-item',
    title: 'Each message has a key of its own, of its own item or view',
    text: `select o.unique_key as example from outbox o join notices n on n.authority_id = $1 and n.id = o.id
      where o.authority_id = $1 and (o.of_view <> (n.view_id is not null)
        or o.unique_key <> concat(n.work_item_id || ':', n.unique_key))`,
  },
];

/** For the migrator alone, who may read what the audit keeps. */
export const auditInvariants: readonly Invariant[] = [
  {
    key: 'event-has-audit-entry',
    title: 'Each event of an item has its entry in the audit, and no entry tells of an event that is not there',
    text: `select coalesce(e.work_item_id, a.object_id)::text || ' ' || coalesce(e.type, a.action) as example
      from (select work_item_id, type, count(*) as times from work_item_events where authority_id = $1 group by 1, 2) e
      full join (select object_id, action, count(*) as times from audit.entries where authority_id = $1
          and object_id in (select id from work_items where authority_id = $1) group by 1, 2) a
        on a.object_id = e.work_item_id and a.action = e.type
      where e.times is distinct from a.times`,
  },
  {
    key: 'audit-leaf-is-its-hash',
    title: 'Each leaf of the audit is the hash of what it stands for',
    text: `select id::text as example from audit.entries
      where authority_id = $1 and leaf <> sha256('\\x00'::bytea || canonical)`,
  },
];
