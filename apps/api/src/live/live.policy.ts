import { quietly, forSignedIn } from '../http/policy.js';

/** What is told is asked item by item, by the reader's sight; a page that only listens keeps no session from going idle. */
export const hearsOfChanges = quietly(forSignedIn('hears-of-changes'));
/** Who is changing an item is for whoever sees it; asked from time to time by a page that may lie open unread. */
export const readsEditing = quietly(forSignedIn('reads-editing'));
/** Whoever may work on an item says that they do. */
export const saysEditing = forSignedIn('says-editing');
