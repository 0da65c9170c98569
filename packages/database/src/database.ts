import type { AuthorityStore } from './authority/authority.store.js';
import type { ClockStore } from './clock/clock.store.js';
import type { EvidenceFileStore } from './evidence/evidence.store.js';
import type { FiringStore } from './firing/firing.store.js';
import type { HealthStore } from './health/health.store.js';
import type { MeetingStore } from './meeting/meeting.store.js';
import type { NoticeStore } from './notice/notice.store.js';
import type { OutboxStore } from './outbox/outbox.store.js';
import type { PeopleStore } from './person/person.store.js';
import type { PostStore } from './post/post.store.js';
import type { PublishingStore } from './publishing/publishing.store.js';
import type { ReferenceStore } from './reference/reference.store.js';
import type { SessionStore, TokenStore } from './session/session.store.js';
import type { WorkItemStore } from './work-item/work-item.store.js';

export type DatabaseRole = 'app' | 'worker' | 'migrator';

export interface DatabaseOptions {
  url: string;
  role: DatabaseRole;
  /** Shown in pg_stat_activity: `kept-api`. */
  applicationName: string;
  /** Connections of the write pool; the read pool has as many. 8 where it is left out. */
  poolSize?: number;
}

export interface Database {
  readonly authorities: AuthorityStore;
  readonly workItems: WorkItemStore;
  readonly firings: FiringStore;
  readonly outbox: OutboxStore;
  readonly notices: NoticeStore;
  readonly sessions: SessionStore;
  readonly tokens: TokenStore;
  readonly people: PeopleStore;
  readonly posts: PostStore;
  readonly meetings: MeetingStore;
  readonly reference: ReferenceStore;
  readonly clock: ClockStore;
  readonly publishing: PublishingStore;
  readonly evidenceFiles: EvidenceFileStore;
  readonly health: HealthStore;
  close(): Promise<void>;
}

/**
 * Opens the pools and checks that this is a database to serve from.
 * @throws DatabaseRefusal for a superuser or BYPASSRLS login, fsync off, or a schema of another version
 */
export async function openDatabase(_options: DatabaseOptions): Promise<Database> {
  return Promise.reject(new Error('not yet'));
}
