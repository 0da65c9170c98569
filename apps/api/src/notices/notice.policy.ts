import { forRoles, forSignedIn } from '../http/policy.js';

/** Everybody reads the messages of the posts that they answer for. */
export const readsOwnNotices = forSignedIn('reads-own-notices');
/** Everybody says how they are told. */
export const keepsOwnPreferences = forSignedIn('keeps-own-preferences');
/** What could not be sent waits for an administrator. */
export const decidesOnSetAside = forRoles('decides-on-set-aside', 'administrator');
