import { describe, expect, it } from 'vitest';
import { readConfig } from './config.js';

const DATABASE_URL = 'postgres://kept_worker_login:secret@127.0.0.1:5432/kept';

describe('the environment of the worker', () => {
  it('needs a database and nothing else: the queue is in it, and mail goes to files', () => {
    expect(readConfig({ DATABASE_URL, REDIS_URL: '' })).toEqual({
      databaseUrl: DATABASE_URL,
      redisUrl: null,
      smtpUrl: null,
      dataDir: '.data',
      opsPort: null,
      baseUrl: 'http://localhost:3000',
      mailFrom: 'Kept <no-reply@kept.local>',
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
});
