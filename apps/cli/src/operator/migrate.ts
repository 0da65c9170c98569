import { VersionChanged, armFailpoint, failpoint, migrate, openDatabase } from '@kept/database';
import { migrateQueue } from '@kept/queue';
import { loadLibrary } from '@kept/workflows';
import type { OperatorConfig } from './config.js';
import { OperatorFault, addressFor } from './config.js';

export interface MigrateReport {
  /** Names of the migrations that ran now. */
  migrations: readonly string[];
  /** How many versions are new by this publication. */
  published: { workflows: number; rules: number; calendars: number };
}

/**
 * Brings the database to this release: schema and roles, the queue's schema, and the library of workflows, rules and
 * calendars with the council's own files. Safe to repeat; it needs an address that may create roles.
 * @throws OperatorFault for a faulty file (nothing is touched) or a version whose text changed
 */
export async function migrateAll(config: OperatorConfig): Promise<MigrateReport> {
  const url = addressFor('admin', config);
  const library = loadLibrary(config.workflowsDir === null ? {} : { extraDir: config.workflowsDir });
  if (library.faults.length > 0) {
    const lines = library.faults.map(({ file, line, fault, text }) => `${file}:${line}: ${fault}: ${text}`);
    throw new OperatorFault(lines.join('\n'));
  }
  armFailpoint(config.failpoint);
  const { ran } = await migrate({ url });
  await migrateQueue(url);
  failpoint('migration.queueMade');
  const database = await openDatabase({ url, role: 'migrator', applicationName: 'kept-migrate' });
  try {
    const published = await database.publishing.publishLibrary(library);
    failpoint('migration.published');
    return { migrations: ran, published };
  } catch (error) {
    if (error instanceof VersionChanged) throw new OperatorFault(error.message);
    throw error;
  } finally {
    await database.close();
  }
}
