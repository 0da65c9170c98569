import { readFileSync } from 'node:fs';
import { checkFile, type FileFault } from '@kept/workflows';

/** All faults of several files, in their order. @throws a sentence where a file cannot be read. */
export function checkFiles(files: readonly string[]): FileFault[] {
  return files.map((file) => ({ file, text: readText(file) })).flatMap(({ file, text }) => checkFile(file, text));
}

/** `FILE:LINE: FAULT`, and after it what is wrong in words. */
export function faultLine({ file, line, fault, text }: FileFault): string {
  return `${file}:${line}: ${fault} ${text}`;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const because = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new Error(`${file} cannot be read (${because}).`, { cause: error });
  }
}
