import type { Role } from '@kept/domain';
import { forRoles, forSignedIn } from '../http/policy.js';

/** The dates of meetings are public, and so is what was published of their agendas. */
export const readsMeetings = forSignedIn('reads-meetings');
/** Whoever calls the meeting moves it; the officer and the administrator stand in. */
export const arrangesMeetings = forRoles('arranges-meetings', 'officer', 'democratic-services', 'administrator');
/** The agenda, the attendance, the minutes and the membership are the clerk's. */
export const runsMeetings = forRoles('runs-meetings', 'democratic-services');
/** Those whom the workflow lets see every panel action. */
export const readsMinutes = forRoles(
  'reads-minutes',
  'officer',
  'democratic-services',
  'chair',
  'panel-member',
  'director',
  'participation',
  'area-lead',
  'plan-lead',
  'administrator',
  'data-protection',
  'auditor',
);

/** Exempt matters are for the clerk, as the proper officer, and for the officer who prepares the meeting with them. */
export function readsExemptMatters(roles: readonly Role[]): boolean {
  return roles.includes('democratic-services') || roles.includes('officer');
}
