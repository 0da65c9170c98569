import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockFolder, processWith } from './lock.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is given back, and leaves nothing behind', () => {
  lockFolder(folder)();
  expect(readdirSync(folder)).toEqual([]);
});

it('is taken over from a process that has ended', () => {
  writeFileSync(join(folder, 'start.lock'), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1' }));
  expect(() => lockFolder(folder)).not.toThrow();
});

it('is taken over when the pid is now another program, since it began at another time', () => {
  writeFileSync(join(folder, 'start.lock'), JSON.stringify({ pid: process.ppid, startedAt: 'long ago' }));
  expect(() => lockFolder(folder)).not.toThrow();
});

it('stays with a process that lives', () => {
  const holder = processWith(process.ppid);
  writeFileSync(join(folder, 'start.lock'), JSON.stringify({ pid: process.ppid, startedAt: holder?.startedAt }));
  expect(() => lockFolder(folder)).toThrow(`process ${process.ppid}`);
});
