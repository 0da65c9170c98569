import { panelReaders } from '@kept/domain';
import { forRoles, forSignedIn } from '../http/policy.js';

/** The dates of meetings are public, and so is what was published of their agendas. */
export const readsMeetings = forSignedIn('reads-meetings');
/** Whoever calls the meeting moves it; the officer and the administrator stand in. */
export const arrangesMeetings = forRoles('arranges-meetings', 'officer', 'democratic-services', 'administrator');
/** The agenda, the attendance, the minutes and the membership are the clerk's. */
export const runsMeetings = forRoles('runs-meetings', 'democratic-services');
/** The outcomes, the attendance and the matters arising. */
export const readsMinutes = forRoles('reads-minutes', ...panelReaders);
