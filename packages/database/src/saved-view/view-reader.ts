import { roles } from '@kept/domain';
import type { Actor, Role } from '@kept/domain';
import type { ViewReader } from './saved-view.store.js';

/** Clears up what others shared, also when they have left. */
export function administersViews(held: readonly Role[]): boolean {
  return held.includes('administrator');
}

/** Who finds a saved view: the administrator finds what is shared with any role. */
export function viewReaderOf(actor: Pick<Extract<Actor, { kind: 'person' }>, 'personId' | 'roles'>): ViewReader {
  return { personId: actor.personId, roles: administersViews(actor.roles) ? roles : actor.roles };
}
