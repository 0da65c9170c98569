import { openToAll } from '../http/policy.js';

/** Young people and everybody else, without an account. */
export const readsPublicPage = openToAll('reads-public-page');
