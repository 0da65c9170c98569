import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readFailpoint } from '@kept/database';
import type { Failpoint } from '@kept/database';

/** Addresses that `npm start` leaves in the data folder: one login for each process. */
export interface Stack {
  admin: string;
  api: string;
  worker: string;
  /** Where the pages are: `http://localhost:3000`. */
  web: string;
  demo: boolean;
}

/** Where `npm start` of this installation keeps its data, whatever folder a command is called from. */
const ownDataDir = fileURLToPath(new URL('../../../../.data', import.meta.url));

export interface OperatorConfig {
  /** As given in the environment; what `migrate` uses. */
  databaseUrl: string | null;
  stack: Stack | null;
  dataDir: string;
  workflowsDir: string | null;
  demo: boolean;
  demoSize: string;
  /** Wall time in London, `2018-07-10T09:00`. */
  now: string | null;
  /** With NODE_ENV=test alone. */
  failpoint: Failpoint | null;
}

/** What cannot be done, in a sentence for the operator: status 2. */
export class OperatorFault extends Error {}

/** The operator commands' environment, read once per command. */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): OperatorConfig {
  const value = (name: string): string | null => env[name] || null;
  const dataDir = resolve(value('KEPT_DATA_DIR') ?? ownDataDir);
  const databaseUrl = value('DATABASE_URL');
  const stack = readStack(dataDir);
  const demo = value('KEPT_DEMO');
  return {
    databaseUrl,
    stack,
    dataDir,
    workflowsDir: value('KEPT_WORKFLOWS_DIR'),
    demo: demo === null ? (stack?.demo ?? databaseUrl === null) : demo === '1',
    demoSize: value('KEPT_DEMO_SIZE') ?? 'small',
    now: value('KEPT_NOW'),
    failpoint: readFailpoint(env),
  };
}

function readStack(dataDir: string): Stack | null {
  const file = join(dataDir, 'stack.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Stack) : null;
}

/**
 * The address for a kind of work: DATABASE_URL where it is set (its user must have that role), else the running stack's.
 * @throws OperatorFault when neither is there
 */
export function addressFor(use: 'admin' | 'api' | 'worker', { databaseUrl, stack, dataDir }: OperatorConfig): string {
  if (stack !== null && (databaseUrl === null || databaseUrl === stack.admin)) return stack[use];
  if (databaseUrl !== null) return databaseUrl;
  throw new OperatorFault(`No database: set DATABASE_URL, or run npm start first (nothing is in ${dataDir}).`);
}
