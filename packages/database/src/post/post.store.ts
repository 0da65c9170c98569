import { addDays, type Body, type Cover, type Holder, type LocalDate, type Post } from '@kept/domain';
import type { EntityManager } from 'typeorm';
import type { Administration } from '../connection/administration.js';
import { classifyDatabaseError } from '../connection/faults.js';
import { RolledBack } from '../connection/transaction.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import { auditAct, type By } from '../audit/audit-act.js';
import { endHolding, endCovering, requireFree } from './fillings.js';
import { BodyEntity, PostCoverEntity, PostEntity, PostHolderEntity, TeamEntity } from './post.entity.js';

export interface Team {
  key: string;
  title: string;
}

/**
 * `unknown` when post or person is not there; `leaves` when the person is gone by then; `overlaps` when the post is covered
 * by somebody in these days.
 */
export type FillOutcome = 'added' | 'unknown' | 'leaves' | 'overlaps';

/** `over`: it had ended before that day. */
export type EndOutcome = 'ended' | 'unknown' | 'over';

/** Reading goes through `reference.load`; these are the acts of administration. Each bumps the reference revision. */
export interface PostStore {
  save(authorityId: string, post: Post): Promise<void>;
  saveTeam(authorityId: string, team: Team): Promise<void>;
  saveBody(authorityId: string, body: Body): Promise<void>;
  /** Makes it, or changes its title and place. As `save`, audited; `duplicate` where a new one has a key that is taken. */
  put(by: By, post: Post, isNew: boolean): Promise<'saved' | 'unknown' | 'duplicate'>;
  /**
   * Ends the holder of that day the day before. A post opens what it owns, so all of these are audited with who did them.
   */
  addHolder(by: By, holder: Holder): Promise<FillOutcome>;
  addCover(by: By, cover: Cover): Promise<FillOutcome>;
  /** The holder who came on that day holds it until `to`, the last day; without one it is as if they had never come. */
  endHolder(by: By, holder: { post: string; from: LocalDate; to: LocalDate | null }): Promise<EndOutcome>;
  /** Ends a cover the day before `today`; one that begins today or later is taken back as if it had never been. */
  endCover(by: By, cover: { post: string; from: LocalDate; today: LocalDate }): Promise<EndOutcome>;
}

const isUnknown = (error: unknown): boolean => classifyDatabaseError(error)?.kind === 'missing-reference';

/** A post has one holder on a day: who comes ends who was there, and leaves where the next one comes. */
async function putHolder(manager: EntityManager, authorityId: string, holder: Holder): Promise<void> {
  const { post, from, to } = holder;
  await manager
    .createQueryBuilder()
    .update(PostHolderEntity)
    .set({ heldTo: addDays(from, -1) })
    .where('authority_id = :authorityId and post = :post and held_from < :from', { authorityId, post, from })
    .andWhere('(held_to is null or held_to >= :from)', { from })
    .execute();
  const row = { authorityId, post, personId: holder.personId, heldFrom: from, heldTo: to };
  await manager.upsert(PostHolderEntity, row, ['authorityId', 'post', 'heldFrom']);
}

async function putCover(manager: EntityManager, authorityId: string, cover: Cover): Promise<void> {
  const { post, personId, from, to } = cover;
  const row = { authorityId, post, personId, coversFrom: from, coversTo: to };
  await manager.upsert(PostCoverEntity, row, ['authorityId', 'post', 'coversFrom', 'personId']);
}

/** In the transaction of the act itself: neither stands without the other. */
function auditFilled(manager: EntityManager, by: By, action: string, { post, personId, from, to }: Holder | Cover) {
  return auditAct((text, values) => manager.query(text, values), by, {
    action,
    objectId: personId,
    about: { person: personId, post },
    values: { from, to },
  });
}

export function postStore(administration: Administration, references: ReferenceCache): PostStore {
  const write = async (authorityId: string, work: (manager: EntityManager) => Promise<unknown>): Promise<void> => {
    await administration.inAuthority(authorityId, work);
    references.forget(authorityId);
  };
  const add = async (authorityId: string, work: (manager: EntityManager) => Promise<unknown>): Promise<FillOutcome> => {
    try {
      await write(authorityId, work);
      return 'added';
    } catch (error) {
      if (error instanceof RolledBack) return error.result as FillOutcome;
      if (isUnknown(error)) return 'unknown';
      throw error;
    }
  };
  const end = async (authorityId: string, work: (manager: EntityManager) => Promise<EndOutcome>) => {
    const outcome = await administration.inAuthority(authorityId, work);
    references.forget(authorityId);
    return outcome;
  };
  return {
    save: (authorityId, post) =>
      write(authorityId, (manager) =>
        manager.upsert(PostEntity, { ...post, aliases: [...post.aliases], authorityId }, ['authorityId', 'key']),
      ),
    saveTeam: (authorityId, team) =>
      write(authorityId, (manager) => manager.upsert(TeamEntity, { ...team, authorityId }, ['authorityId', 'key'])),
    saveBody: (authorityId, body) =>
      write(authorityId, (manager) => manager.upsert(BodyEntity, { ...body, authorityId }, ['authorityId', 'key'])),
    put: (by, post, isNew) => saved(write(by.authorityId, (manager) => putPost(manager, by, post, isNew))),
    addHolder: (by, holder) =>
      add(by.authorityId, async (manager) => {
        await putHolder(manager, by.authorityId, holder);
        await requireFree(manager, by.authorityId, holder, false);
        await auditFilled(manager, by, 'post-holder-added', holder);
      }),
    addCover: (by, cover) =>
      add(by.authorityId, async (manager) => {
        await putCover(manager, by.authorityId, cover);
        await requireFree(manager, by.authorityId, cover, true);
        await auditFilled(manager, by, 'post-cover-added', cover);
      }),
    endHolder: (by, holder) => end(by.authorityId, (manager) => endHolding(manager, by, holder)),
    endCover: (by, cover) => end(by.authorityId, (manager) => endCovering(manager, by, cover)),
  };
}

/** What came of writing a post, where a fault of the caller's is one. */
async function saved(writing: Promise<void>): Promise<'saved' | 'unknown' | 'duplicate'> {
  try {
    await writing;
    return 'saved';
  } catch (error) {
    if (isUnknown(error)) return 'unknown';
    if (classifyDatabaseError(error)?.kind === 'duplicate') return 'duplicate';
    throw error;
  }
}

async function putPost(manager: EntityManager, by: By, post: Post, isNew: boolean): Promise<void> {
  const row = { ...post, aliases: [...post.aliases], authorityId: by.authorityId };
  if (isNew) await manager.insert(PostEntity, row);
  else await manager.update(PostEntity, { authorityId: by.authorityId, key: post.key }, row);
  const { key, title, reportsTo, team } = post;
  await auditAct((text, values) => manager.query(text, values), by, {
    action: isNew ? 'post-added' : 'post-changed',
    objectId: null,
    about: { post: key },
    values: { title, reportsTo, team },
  });
}
