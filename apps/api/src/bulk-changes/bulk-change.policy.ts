import { forSignedIn } from '../http/policy.js';

/** Anybody signed in may ask; whether they may change an item is decided item by item, as for one that is changed alone. */
export const changesInBulk = forSignedIn('changes-in-bulk');
/** As far as they see the items. */
export const looksAtBulkOptions = forSignedIn('looks-at-bulk-options');
/** Only whoever made a change finds it, so that its results tell nobody else of an item. */
export const readsOwnBulkChange = forSignedIn('reads-own-bulk-change');
/** The same person, for ten minutes. */
export const undoesOwnBulkChange = forSignedIn('undoes-own-bulk-change');
