import type { Role } from '@kept/domain';
import { forRoles } from '../http/policy.js';

/** Whoever works for these children, answers for that work, or inspects it. */
const readers: readonly Role[] = [
  'caseworker',
  'area-lead',
  'sen-officer',
  'director',
  'officer',
  'data-protection',
  'auditor',
];

/** The panel sees figures, and these with small numbers kept back. */
export const readsCohorts = forRoles('reads-cohorts', ...readers, 'chair', 'panel-member');
/** A child’s row is never the panel’s. */
export const readsCohortChildren = forRoles('reads-cohort-children', ...readers);
/** The virtual school counts its own children. */
export const importsCohorts = forRoles('imports-cohorts', 'caseworker', 'area-lead', 'officer');
