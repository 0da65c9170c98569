import { forSignedIn, openToAll } from '../http/policy.js';

/** Whether the door is open at all, the demo decides. */
export const signsIn = openToAll('signs-in');
export const asksWhoIAm = forSignedIn('asks-who-i-am');
/** Also without a session: then there is nothing to end. */
export const signsOut = openToAll('signs-out');
