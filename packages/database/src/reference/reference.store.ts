import type {
  Calendar,
  CouncilWord,
  DeadlineRule,
  EligibilityRule,
  Instant,
  LocalValue,
  Organisation,
  Role,
  WorkflowDefinition,
} from '@kept/domain';
import type { Pools } from '../connection/pools.js';
import { inAuthority } from '../connection/transaction.js';
import type { Team } from '../post/post.store.js';
import type { ReferenceCache } from './reference-cache.js';

/** A word of the council's list, and who last said something of it. */
export interface ReferenceWord extends CouncilWord {
  lastChange: { id: string; by: string; at: Instant } | null;
}

/** All that changes seldom, as one snapshot. Never change it: it is shared by every request of the process. */
export interface Reference {
  revision: number;
  organisation: Organisation;
  teams: readonly Team[];
  /** Person id → roles. */
  roles: Readonly<Record<string, readonly Role[]>>;
  rules: readonly DeadlineRule[];
  /** Every published version of the rules of eligibility. */
  eligibilityRules: readonly EligibilityRule[];
  /** The council's list of words for young people. */
  words: readonly ReferenceWord[];
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

export function referenceStore(pools: Pools, references: ReferenceCache): ReferenceStore {
  const write = (authorityId: string, text: string, values: readonly unknown[]) =>
    inAuthority(pools.write, authorityId, async (client) => {
      await client.query(text, [authorityId, ...values]);
    }).finally(() => references.forget(authorityId));
  return {
    load: (authorityId) => references.load(authorityId),
    saveCalendar: (authorityId, calendar) =>
      write(authorityId, 'insert into calendars (authority_id, key, revision, body) values ($1, $2, $3, $4)', [
        calendar.key,
        calendar.revision,
        JSON.stringify(calendar),
      ]),
    saveLocalValue: (authorityId, value) =>
      write(
        authorityId,
        `insert into local_values (authority_id, key, version, duration, effective_from, agreed_by) values ($1, $2, $3, $4, $5, $6)`,
        [value.key, value.version, JSON.stringify(value.duration), value.effectiveFrom, value.agreedBy],
      ),
  };
}
