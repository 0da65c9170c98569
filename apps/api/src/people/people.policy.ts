import { forRoles, forSignedIn } from '../http/policy.js';

/** Everybody needs to find who holds a post. */
export const readsOrganisation = forSignedIn('reads-organisation');
/** A post opens the items that it owns, so who holds one is for the administrator to write down. */
export const appointsHolders = forRoles('appoints-holders', 'administrator');
/** Cover during an absence is arranged day by day. */
export const arrangesCover = forRoles('arranges-cover', 'administrator', 'officer');
