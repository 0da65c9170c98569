import { readFailpoint } from '@kept/database';
import type { Failpoint } from '@kept/database';
import { z } from 'zod';
import type { ChaosWish } from './notifications/lease-rules.js';

/** An empty value counts as not set; what is not set is null. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable());
const port = z.coerce.number().int().min(1).max(65_535);
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user:password@host:5432/name' }),
  REDIS_URL: optional(z.url({ protocol: /^rediss?$/, error: 'must look like redis://host:6379' })),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: 'must look like smtp://host:25' })),
  KEPT_DATA_DIR: optional(z.string()),
  KEPT_OPS_PORT: optional(port),
  KEPT_URL: optional(z.url({ protocol: /^https?$/, error: 'must look like https://kept.example.gov.uk' })),
  KEPT_MAIL_FROM: optional(z.string()),
  LOG_LEVEL: optional(z.enum(levels)),
  PORT: optional(port),
  NODE_ENV: optional(z.string()),
  KEPT_CHAOS_LEASE: optional(z.coerce.number().positive()),
  KEPT_CHAOS_WITHOUT: optional(z.enum(['reconcile', 'lease'])),
});

export interface WorkerConfig {
  /** A login user in `kept_worker`. */
  databaseUrl: string;
  /** With it the queue lives in Redis. */
  redisUrl: string | null;
  /** Without it mail is written into `dataDir`/mail. */
  smtpUrl: string | null;
  dataDir: string;
  /** Health and metrics for the operator, on 127.0.0.1 alone; null = none. */
  opsPort: number | null;
  /** Where readers of a mail find Kept, without a slash at its end. */
  baseUrl: string;
  mailFrom: string;
  logLevel: (typeof levels)[number];
  /** With NODE_ENV=test alone. */
  chaos: ChaosWish | null;
  failpoint: Failpoint | null;
}

/** The environment is wrong; `message` names every fault. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault';
}

/**
 * Read the environment once. An empty value counts as not set.
 * @throws ConfigFault with every fault at once, never with a value (it may hold a password)
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): WorkerConfig {
  const read = environment.safeParse(env);
  if (!read.success) {
    const faults = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new ConfigFault(`The worker cannot start: ${faults.join('; ')}.`);
  }
  const { data } = read;
  return {
    databaseUrl: data.DATABASE_URL,
    redisUrl: data.REDIS_URL,
    smtpUrl: data.SMTP_URL,
    dataDir: data.KEPT_DATA_DIR ?? '.data',
    opsPort: data.KEPT_OPS_PORT,
    baseUrl: (data.KEPT_URL ?? `http://localhost:${data.PORT ?? 3000}`).replace(/\/+$/, ''),
    mailFrom: data.KEPT_MAIL_FROM ?? 'Kept <no-reply@kept.local>',
    logLevel: data.LOG_LEVEL ?? 'info',
    chaos: data.NODE_ENV === 'test' ? { leaseSeconds: data.KEPT_CHAOS_LEASE, without: data.KEPT_CHAOS_WITHOUT } : null,
    failpoint: readFailpoint(env),
  };
}
