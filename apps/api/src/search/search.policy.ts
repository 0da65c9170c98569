import { forSignedIn } from '../http/policy.js';

/** Everybody may search. What they find is what they may see: the question itself asks, before a page is made. */
export const searches = forSignedIn('searches');
