import { panelReaders } from '@kept/domain';
import { forRoles } from '../http/policy.js';

export const readsWorkProgramme = forRoles('reads-work-programme', ...panelReaders);
