import type { Role } from '../organisation/organisation.js';

/**
 * Those whom the panel's workflows let see every panel action and every report, and who so read minutes and the work programme.
 * Whoever writes a report and is none of these finds it in their own work.
 */
export const panelReaders = [
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
] as const satisfies readonly Role[];

/** What somebody reads of meetings. */
export interface MeetingSight {
  /** Of agendas: as they are worked on, with exempt matters, or what was published. */
  edition: 'full' | 'open';
  minutes: boolean;
}

/** Exempt matters are for the clerk, as the proper officer, and for the officer who prepares the meeting with them. */
export function readsExemptMatters(roles: readonly Role[]): boolean {
  return roles.includes('democratic-services') || roles.includes('officer');
}

/** What these roles read of meetings, wherever it is read: on its page or by a search. */
export function meetingSight(roles: readonly Role[]): MeetingSight {
  return {
    edition: readsExemptMatters(roles) ? 'full' : 'open',
    minutes: roles.some((role) => (panelReaders as readonly Role[]).includes(role)),
  };
}
