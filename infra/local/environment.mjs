// What the environment asks for, read once and checked whole before anything is made. Names and defaults are the
// outer surface (README, "Environment"); an empty value counts as not set.
import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * @typedef {object} Environment
 * @property {number} port of the web app and the API
 * @property {string} dataDir absolute
 * @property {string | null} databaseUrl null = the embedded server
 * @property {boolean} demo
 * @property {string | null} now Europe/London wall time, `2018-07-10T09:00`
 */

/** Oldest Node that the toolchain runs on. */
export const oldestNode = [20, 19];

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const sizes = ['small', 'county', 'england'];

/** Each name with its check: the text of the fault, or null. */
const checks = {
  PORT: (value) => (isPort(value) ? null : 'must be a port from 1 to 65535'),
  KEPT_OPS_PORT: (value) => (isPort(value) ? null : 'must be a port from 1 to 65535'),
  KEPT_DATA_DIR: (value) => (kindOf(value) === 'file' ? 'must be a folder, and a file stands there' : null),
  DATABASE_URL: (value) =>
    isUrl(value, ['postgres:', 'postgresql:']) ? null : 'must look like postgres://user:password@host:5432/name',
  REDIS_URL: (value) => (isUrl(value, ['redis:', 'rediss:']) ? null : 'must look like redis://host:6379'),
  KEPT_DEMO: (value) => (['0', '1'].includes(value) ? null : 'must be 0 or 1'),
  KEPT_DEMO_SIZE: (value) => (sizes.includes(value) ? null : `must be one of ${sizes.join(', ')}`),
  KEPT_NOW: (value) => (isWallTime(value) ? null : 'must look like 2018-07-10T09:00 (Europe/London)'),
  KEPT_WORKFLOWS_DIR: (value) => (kindOf(value) === 'folder' ? null : 'must be a folder that exists'),
  OIDC_ISSUER: (value) => (isUrl(value, ['https:', 'http:']) ? null : 'must look like https://login.example/tenant'),
  SMTP_URL: (value) => (isUrl(value, ['smtp:', 'smtps:']) ? null : 'must look like smtp://host:25'),
  NOTIFY_API_KEY: (value) => (isNotifyKey(value) ? null : 'must be a name and two UUIDs, as GOV.UK Notify gives it'),
  NOTIFY_TEMPLATE_ID: (value) => (isUuid(value) ? null : 'must be the UUID of a template'),
  NOTIFY_URL: (value) => (isSafeUrl(value) ? null : 'must be https, but on this machine'),
  NOTIFY_CALLBACK_TOKEN: (value) =>
    /^[\x21-\x7E]{20,200}$/.test(value) ? null : 'must be 20 to 200 characters without a space',
  KEPT_TEAMS_HOSTS: (value) => (isHostList(value) ? null : 'must be hosts with commas between them'),
  KEPT_URL: (value) => (isUrl(value, ['https:', 'http:']) ? null : 'must look like https://kept.example.gov.uk'),
  KEPT_FIELD_KEY: (value) => (isKey(value) ? null : 'must be 32 bytes, as 64 hexadecimal digits or in base64'),
  LOG_LEVEL: (value) => (levels.includes(value) ? null : `must be one of ${levels.join(', ')}`),
};

function isPort(value) {
  return /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535;
}

function isUrl(value, protocols) {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol) && new URL(value).hostname !== '';
}

function isUuid(value) {
  return new RegExp(`^${uuid}$`, 'i').test(value);
}

function isNotifyKey(value) {
  return new RegExp(`^\\S+-${uuid}-${uuid}$`, 'i').test(value);
}

function isSafeUrl(value) {
  if (isUrl(value, ['https:'])) return true;
  return isUrl(value, ['http:']) && ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(value).hostname);
}

function isHostList(value) {
  return value.split(',').every((host) => /^\.?[a-z0-9-]+(\.[a-z0-9-]+)*$|^\[::1\]$/i.test(host.trim()));
}

function isKey(value) {
  return /^[0-9a-f]{64}$/i.test(value) || (/^[\w+/-]{43}=?$/.test(value) && Buffer.from(value, 'base64').length === 32);
}

function kindOf(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return null;
  return found.isDirectory() ? 'folder' : 'file';
}

/** 30 February is no day, and 01:30 on the last Sunday of March is no time. @param {string} value */
function isWallTime(value) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)$/.exec(value)?.slice(1).map(Number);
  if (parts === undefined) return false;
  const [year, month, day, hour, minute] = parts;
  const utc = Date.UTC(year, month - 1, day, hour, minute);
  return [0, 3_600_000].some((ahead) => londonTime(utc - ahead) === value);
}

/** @param {number} instant milliseconds @returns {string} `2018-07-10T09:00` */
function londonTime(instant) {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/London',
    dateStyle: 'short',
    timeStyle: 'short',
  });
  return format.format(instant).replace(' ', 'T');
}

/**
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {string} root the folder that relative paths count from
 * @returns {{ environment: Environment, faults: string[] }} every fault, one sentence each
 */
export function readEnvironment(env, root) {
  const value = (name) => env[name] || undefined;
  const faults = Object.entries(checks).flatMap(([name, check]) => {
    const fault = value(name) === undefined ? null : check(value(name));
    return fault === null ? [] : [`${name} ${fault}.`];
  });
  faults.push(...oidcFaults(value), ...notifyFaults(value));
  const port = Number(value('PORT') ?? 3000);
  if (String(port) === value('KEPT_OPS_PORT')) faults.push('PORT and KEPT_OPS_PORT must be two different ports.');
  const databaseUrl = value('DATABASE_URL') ?? null;
  const environment = {
    port,
    databaseUrl,
    dataDir: resolve(root, value('KEPT_DATA_DIR') ?? '.data'),
    demo: (value('KEPT_DEMO') ?? (databaseUrl === null ? '1' : '0')) === '1',
    now: value('KEPT_NOW') ?? null,
  };
  return { environment, faults };
}

/** One of the three alone signs nobody in. @param {(name: string) => string | undefined} value */
function oidcFaults(value) {
  const oidc = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'];
  const missing = oidc.filter((name) => value(name) === undefined);
  if (missing.length === 0 || missing.length === oidc.length) return [];
  return [`${missing.join(' and ')} must be set beside the other OIDC values.`];
}

/** A key alone sends nothing, and a template alone neither. @param {(name: string) => string | undefined} value */
function notifyFaults(value) {
  const isSet = (name) => value(name) !== undefined;
  if (isSet('NOTIFY_API_KEY')) {
    return isSet('NOTIFY_TEMPLATE_ID') ? [] : ['NOTIFY_TEMPLATE_ID must be set beside NOTIFY_API_KEY.'];
  }
  const alone = ['NOTIFY_TEMPLATE_ID', 'NOTIFY_URL'].filter(isSet);
  return alone.length === 0 ? [] : [`NOTIFY_API_KEY must be set beside ${alone.join(' and ')}.`];
}

/** @param {string} version `20.19.0` @returns {string | null} the fault */
export function nodeFault(version) {
  const [major, minor] = version.split('.').map(Number);
  const enough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return enough ? null : `Kept needs Node ${oldestNode.join('.')} or later, and this is ${version}.`;
}
