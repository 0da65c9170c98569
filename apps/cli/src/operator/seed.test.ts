import { describe, expect, it } from 'vitest';
import { readConfig } from './config.js';
import { seed } from './seed.js';

describe('the size of the demo', () => {
  it('is one of three; any other is refused before a database is asked for', async () => {
    const config = readConfig({ KEPT_DATA_DIR: '/nowhere', KEPT_DEMO_SIZE: 'huge' });
    const wish = { clockOnly: false, say: () => undefined };
    await expect(seed(config, wish)).rejects.toThrow('KEPT_DEMO_SIZE must be one of small, county, england.');
  });

  it('is small where nothing is said', () => {
    expect(readConfig({ KEPT_DATA_DIR: '/nowhere' }).demoSize).toBe('small');
  });
});
