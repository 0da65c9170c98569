import { addDays, type Body, type Cover, type Holder, type Post } from '@kept/domain';
import type { EntityManager } from 'typeorm';
import { auditRows } from '../audit/entry.js';
import type { Administration } from '../connection/administration.js';
import { classifyDatabaseError } from '../connection/faults.js';
import type { ReferenceCache } from '../reference/reference-cache.js';
import type { ChangeContext } from '../work-item/change.js';
import { instant } from '../work-item/decode.js';
import { BodyEntity, PostCoverEntity, PostEntity, PostHolderEntity, TeamEntity } from './post.entity.js';

export interface Team {
  key: string;
  title: string;
}

/** Who does it, and for which authority. */
type By = Pick<ChangeContext, 'authorityId' | 'actor'>;

/** Reading goes through `reference.load`; these are the acts of administration. Each bumps the reference revision. */
export interface PostStore {
  save(authorityId: string, post: Post): Promise<void>;
  saveTeam(authorityId: string, team: Team): Promise<void>;
  saveBody(authorityId: string, body: Body): Promise<void>;
  /**
   * Ends the holder of that day the day before. A post opens what it owns, so both of these are audited with who did them.
   * `unknown` when post or person is not there.
   */
  addHolder(by: By, holder: Holder): Promise<'added' | 'unknown'>;
  addCover(by: By, cover: Cover): Promise<'added' | 'unknown'>;
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
async function audit(manager: EntityManager, { authorityId, actor }: By, action: string, filled: Holder | Cover) {
  const { post, personId, from, to } = filled;
  const [clock] = await manager.query<{ now: string }[]>('select to_json(app.now()) as now');
  const { entry, salted } = auditRows({
    authorityId,
    action,
    actor: actor.kind === 'person' ? actor.personId : actor.name,
    at: instant(clock!.now),
    objectId: personId,
    about: { person: personId, post },
    values: { from, to },
  });
  const effects = { events: [], audit: [entry], salted: [salted] };
  await manager.query('select app.write_effects($1, $2)', [authorityId, JSON.stringify(effects)]);
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
    addHolder: (by, holder) =>
      add(by.authorityId, async (manager) => {
        await putHolder(manager, by.authorityId, holder);
        await audit(manager, by, 'post-holder-added', holder);
      }),
    addCover: (by, cover) =>
      add(by.authorityId, async (manager) => {
        await putCover(manager, by.authorityId, cover);
        await audit(manager, by, 'post-cover-added', cover);
      }),
  };
}
