import { openByLink, openToAll } from '../http/policy.js';

/** Young people and everybody else, without an account. */
export const readsPublicPage = openToAll('reads-public-page');

/** Whoever was given the link: its secret is all that it asks. */
export const raisesByLink = openByLink('raises-by-link');
