import { forRoles, forSignedIn, quietly } from '../http/policy.js';

/** Everybody reads the messages of the posts that they answer for. */
export const readsOwnNotices = forSignedIn('reads-own-notices');
/** How many there are, a page asks again and again of itself. */
export const countsOwnNotices = quietly(forSignedIn('counts-own-notices'));
/** Everybody says how they are told. */
export const keepsOwnPreferences = forSignedIn('keeps-own-preferences');
/** What could not be sent waits for an administrator. */
export const decidesOnSetAside = forRoles('decides-on-set-aside', 'administrator');
