import { forSignedIn } from '../http/policy.js';

/**
 * Any signed-in officer may ask; which items they see and what they may do with each is decided item by item, by the
 * domain's `maySee` and the `by` of the workflow's transitions. An item out of sight is answered as one that is not there.
 */
export const readsWorkItems = forSignedIn('reads-work-items');
export const changesWorkItems = forSignedIn('changes-work-items');
/** Whoever sees a list may take it along: what is in the file is what they see, and that they took it is written down. */
export const exportsWorkItems = forSignedIn('exports-work-items');
