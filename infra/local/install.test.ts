import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { clearInstall, isInstalled } from './install.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'kept-install-'));
  for (const folder of ['packages/domain', 'apps/api', 'infra/local'])
    mkdirSync(join(root, folder), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const lock = { packages: { '': {}, 'node_modules/pg': { version: '8.23.1' } } };

it('does not take an install that was broken off for a whole one', () => {
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
  mkdirSync(join(root, 'node_modules/pg'), { recursive: true });
  expect(isInstalled(root)).toBe(false);
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify(lock));
  expect(isInstalled(root)).toBe(true);
});

it('takes away what a broken-off install left, also in the workspaces, and nothing else', async () => {
  const left = ['node_modules/lightningcss', 'packages/domain/node_modules/x', 'apps/api/node_modules/y'];
  for (const folder of left) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, 'node_modules/lightningcss/module.node'), 'cut sho');
  await clearInstall(root);
  for (const folder of left) expect(existsSync(join(root, folder))).toBe(false);
  expect(existsSync(join(root, 'packages/domain'))).toBe(true);
});
