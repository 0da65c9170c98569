import { describe, expect, it } from 'vitest';
import { readConfig } from './config.js';

const address = { DATABASE_URL: 'postgres://kept:secret@127.0.0.1:5432/kept' };

describe('the environment', () => {
  it('listens on port 3000 of this machine alone, without persona sign-in, where nothing else is said', () => {
    expect(readConfig(address)).toEqual({
      ok: true,
      config: {
        port: 3000,
        host: '127.0.0.1',
        databaseUrl: address.DATABASE_URL,
        demo: false,
        webDir: null,
        failpoint: null,
        logLevel: 'info',
        notifyCallbackToken: null,
        fieldKey: null,
        teamsHosts: ['.logic.azure.com', '.powerplatform.com'],
      },
    });
  });

  it('names every fault at once, and never the value', () => {
    const read = readConfig({ DATABASE_URL: 'mysql://x', PORT: '70000', KEPT_DEMO: 'yes', LOG_LEVEL: 'loud' });
    expect(read).toEqual({
      ok: false,
      faults: [
        'PORT must be a port from 1 to 65535.',
        'DATABASE_URL must look like postgres://user:password@host:5432/name.',
        'KEPT_DEMO must be 0 or 1.',
        'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent.',
      ],
    });
  });

  it('takes an empty value for one that is not set', () => {
    expect(readConfig({ ...address, PORT: '', KEPT_DEMO: '' }).ok).toBe(true);
  });

  it('takes no callback token that could be guessed', () => {
    expect(readConfig({ ...address, NOTIFY_CALLBACK_TOKEN: 'short' })).toEqual({
      ok: false,
      faults: ['NOTIFY_CALLBACK_TOKEN must be 20 to 200 characters without a space.'],
    });
  });
});
