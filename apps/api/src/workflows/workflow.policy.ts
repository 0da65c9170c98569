import { forRoles, forSignedIn } from '../http/policy.js';

/** A definition holds no case: who is signed in may read how each workflow goes. */
export const readsWorkflows = forSignedIn('reads-workflows');
/** An imaginary item touches no real one; it is asked of those who set limits and who answer for dates. */
export const playsOnTestBench = forRoles('plays-on-test-bench', 'administrator', 'officer', 'democratic-services');
