import { forSignedIn, openToAll } from '../http/policy.js';

/** Everybody makes a feed of their own dates, and takes it back. */
export const keepsOwnFeed = forSignedIn('keeps-own-calendar-feed');
/** A calendar program signs in nowhere: whoever has the secret reads. */
export const readsFeed = openToAll('reads-calendar-feed');
