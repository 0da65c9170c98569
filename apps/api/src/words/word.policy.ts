import type { Role } from '@kept/domain';
import { forRoles, forSignedIn } from '../http/policy.js';

/** Whoever writes for young people needs the list, and any owner of an item may. */
export const readsWords = forSignedIn('reads-words');

/** The list is the young people's: whoever works with them and answers them keeps it. */
export const editsWords = forRoles('edits-words', 'participation', 'officer');

/** Whoever answers for what young people read. */
export const countsWords = forRoles('counts-words', 'director', 'participation', 'officer');

export const mayEditWords = (roles: readonly Role[]): boolean => editsWords.allows(roles);
