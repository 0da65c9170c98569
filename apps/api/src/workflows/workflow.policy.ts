import { forSignedIn } from '../http/policy.js';

/** A definition holds no case: who is signed in may read how each workflow goes. */
export const readsWorkflows = forSignedIn('reads-workflows');
