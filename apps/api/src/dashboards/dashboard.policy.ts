import { forSignedIn } from '../http/policy.js';

/** Anybody who is signed in may ask; each home says whose it is, and shows each item only to who may see it. */
export const readsDashboards = forSignedIn('reads-dashboards');
