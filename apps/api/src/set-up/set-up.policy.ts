import { forRoles } from '../http/policy.js';

/** What is still missing is for whoever can mend it. */
export const readsSetUp = forRoles('reads-set-up', 'administrator');
