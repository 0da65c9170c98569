import type { InvariantResult } from '@kept/database';
import { openDatabase } from '@kept/database';
import type { OperatorConfig } from './config.js';
import { addressFor } from './config.js';

export interface InvariantReport {
  sound: boolean;
  authorities: { authority: string; invariants: InvariantResult[] }[];
}

/** What must hold after every fault, checked for each authority. */
export async function checkInvariants(config: OperatorConfig): Promise<InvariantReport> {
  const database = await openDatabase({
    url: addressFor('worker', config),
    role: 'worker',
    applicationName: 'kept-health',
    poolSize: 1,
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
