import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addressFor, readConfig } from './config.js';
import { migrateAll } from './migrate.js';
import { makeToken } from './token.js';

const stack = {
  admin: 'postgres://a',
  api: 'postgres://b',
  worker: 'postgres://c',
  web: 'http://localhost:3000',
  demo: true,
};
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-operator-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('finds the running stack in the data folder, each kind of work by its own login', () => {
  writeFileSync(join(folder, 'stack.json'), JSON.stringify(stack));
  const config = readConfig({ KEPT_DATA_DIR: folder });
  expect(config.demo).toBe(true);
  expect([addressFor('admin', config), addressFor('api', config), addressFor('worker', config)]).toEqual([
    'postgres://a',
    'postgres://b',
    'postgres://c',
  ]);
});

it('goes by DATABASE_URL where that is another database, and expects no demo there', () => {
  const config = readConfig({ KEPT_DATA_DIR: folder, DATABASE_URL: 'postgres://elsewhere' });
  expect(addressFor('api', config)).toBe('postgres://elsewhere');
  expect(config.demo).toBe(false);
});

it('looks where npm start keeps its data, whatever folder it is called from', () => {
  expect(readConfig({}).dataDir).toBe(resolve(import.meta.dirname, '../../../../.data'));
  expect(readConfig({ KEPT_DATA_DIR: 'elsewhere' }).dataDir).toBe(resolve('elsewhere'));
});

it('says so where there is no database', () => {
  const config = readConfig({ KEPT_DATA_DIR: folder });
  expect(() => addressFor('api', config)).toThrow(/^No database: set DATABASE_URL, or run npm start first/);
});

it('makes tokens for personas in the demo alone', async () => {
  const config = readConfig({ KEPT_DATA_DIR: folder, KEPT_DEMO: '0' });
  await expect(makeToken(config, 'officer')).rejects.toThrow(
    'Tokens for personas are for the demo alone (KEPT_DEMO is 0).',
  );
});

it('names the file and line of a faulty workflow before it touches the database', async () => {
  writeFileSync(join(folder, 'broken.yaml'), 'key: broken\nversion: 1\nstates: [\n');
  const config = readConfig({ DATABASE_URL: 'postgres://127.0.0.1:1/none', KEPT_WORKFLOWS_DIR: folder });
  await expect(migrateAll(config)).rejects.toThrow(/broken\.yaml:\d+: /);
});
