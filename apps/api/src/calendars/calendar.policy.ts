import { forRoles, forSignedIn } from '../http/policy.js';

/** By which days dates are counted is no secret. */
export const readsCalendars = forSignedIn('reads-calendars');
/** A calendar moves dates everywhere at once. */
export const changesCalendars = forRoles('changes-calendars', 'administrator');
