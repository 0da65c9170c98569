import { forSignedIn } from '../http/policy.js';

/** Whoever sees an item may follow it; who sees which is asked item by item. */
export const followsItems = forSignedIn('follows-items');
