import { addDays, type Cover, type Holder, type LocalDate } from '@kept/domain';
import type { EntityManager } from 'typeorm';
import { auditAct, type By } from '../audit/audit-act.js';
import { RolledBack } from '../connection/transaction.js';
import type { EndOutcome, FillOutcome } from './post.store.js';

const leaves = `select from leavings where authority_id = $1 and person_id = $2 and undone_at is null and returned_on is null
  and last_day < coalesce($3::date, 'infinity')`;

const overlaps = `select from post_covers where authority_id = $1 and post = $2 and covers_from <= $4::date and covers_to >= $3::date
  and not (covers_from = $3::date and person_id = $5)`;

/**
 * Asked after the row is written: the reference revision is locked then, so that of two who write at once the second sees
 * the first, and takes its own back.
 */
export async function requireFree(
  manager: EntityManager,
  authorityId: string,
  filled: Holder | Cover,
  isCover: boolean,
): Promise<void> {
  const { post, personId, from, to } = filled;
  const gone = await manager.query<unknown[]>(leaves, [authorityId, personId, to]);
  if (gone.length > 0) throw new RolledBack<FillOutcome>('leaves');
  if (!isCover) return;
  const others = await manager.query<unknown[]>(overlaps, [authorityId, post, from, to, personId]);
  if (others.length > 0) throw new RolledBack<FillOutcome>('overlaps');
}

interface Row {
  personId: string;
  from: LocalDate;
  to: LocalDate | null;
}

const holders = `select person_id as "personId", held_from::text as "from", held_to::text as "to" from post_holders
  where authority_id = $1 and post = $2 and held_from = $3::date for update`;

/** Ends a holding on its new last day, or takes it out where it is never to have been. */
export async function endHolding(
  manager: EntityManager,
  by: By,
  { post, from, to }: { post: string; from: LocalDate; to: LocalDate | null },
): Promise<EndOutcome> {
  const [held] = await manager.query<Row[]>(holders, [by.authorityId, post, from]);
  if (held === undefined) return 'unknown';
  if (to !== null && held.to !== null && held.to < to) return 'over';
  const text =
    to === null
      ? 'delete from post_holders where authority_id = $1 and post = $2 and held_from = $3::date'
      : 'update post_holders set held_to = $4::date where authority_id = $1 and post = $2 and held_from = $3::date';
  await manager.query(text, to === null ? [by.authorityId, post, from] : [by.authorityId, post, from, to]);
  await auditEnd(manager, by, { action: 'post-holder-ended', post, personId: held.personId, from, to });
  return 'ended';
}

const covers = `select person_id as "personId", covers_from::text as "from", covers_to::text as "to" from post_covers
  where authority_id = $1 and post = $2 and covers_from = $3::date order by person_id for update`;

/** What has begun keeps the days that it had; what has not goes without a trace but in the audit. */
export async function endCovering(
  manager: EntityManager,
  by: By,
  { post, from, today }: { post: string; from: LocalDate; today: LocalDate },
): Promise<EndOutcome> {
  const rows = await manager.query<Row[]>(covers, [by.authorityId, post, from]);
  if (rows.length === 0) return 'unknown';
  if (rows.every(({ to }) => to !== null && to < today)) return 'over';
  const to = from < today ? addDays(today, -1) : null;
  const text =
    to === null
      ? 'delete from post_covers where authority_id = $1 and post = $2 and covers_from = $3::date'
      : `update post_covers set covers_to = $4::date
         where authority_id = $1 and post = $2 and covers_from = $3::date and covers_to > $4::date`;
  await manager.query(text, to === null ? [by.authorityId, post, from] : [by.authorityId, post, from, to]);
  for (const { personId } of rows) {
    await auditEnd(manager, by, { action: 'post-cover-ended', post, personId, from, to });
  }
  return 'ended';
}

function auditEnd(manager: EntityManager, by: By, ended: Row & { action: string; post: string }): Promise<void> {
  const { action, post, personId, from, to } = ended;
  return auditAct((text, values) => manager.query(text, values), by, {
    action,
    objectId: personId,
    about: { person: personId, post },
    values: { from, to },
  });
}
