import { readFailpoint } from '@kept/database';
import type { Failpoint } from '@kept/database';
import type { ChaosWish } from './notifications/lease-rules.js';
import { readFieldKey, readTeamsHosts, usualTeamsHosts } from '@kept/database';
import type { FieldKey } from '@kept/database';
import { z } from 'zod';
import type { NotifySettings } from './notifications/notify-transport.js';

/** An empty value counts as not set; what is not set is null. */
const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' || value === undefined ? null : value), schema.nullable());
const port = z.coerce.number().int().min(1).max(65_535);
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const isLoopback = (url: string) => ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname);
const notifyUrl = z
  .url({ protocol: /^https?$/, error: 'must look like https://api.notifications.service.gov.uk' })
  .refine((url) => url.startsWith('https:') || isLoopback(url), 'must be https, but on this machine');

const environment = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must look like postgres://user:password@host:5432/name' }),
  REDIS_URL: optional(z.url({ protocol: /^rediss?$/, error: 'must look like redis://host:6379' })),
  SMTP_URL: optional(z.url({ protocol: /^smtps?$/, error: 'must look like smtp://host:25' })),
  NOTIFY_API_KEY: optional(
    z
      .string()
      .regex(new RegExp(`^\\S+-${uuid}-${uuid}$`, 'i'), 'must be a name and two UUIDs, as GOV.UK Notify gives it'),
  ),
  NOTIFY_TEMPLATE_ID: optional(z.uuid('must be the UUID of a template')),
  NOTIFY_URL: optional(notifyUrl),
  KEPT_FIELD_KEY: optional(
    z.string().refine((text) => readFieldKey(text) !== null, 'must be 32 bytes, as 64 hexadecimal digits or in base64'),
  ),
  KEPT_TEAMS_HOSTS: optional(
    z.string().refine((text) => readTeamsHosts(text) !== null, 'must be hosts with commas between them'),
  ),
  KEPT_DATA_DIR: optional(z.string()),
  KEPT_OPS_PORT: optional(port),
  KEPT_URL: optional(z.url({ protocol: /^https?$/, error: 'must look like https://kept.example.gov.uk' })),
  KEPT_MAIL_FROM: optional(z.string()),
  KEPT_SENDS_PER_MINUTE: optional(z.coerce.number().int().min(1).max(100_000)),
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
  /** Mail through GOV.UK Notify, whatever `smtpUrl` says. */
  notify: NotifySettings | null;
  /** Without it mail is written into `dataDir`/mail. */
  smtpUrl: string | null;
  /** Opens the webhooks of teams; without it no card is posted. */
  fieldKey: FieldKey | null;
  /** Where cards may go; one with a dot before it stands for all below it. */
  teamsHosts: readonly string[];
  dataDir: string;
  /** Health and metrics for the operator, on 127.0.0.1 alone; null = none. */
  opsPort: number | null;
  /** Where readers of a mail find Kept, without a slash at its end. */
  baseUrl: string;
  mailFrom: string;
  /** Messages that leave in a minute, over all workers; null = as many as there are. */
  perMinute: number | null;
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
  const data = checked(env);
  return {
    databaseUrl: data.DATABASE_URL,
    redisUrl: data.REDIS_URL,
    notify: notifyIn(data),
    smtpUrl: data.SMTP_URL,
    fieldKey: data.KEPT_FIELD_KEY === null ? null : readFieldKey(data.KEPT_FIELD_KEY),
    teamsHosts: hostsIn(data.KEPT_TEAMS_HOSTS),
    dataDir: data.KEPT_DATA_DIR ?? '.data',
    opsPort: data.KEPT_OPS_PORT,
    baseUrl: (data.KEPT_URL ?? `http://localhost:${data.PORT ?? 3000}`).replace(/\/+$/, ''),
    mailFrom: data.KEPT_MAIL_FROM ?? 'Kept <no-reply@kept.local>',
    perMinute: data.KEPT_SENDS_PER_MINUTE,
    logLevel: data.LOG_LEVEL ?? 'info',
    chaos: data.NODE_ENV === 'test' ? { leaseSeconds: data.KEPT_CHAOS_LEASE, without: data.KEPT_CHAOS_WITHOUT } : null,
    failpoint: readFailpoint(env),
  };
}

function checked(env: Readonly<Record<string, string | undefined>>): z.infer<typeof environment> {
  const { data, error } = environment.safeParse(env);
  const faults = (error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`);
  faults.push(...notifyFaults(env));
  if (data === undefined || faults.length > 0) {
    throw new ConfigFault(`The worker cannot start: ${faults.join('; ')}.`);
  }
  return data;
}

/** A key alone sends nothing, and a template alone neither. */
function notifyFaults(env: Readonly<Record<string, string | undefined>>): string[] {
  const isSet = (name: string): boolean => (env[name] ?? '') !== '';
  if (isSet('NOTIFY_API_KEY')) {
    return isSet('NOTIFY_TEMPLATE_ID') ? [] : ['NOTIFY_TEMPLATE_ID must be set beside NOTIFY_API_KEY'];
  }
  const alone = ['NOTIFY_TEMPLATE_ID', 'NOTIFY_URL'].filter(isSet);
  return alone.length === 0 ? [] : [`NOTIFY_API_KEY must be set beside ${alone.join(' and ')}`];
}

function notifyIn(data: z.infer<typeof environment>): NotifySettings | null {
  const { NOTIFY_API_KEY: apiKey, NOTIFY_TEMPLATE_ID: templateId, NOTIFY_URL: url } = data;
  if (apiKey === null || templateId === null) return null;
  return { apiKey, templateId, url: url?.replace(/\/+$/, '') ?? null };
}

function hostsIn(text: string | null): readonly string[] {
  return (text === null ? null : readTeamsHosts(text)) ?? usualTeamsHosts;
}
