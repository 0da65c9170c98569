import { forRoles } from '../http/policy.js';

/** Those whom the workflow lets see every report. Who writes one and is none of these finds it in their own work. */
export const readsWorkProgramme = forRoles(
  'reads-work-programme',
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
