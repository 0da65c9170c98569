import 'reflect-metadata';
import { DataSource, type EntityManager } from 'typeorm';
import { PersonEntity, PersonRoleEntity } from '../person/person.entity.js';
import { BodyEntity, PostCoverEntity, PostEntity, PostHolderEntity, TeamEntity } from '../post/post.entity.js';
import type { PoolOptions } from './pools.js';

/** Rows, not the domain: explicit column types, foreign keys as ids, no relations. */
export const entities = [
  PersonEntity,
  PersonRoleEntity,
  TeamEntity,
  BodyEntity,
  PostEntity,
  PostHolderEntity,
  PostCoverEntity,
];

/**
 * TypeORM's door, for acts of administration: seldom, and not on the hot path. A manager exists only inside a
 * transaction of one authority, so that a forgotten condition finds nobody else's rows.
 */
export class Administration {
  private opened: Promise<DataSource> | null = null;

  constructor(private readonly options: PoolOptions) {}

  async inAuthority<T>(authorityId: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const source = await this.open();
    return source.transaction(async (manager) => {
      await manager.query('select app.enter($1)', [authorityId]);
      return work(manager);
    });
  }

  async close(): Promise<void> {
    if (this.opened !== null) await (await this.opened).destroy();
  }

  private open(): Promise<DataSource> {
    this.opened ??= this.source().initialize();
    this.opened.catch(() => {
      this.opened = null;
    });
    return this.opened;
  }

  private source(): DataSource {
    const { url, role, applicationName } = this.options;
    return new DataSource({
      type: 'postgres',
      url,
      entities,
      applicationName,
      installExtensions: false,
      connectTimeoutMS: 3000,
      extra: {
        max: 2,
        statement_timeout: 10_000,
        lock_timeout: 5000,
        idle_in_transaction_session_timeout: 30_000,
        options: `-c TimeZone=UTC${role === 'migrator' ? ' -c role=kept_owner' : ''}`,
      },
      poolErrorHandler: () => undefined,
    });
  }
}
