import { forRoles } from '../http/policy.js';

/** Those who run the plan and those to whom it answers. */
export const readsPlanCoverage = forRoles(
  'reads-plan-coverage',
  'plan-lead',
  'director',
  'officer',
  'chair',
  'panel-member',
  'auditor',
);
