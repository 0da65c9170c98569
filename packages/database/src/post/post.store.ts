import { addDays, type Body, type Cover, type Holder, type Post } from '@kept/domain';
import type { EntityManager } from 'typeorm';
import type { Administration } from '../connection/administration.js';
import { classifyDatabaseError } from '../connection/faults.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import { BodyEntity, PostCoverEntity, PostEntity, PostHolderEntity, TeamEntity } from './post.entity.js';

export interface Team {
  key: string;
  title: string;
}

/** Reading goes through `reference.load`; these are the acts of administration. Each bumps the reference revision. */
export interface PostStore {
  save(authorityId: string, post: Post): Promise<void>;
  saveTeam(authorityId: string, team: Team): Promise<void>;
  saveBody(authorityId: string, body: Body): Promise<void>;
  /** Ends the holder of that day the day before. `unknown` when post or person is not there. */
  addHolder(authorityId: string, holder: Holder): Promise<'added' | 'unknown'>;
  addCover(authorityId: string, cover: Cover): Promise<'added' | 'unknown'>;
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

export function postStore(administration: Administration, references: ReferenceCache): PostStore {
  const write = async (authorityId: string, work: (manager: EntityManager) => Promise<unknown>): Promise<void> => {
    await administration.inAuthority(authorityId, work);
    references.forget(authorityId);
  };
  const add = async (
    authorityId: string,
    work: (manager: EntityManager) => Promise<unknown>,
  ): Promise<'added' | 'unknown'> => {
    try {
      await write(authorityId, work);
      return 'added';
    } catch (error) {
      if (isUnknown(error)) return 'unknown';
      throw error;
    }
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
    addHolder: (authorityId, holder) => add(authorityId, (manager) => putHolder(manager, authorityId, holder)),
    addCover: (authorityId, { post, personId, from, to }) =>
      add(authorityId, (manager) =>
        manager.upsert(PostCoverEntity, { authorityId, post, personId, coversFrom: from, coversTo: to }, [
          'authorityId',
          'post',
          'coversFrom',
          'personId',
        ]),
      ),
  };
}
