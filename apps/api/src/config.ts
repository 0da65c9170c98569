import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readFailpoint } from '@kept/database';
import type { Failpoint } from '@kept/database';
import { readFieldKey, readTeamsHosts, usualTeamsHosts } from '@kept/database';
import type { FieldKey } from '@kept/database';

/** What the process is told by its environment; the names are the outer surface. */
export interface Config {
  port: number;
  host: string;
  databaseUrl: string;
  /** Sign-in by persona is open. */
  demo: boolean;
  /** The built web app, served beside the API; null where something else serves it. */
  webDir: string | null;
  logLevel: string;
  /** With NODE_ENV=test alone. */
  failpoint: Failpoint | null;
  /** GOV.UK Notify shows it with each receipt; null where none are taken. */
  notifyCallbackToken: string | null;
  /** Seals the webhooks of teams; without it none is kept. */
  fieldKey: FieldKey | null;
  /** Where cards may go. */
  teamsHosts: readonly string[];
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Each name with the rest of the sentence "NAME …" where its value is wrong; an empty value counts as not set. */
const checks: Readonly<Record<string, (value: string | undefined) => string | null>> = {
  PORT: (value) => (value === undefined || isPort(value) ? null : 'must be a port from 1 to 65535'),
  HOST: (value) => (value === undefined || /^[\w.:-]+$/.test(value) ? null : 'must be an address to listen on'),
  DATABASE_URL: (value) =>
    value !== undefined && isPostgresUrl(value) ? null : 'must look like postgres://user:password@host:5432/name',
  KEPT_DEMO: (value) => (value === undefined || ['0', '1'].includes(value) ? null : 'must be 0 or 1'),
  KEPT_WEB_DIR: (value) => (value === undefined || isFolder(value) ? null : 'must be a folder that exists'),
  NOTIFY_CALLBACK_TOKEN: (value) =>
    value === undefined || /^[\x21-\x7E]{20,200}$/.test(value) ? null : 'must be 20 to 200 characters without a space',
  KEPT_FIELD_KEY: (value) =>
    value === undefined || readFieldKey(value) !== null
      ? null
      : 'must be 32 bytes, as 64 hexadecimal digits or in base64',
  KEPT_TEAMS_HOSTS: (value) =>
    value === undefined || readTeamsHosts(value) !== null ? null : 'must be hosts with commas between them',
  LOG_LEVEL: (value) =>
    value === undefined || logLevels.includes(value) ? null : `must be one of ${logLevels.join(', ')}`,
};

/**
 * Reads the whole environment at once.
 * @returns the configuration, or every fault as a sentence
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>> = process.env,
): { ok: true; config: Config } | { ok: false; faults: string[] } {
  const value = (name: string): string | undefined => env[name] || undefined;
  const faults = Object.entries(checks).flatMap(([name, check]) => {
    const fault = check(value(name));
    return fault === null ? [] : [`${name} ${fault}.`];
  });
  if (faults.length > 0) return { ok: false, faults };
  const webDir = value('KEPT_WEB_DIR');
  const config: Config = {
    port: Number(value('PORT') ?? 3000),
    host: value('HOST') ?? '127.0.0.1',
    databaseUrl: value('DATABASE_URL') ?? '',
    demo: value('KEPT_DEMO') === '1',
    webDir: webDir === undefined ? null : resolve(webDir),
    logLevel: value('LOG_LEVEL') ?? 'info',
    failpoint: readFailpoint(env),
    ...channelsIn(value),
  };
  return { ok: true, config };
}

function channelsIn(
  value: (name: string) => string | undefined,
): Pick<Config, 'notifyCallbackToken' | 'fieldKey' | 'teamsHosts'> {
  return {
    notifyCallbackToken: value('NOTIFY_CALLBACK_TOKEN') ?? null,
    fieldKey: readFieldKey(value('KEPT_FIELD_KEY') ?? ''),
    teamsHosts: readTeamsHosts(value('KEPT_TEAMS_HOSTS') ?? '') ?? usualTeamsHosts,
  };
}

function isPort(value: string): boolean {
  return /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535;
}

function isPostgresUrl(value: string): boolean {
  return URL.canParse(value) && ['postgres:', 'postgresql:'].includes(new URL(value).protocol);
}

function isFolder(value: string): boolean {
  return statSync(value, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
