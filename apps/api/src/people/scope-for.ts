import { scopeOf } from '@kept/domain';
import type { ListScope } from '@kept/database';
import type { Caller } from '../auth/caller.js';
import { administers } from './people.policy.js';

/**
 * What of these posts' items the caller may count and hand over. The administrator of posts acts for every one of them: how
 * many items a post has and their references, no more; a title is shown where the item itself may be seen.
 */
export function scopeFor({ actor, reference }: Caller, posts: readonly string[]): ListScope {
  return scopeOf(
    reference.definitions,
    administers(actor.roles) ? { ...actor, posts: [...actor.posts, ...posts] } : actor,
  );
}
