import type { InvariantResult } from '@kept/database';
import { openDatabase } from '@kept/database';
import type { OperatorConfig } from './config.js';
import { OperatorFault, addressFor } from './config.js';

export interface InvariantReport {
  sound: boolean;
  authorities: { authority: string; invariants: InvariantResult[] }[];
}

/** Asked as the administrator: neither the API nor a worker may read the audit. */
const openForAudit = (config: OperatorConfig) =>
  openDatabase({
    url: addressFor('admin', config),
    role: 'migrator',
    applicationName: 'kept-health',
    poolSize: 1,
  });

/**
 * What must hold after every fault, the audit included, checked for each authority.
 * @throws OperatorFault where the login may not read the audit
 */
export async function checkInvariants(config: OperatorConfig): Promise<InvariantReport> {
  const database = await openForAudit(config).catch((error: unknown) => {
    throw isForbidden(error) ? new OperatorFault(needsMigrator) : error;
  });
  try {
    const authorities: InvariantReport['authorities'] = [];
    for (const { id, key } of await database.authorities.list()) {
      authorities.push({ authority: key, invariants: await database.health.invariants(id) });
    }
    return {
      sound: authorities.every(({ invariants }) => invariants.every(({ broken }) => broken === 0)),
      authorities,
    };
  } finally {
    await database.close();
  }
}

const needsMigrator =
  'The invariants look at the audit, which the logins of the API and the worker may not read: DATABASE_URL must name a member of kept_migrator.';

function isForbidden(error: unknown): boolean {
  const { code, cause } = error as { code?: unknown; cause?: { code?: unknown } };
  return code === '42501' || cause?.code === '42501';
}
