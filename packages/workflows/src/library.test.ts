import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadLibrary } from './index.js';

const example = fileURLToPath(new URL('../../../docs/how-to/example-workflow.yaml', import.meta.url));
const keys = (extraDir?: string) => loadLibrary({ extraDir }).definitions.map(({ definition }) => definition.key);
const faults = (extraDir: string) => loadLibrary({ extraDir }).faults.map(({ line, fault }) => [line, fault]);

function folderWith(change: (text: string) => string = (text) => text): string {
  const folder = mkdtempSync(join(tmpdir(), 'kept-workflows-'));
  writeFileSync(join(folder, 'suggestion-box.yaml'), change(readFileSync(example, 'utf8')));
  return folder;
}

describe('the library', () => {
  it('ships without a fault', () => {
    expect(loadLibrary().faults).toEqual([]);
    expect(keys()).toContain('challenge-card');
  });

  it('takes a council’s own file beside it', () => {
    expect(keys(folderWith())).toEqual([...keys(), 'suggestion-box']);
  });

  it.each([
    ['the key of another', 'key: suggestion-box', 'key: challenge-card', [[3, 'key-taken']]],
    ['the prefix of another', 'reference: SB', 'reference: CC', [[5, 'reference-taken']]],
    ['a state without a limit', '{ limits: [{ local: look }] }', '{}', [[20, 'limit-missing']]],
  ])('leaves out a file with %s, and says so', (_, from, to, expected) => {
    const folder = folderWith((text) => text.replace(from, to));
    expect(faults(folder)).toEqual(expected);
    expect(keys(folder)).toEqual(keys());
  });

  it('says that a folder cannot be read', () => {
    expect(faults(join(tmpdir(), 'kept-no-such-folder'))).toEqual([[1, 'folder-unreadable']]);
  });

  it('gives a file one hash, whatever its comments', () => {
    const hash = (folder: string) => loadLibrary({ extraDir: folder }).definitions.at(-1)?.sha256;
    const plain = hash(folderWith());
    expect(hash(folderWith((text) => `# A note\n${text}`))).toBe(plain);
    expect(hash(folderWith((text) => text.replace('10wd', '11wd')))).not.toBe(plain);
  });
});
