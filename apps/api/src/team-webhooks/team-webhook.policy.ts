import { forRoles } from '../http/policy.js';

/** Where a team is told is for the administrator: what is posted leaves the council's own machines. */
export const arrangesChannels = forRoles('arranges-channels', 'administrator');
