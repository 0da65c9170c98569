import { describe, expect, it } from 'vitest';
import { readConfig } from './config.js';

const DATABASE_URL = 'postgres://kept_worker_login:secret@127.0.0.1:5432/kept';

describe('the environment of the worker', () => {
  it('needs a database and nothing else: the queue is in it, and mail goes to files', () => {
    expect(readConfig({ DATABASE_URL, REDIS_URL: '' })).toEqual({
      databaseUrl: DATABASE_URL,
      redisUrl: null,
      notify: null,
      smtpUrl: null,
      fieldKey: null,
      teamsHosts: ['.logic.azure.com', '.powerplatform.com'],
      dataDir: '.data',
      opsPort: null,
      baseUrl: 'http://localhost:3000',
      mailFrom: 'Kept <no-reply@kept.local>',
      perMinute: null,
      logLevel: 'info',
      chaos: null,
      failpoint: null,
    });
  });

  it('names every fault at once, and no value', () => {
    const wrong = { DATABASE_URL: 'mysql://root:secret@db/kept', SMTP_URL: 'mailto:a@b', KEPT_OPS_PORT: '99999' };
    const read = () => readConfig(wrong);
    expect(read).toThrow(/DATABASE_URL must look like .*; SMTP_URL must look like .*; KEPT_OPS_PORT /);
    expect(read).not.toThrow(/secret/);
  });

  it('takes GOV.UK Notify with key and template, at its own address or another', () => {
    const apiKey = 'kept_live-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0';
    const templateId = 'f33517ff-2a88-4f6e-b855-c550268ce08a';
    const env = { DATABASE_URL, NOTIFY_API_KEY: apiKey, NOTIFY_TEMPLATE_ID: templateId };
    expect(readConfig(env).notify).toEqual({ apiKey, templateId, url: null });
    const url = 'http://127.0.0.1:8080';
    expect(readConfig({ ...env, NOTIFY_URL: `${url}/` }).notify).toEqual({ apiKey, templateId, url });
  });

  it.each([
    [
      { NOTIFY_API_KEY: 'secret' },
      /NOTIFY_API_KEY must be a name and two UUIDs.*; NOTIFY_TEMPLATE_ID must be set beside/,
    ],
    [
      { NOTIFY_TEMPLATE_ID: 'f33517ff-2a88-4f6e-b855-c550268ce08a' },
      /NOTIFY_API_KEY must be set beside NOTIFY_TEMPLATE_ID/,
    ],
    [{ NOTIFY_TEMPLATE_ID: 'secret' }, /NOTIFY_TEMPLATE_ID must be the UUID of a template; NOTIFY_API_KEY must be set/],
    [{ NOTIFY_URL: 'http://notify.example' }, /NOTIFY_URL must be https, but on this machine/],
  ])('refuses half of it, and what is not of its form: %j', (env, words) => {
    const read = () => readConfig({ DATABASE_URL, ...env });
    expect(read).toThrow(words);
    expect(read).not.toThrow(/secret/);
  });

  it('takes hosts for cards, and a field key of 32 bytes', () => {
    const KEPT_FIELD_KEY = 'ab'.repeat(32);
    const read = readConfig({ DATABASE_URL, KEPT_FIELD_KEY, KEPT_TEAMS_HOSTS: 'flows.example.gov.uk' });
    expect(read.fieldKey?.secret.toString('hex')).toBe(KEPT_FIELD_KEY);
    expect(read.teamsHosts).toEqual(['flows.example.gov.uk']);
    const wrong = () => readConfig({ DATABASE_URL, KEPT_FIELD_KEY: 'secret', KEPT_TEAMS_HOSTS: 'https://a' });
    expect(wrong).toThrow(/KEPT_FIELD_KEY must be 32 bytes.*; KEPT_TEAMS_HOSTS must be hosts/);
    expect(wrong).not.toThrow(/secret/);
  });
});
