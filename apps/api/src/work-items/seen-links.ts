import { scopeOf } from '@kept/domain';
import type { Database } from '@kept/database';
import type { Caller } from '../auth/caller.js';

/** Of the items that links name by reference, those that the caller may see: the others are shown to nobody else. */
export function seenAmong(
  database: Database,
  { authorityId, actor, reference }: Caller,
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  return database.workItems.seenAmong({ authorityId }, references, scopeOf(reference.definitions, actor));
}
