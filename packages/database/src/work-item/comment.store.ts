import type { CommentDraft, Instant, Mention, SightThen } from '@kept/domain';
import type pg from 'pg';
import { instantValue, readCursor, writeCursor } from '../connection/cursor.js';
import { readFlight } from '../connection/flight.js';
import { instant } from './decode.js';
import { seenThen, sightValues } from './sight-then.js';

export interface Comment {
  id: string;
  at: Instant;
  by: string;
  text: string;
  mentions: readonly Mention[];
}

export interface CommentQuery {
  cursor?: string;
  limit: number;
  sight: SightThen;
}

export interface CommentPage {
  comments: Comment[];
  nextCursor: string | null;
}

const insert = `insert into work_item_comments
    (authority_id, id, work_item_id, text, mentions, sight, added_at, added_by, added_by_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/** Within the transaction that writes its event and whom it mentions, after the item's row was locked. */
export async function writeComment(
  client: pg.PoolClient,
  place: { authorityId: string; itemId: string },
  comment: CommentDraft,
): Promise<void> {
  const { id, text, mentions, sight, at, by, byId } = comment;
  const said = [text, JSON.stringify(mentions), JSON.stringify(sight), at, by, byId];
  await client.query({ name: 'write-comment', text: insert, values: [place.authorityId, id, place.itemId, ...said] });
}

const newest = `
select c.id, c.added_at as "at", c.added_by as "by", c.text, c.mentions
from work_item_comments c
where c.authority_id = $1 and c.work_item_id = $2
  and ($3::timestamptz is null or (c.added_at, c.id) < ($3, $4::uuid))
  and ${seenThen('c.sight', 5)}
order by c.added_at desc, c.id desc limit $5`;

/** Newest first, those that their reader might see when they were written. Asks nothing about who may see the item now. */
export async function readComments(
  pool: pg.Pool,
  authorityId: string,
  itemId: string,
  page: CommentQuery,
): Promise<CommentPage> {
  const sort = `comments:${itemId}`;
  const after = page.cursor === undefined ? null : readCursor(page.cursor, sort, instantValue);
  const values = [
    authorityId,
    itemId,
    after?.value ?? null,
    after?.id ?? null,
    page.limit + 1,
    ...sightValues(page.sight),
  ];
  const rows = await readFlight<Comment>(pool, authorityId, { name: 'comments', text: newest, values });
  const comments = rows.slice(0, page.limit).map((row) => ({ ...row, at: instant(row.at) }));
  const last = comments.at(-1);
  const more = rows.length > comments.length && last !== undefined;
  return { comments, nextCursor: more ? writeCursor({ sort, value: last.at, id: last.id }) : null };
}
