import type { Role } from '@kept/domain';
import { dashboardKeys, type DashboardKey } from '@kept/contracts';
import type { HomeReader } from '../home-reader.js';
import { administratorHome } from './administrator.js';
import { chairHome } from './chair.js';
import { coordinatorHome } from './coordinator.js';
import { directorHome } from './director.js';
import { officerHome, type Home } from './officer.js';
import { participationHome } from './participation.js';
import { planLeadHome } from './plan-lead.js';
import { senOfficerHome } from './sen-officer.js';
import { virtualSchoolHome } from './virtual-school.js';

/** Each home: what it is called, who opens it, and how it is read. The auditor reads all of them. */
export const homes: Readonly<
  Record<DashboardKey, { title: string; roles: readonly Role[]; read: (reader: HomeReader) => Promise<Home> }>
> = {
  officer: { title: 'The panel’s work', roles: ['officer', 'democratic-services'], read: officerHome },
  'virtual-school': {
    title: 'Children without suitable education',
    roles: ['caseworker', 'area-lead', 'sen-officer', 'director'],
    read: virtualSchoolHome,
  },
  'sen-officer': {
    title: 'Consultations with schools',
    roles: ['sen-officer', 'caseworker', 'area-lead'],
    read: senOfficerHome,
  },
  coordinator: { title: 'Lifelong Links', roles: ['coordinator', 'referrer'], read: coordinatorHome },
  chair: { title: 'Before the meeting', roles: ['chair', 'panel-member'], read: chairHome },
  'plan-lead': { title: 'The fostering plan', roles: ['plan-lead', 'director'], read: planLeadHome },
  director: { title: 'What waits for you', roles: ['director'], read: directorHome },
  participation: { title: 'What young people asked', roles: ['participation'], read: participationHome },
  administrator: {
    title: 'People, posts and calendars',
    roles: ['administrator', 'data-protection'],
    read: administratorHome,
  },
};

/**
 * The one that opens first. Whoever opens several opens the one that is named after their role; the auditor, whose name
 * no home bears, the first of all.
 */
export function ownHome(roles: readonly Role[]): DashboardKey | null {
  const open = dashboardKeys.filter((key) => mayOpen(key, roles));
  return open.find((key) => roles.some((role) => role === key)) ?? open[0] ?? null;
}

export function mayOpen(key: DashboardKey, roles: readonly Role[]): boolean {
  return roles.includes('auditor') || roles.some((role) => homes[key].roles.includes(role));
}
