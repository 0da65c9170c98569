import {
  answersFor,
  lengthOf,
  orphanReason,
  unownedItems,
  unownedSpans,
  type LocalDate,
  type OrphanReason,
  type Ownership,
  type Span,
  type UnownedItem,
  type WorkItem,
} from '@kept/domain';
import { readFlight } from '../connection/flight.js';
import type { Pools } from '../connection/pools.js';
import { definitionOf, type ReferenceCache } from '../reference/reference-cache.js';
import { decodeItem, type ItemJson } from '../work-item/decode.js';
import { scopedCondition } from '../work-item/list-statement.js';
import type { ListScope } from '../work-item/work-item.store.js';

/** An open item that nobody looks after. */
export interface Orphan {
  item: WorkItem;
  why: OrphanReason;
}

export interface UnownedDays {
  /** Posts for which nobody answered on some day of the period. */
  posts: { post: string; spans: Span[]; days: number }[];
  /** `item` is the reference. */
  items: UnownedItem[];
}

/** Who owns what, and whether anybody is there. Asks of the organisation as the authority's reference data has it now. */
export interface OwnershipStore {
  /** Open items of each post that the scope shows; posts without one are left out. */
  countOpen(authorityId: string, posts: readonly string[], scope: ListScope): Promise<ReadonlyMap<string, number>>;
  /** By date; `more` where there are further ones than `limit`. Shows every item, whoever asks. */
  orphans(authorityId: string, today: LocalDate, limit: number): Promise<{ orphans: Orphan[]; more: boolean }>;
  /** Days of the period without an owner, for posts and for the items that they owned while open. */
  unowned(authorityId: string, period: Span): Promise<UnownedDays>;
}

export function ownershipStore(pools: Pools, references: ReferenceCache): OwnershipStore {
  return {
    countOpen: async (authorityId, posts, scope) => {
      const seen = scopedCondition(scope, 2);
      const text = `select w.owner_post as post, count(*)::int as items from work_items w
        where w.authority_id = $1 and w.owner_post = any ($2::text[]) and not w.closed and ${seen.text} group by 1`;
      const statement = { name: 'open-by-post', text, values: [authorityId, posts, ...seen.values] };
      const rows = await readFlight<{ post: string; items: number }>(pools.read, authorityId, statement);
      return new Map(rows.map(({ post, items }) => [post, items]));
    },
    orphans: async (authorityId, today, limit) => {
      const reference = await references.load(authorityId);
      const people = { organisation: reference.organisation, roles: reference.roles, today };
      const answered = reference.organisation.posts
        .map(({ key }) => key)
        .filter((post) => answersFor(post, reference.organisation, today) !== null);
      const statement = { name: 'orphan-candidates', text: candidates, values: [authorityId, answered, limit + 1] };
      const rows = await readFlight<{ item: ItemJson }>(pools.read, authorityId, statement);
      const orphans = rows.slice(0, limit).flatMap(({ item: json }): Orphan[] => {
        const { item } = decodeItem(json);
        const definition = definitionOf(reference, item.workflow, item.definitionVersion);
        const why = definition ? orphanReason(item, definition, people) : null;
        return why === null ? [] : [{ item, why }];
      });
      return { orphans, more: rows.length > limit };
    },
    unowned: async (authorityId, period) => {
      const { organisation } = await references.load(authorityId);
      const posts = organisation.posts
        .map(({ key }) => ({ post: key, spans: unownedSpans(key, organisation, period) }))
        .filter(({ spans }) => spans.length > 0)
        .map(({ post, spans }) => ({ post, spans, days: lengthOf(spans) }));
      if (posts.length === 0) return { posts, items: [] };
      const values = [authorityId, posts.map(({ post }) => post)];
      const statement = { name: 'ownerships', text: ownerships, values };
      const owned = await readFlight<Ownership>(pools.read, authorityId, statement);
      return { posts, items: unownedItems(owned, organisation, period) };
    },
  };
}

/**
 * Only these can be orphans: an owner of an item that is restricted to nobody sees it. The posts that own anything are stepped
 * through by the index, one look for each; items are then read of those alone for which nobody answers.
 */
export const candidates = `
with recursive owners as (
  (select owner_post as post from work_items where authority_id = $1 and not closed order by owner_post limit 1)
  union all
  select (select w.owner_post from work_items w where w.authority_id = $1 and not w.closed and w.owner_post > o.post
      order by w.owner_post limit 1)
    from owners o where o.post is not null),
found as (
  select unanswered.w from owners o cross join lateral (
    select w from work_items w
    where w.authority_id = $1 and not w.closed and w.owner_post = o.post and w.sort_due < 'infinity'
    order by w.sort_due, w.id limit $3) unanswered
  where o.post is not null and o.post <> all ($2::text[])
  union all
  (select w from work_items w
    where w.authority_id = $1 and not w.closed and w.restricted_to_posts is not null and w.sort_due < 'infinity'
      and w.owner_post = any ($2::text[]) and not (w.owner_post = any (w.restricted_to_posts))
    order by w.sort_due, w.id limit $3))
select app.work_item_json(page.w, '[]', '{}', '[]', '[]') as item
from (select w from found order by (w).sort_due, (w).id limit $3) page`;

/**
 * Who owned an item from which day to which while it was open, read from the images in its history: of the items that one of
 * these posts owns, or once handed on. The day of a change is the new owner's.
 */
export const ownerships = `
with theirs as materialized (
  select id from work_items where authority_id = $1 and not closed and owner_post = any ($2::text[])
  union
  select id from work_items where authority_id = $1 and closed and owner_post = any ($2::text[])
  union
  select work_item_id from work_item_events
    where authority_id = $1 and type = 'owner-changed' and from_state = any ($2::text[]))
select changes.reference as item, changes.post, changes."from"::text as "from", (changes.next - 1)::text as "to"
from (
  select steps.reference, steps.post, steps.closed, steps."on" as "from",
    lead(steps."on") over (partition by steps.id order by steps.version, steps.seq) as next
  from (
    select w.id, w.reference, e.version, e.seq, e.after ->> 'ownerPost' as post, (e.after ->> 'closed')::boolean as closed,
      (e.at at time zone 'Europe/London')::date as "on",
      lag((e.after ->> 'ownerPost') || (e.after ->> 'closed')) over (partition by w.id order by e.version, e.seq) as before
    from theirs join work_items w on w.authority_id = $1 and w.id = theirs.id
      join work_item_events e on e.authority_id = $1 and e.work_item_id = w.id) steps
  where steps.before is distinct from steps.post || steps.closed::text) changes
where not changes.closed and changes.post = any ($2::text[]) and (changes.next is null or changes.next > changes."from")
order by changes.reference, changes."from"`;
