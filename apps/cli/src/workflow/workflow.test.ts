import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { registerWorkflow } from './register.js';

let out: string;
let err: string;
let folder: string;

beforeEach(() => {
  out = '';
  err = '';
  folder = mkdtempSync(join(tmpdir(), 'kept-workflow-'));
  process.exitCode = undefined;
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
  process.exitCode = undefined;
});

const sound = `key: note
version: 1
reference: NT
title: { officer: Note, plain: Note }
initial: open
owner: { default: lead }
local: { read: { amount: 5wd } }
states:
  open: { limits: [{ local: read }] }
  read: { final: true }
transitions:
  read: { from: [open], to: read, by: [officer] }
`;

/** Runs `kept workflow …` in this process and gives its status. */
function kept(...args: string[]): number {
  const program = new Command('kept').exitOverride();
  registerWorkflow(program);
  program.parse(['node', 'kept', 'workflow', ...args]);
  return Number(process.exitCode ?? 0);
}

function file(text: string): string {
  const path = join(folder, 'note.yaml');
  writeFileSync(path, text);
  return path;
}

it('says nothing of a sound file, with status 0', () => {
  expect(kept('check', file(sound))).toBe(0);
  expect(out).toBe('');
});

it('prints file, line and fault of each fault, with status 1', () => {
  const path = file(sound.replace('to: read', 'to: raed').replace('by: [officer]', 'by: [oficer]'));
  expect(kept('check', path)).toBe(1);
  expect(out.split('\n').map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
    `${path}:9: no-way-out`,
    `${path}:10: unreachable-state`,
    `${path}:12: unknown-role`,
    `${path}:12: unknown-target`,
    '',
  ]);
});

it('puts one JSON value on stdout', () => {
  const path = file(sound.replace('{ limits: [{ local: read }] }', '{}'));
  expect(kept('check', path, '--json')).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ faults: [{ file: path, line: 9, fault: 'limit-missing' }] });
});

it('cannot check a file that is not there: status 2 and a line why', () => {
  expect(kept('check', join(folder, 'none.yaml'))).toBe(2);
  expect(err).toContain('cannot be read (ENOENT).');
});

it('draws a workflow that ships, and one of the council’s own', () => {
  expect(kept('draw', 'challenge-card')).toBe(0);
  expect(out).toMatch(/^<svg [^]*<title[^]*Challenge card[^]*<\/svg>\n$/);
  file(sound);
  vi.stubEnv('KEPT_WORKFLOWS_DIR', folder);
  expect(kept('draw', 'note')).toBe(0);
});

it('says which there are where a key is unknown', () => {
  expect(kept('draw', 'nothing')).toBe(2);
  expect(err).toMatch(/There is no workflow “nothing”\. There are: .*challenge-card/);
});
