import { forRoles, forSignedIn } from '../http/policy.js';

/** Everybody needs to find who holds a post. */
export const readsOrganisation = forSignedIn('reads-organisation');
/** A post opens the items that it owns, so who holds one is for the administrator to write down. */
export const appointsHolders = forRoles('appoints-holders', 'administrator');
/** Who covers a post sees and does all that its holder does, so nobody gives it to themselves or to another but the administrator. */
export const arrangesCover = forRoles('arranges-cover', 'administrator');
