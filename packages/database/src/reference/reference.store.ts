import type { Calendar, DeadlineRule, LocalValue, Organisation, Role, WorkflowDefinition } from '@kept/domain';
import type { Team } from '../post/post.store.js';

/** All that changes seldom, as one snapshot. Never change it: it is shared by every request of the process. */
export interface Reference {
  revision: number;
  organisation: Organisation;
  teams: readonly Team[];
  /** Person id → roles. */
  roles: Readonly<Record<string, readonly Role[]>>;
  rules: readonly DeadlineRule[];
  localValues: readonly LocalValue[];
  /** The library's newest, each replaced by the authority's own of the same key. */
  calendars: readonly Calendar[];
  /** Every published version; the newest of a key is the one for new items. */
  definitions: readonly WorkflowDefinition[];
}

export interface ReferenceStore {
  /** Cached in the process; at most a second after a change elsewhere it is read again. */
  load(authorityId: string): Promise<Reference>;
  /** Puts an authority's own calendar in force. */
  saveCalendar(authorityId: string, calendar: Calendar): Promise<void>;
  saveLocalValue(authorityId: string, value: LocalValue): Promise<void>;
}
