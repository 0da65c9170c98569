import { forRoles, forSignedIn } from '../http/policy.js';

/** The dates of meetings are public. */
export const readsMeetings = forSignedIn('reads-meetings');
/** Whoever calls the meeting moves it; the officer and the administrator stand in. */
export const arrangesMeetings = forRoles('arranges-meetings', 'officer', 'democratic-services', 'administrator');
