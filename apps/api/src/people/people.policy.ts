import type { Role } from '@kept/domain';
import { forRoles, forSignedIn } from '../http/policy.js';

/** Everybody needs to find who holds a post. */
export const readsOrganisation = forSignedIn('reads-organisation');
/** A post opens the items that it owns, so who holds one is for the administrator to write down. */
export const appointsHolders = forRoles('appoints-holders', 'administrator');
/** Who covers a post sees and does all that its holder does, so nobody gives it to themselves or to another but the administrator. */
export const arrangesCover = forRoles('arranges-cover', 'administrator');
/** Posts and whom they report to say who acts where one is vacant. */
export const changesPosts = forRoles('changes-posts', 'administrator');
/** Roles open what is here. */
export const changesPeople = forRoles('changes-people', 'administrator');
/** Ends somebody's way in, and gives what was theirs to the post above. */
export const recordsLeaving = forRoles('records-leaving', 'administrator');
/** What is told to somebody who is away waits, and a level of escalation goes on. */
export const recordsAbsence = forRoles('records-absence', 'administrator');
/** The administrator, and whoever answers for the post: the use case asks which. */
export const handsOverPosts = forSignedIn('hands-over-posts');
/** What nobody looks after, for those who can put it right and those who inspect. */
export const readsOrphans = forRoles('reads-orphans', 'administrator', 'director', 'auditor');

/** May somebody with these roles change posts, people and who fills them? */
export function administers(roles: readonly Role[]): boolean {
  return roles.includes('administrator');
}
