import { createHash } from 'node:crypto';
import { checkDefinition, type WorkflowDefinition } from '@kept/domain';
import { checkShape } from './check-shape.js';
import { parseDefinition } from './parse-definition.js';
import type { RawDefinition } from './raw-definition.js';
import { readYaml, type FileFault } from './yaml-file.js';

/** A definition as the library holds it. */
export interface LibraryDefinition {
  definition: WorkflowDefinition;
  /** Hash of the file's value: comments and layout may change without a new version, the content may not. */
  sha256: string;
  file: string;
}

/** A file read and checked: the definition where it could be read, every fault with its line, and where its keys stand. */
export interface ReadDefinition {
  found: LibraryDefinition | null;
  faults: FileFault[];
  lineOf: (path: readonly (string | number)[]) => number;
}

/** Reads one definition file: YAML, then shape, then meaning. `rules` are the keys of the rule library. */
export function readDefinition(file: string, text: string, rules: readonly string[]): ReadDefinition {
  const { value, lineOf, faults } = readYaml(file, text);
  if (faults.length > 0) return { found: null, faults, lineOf };
  const shape = checkShape(value);
  const placed = (each: { fault: string; path: (string | number)[]; text: string }): FileFault => ({
    file,
    line: lineOf(each.path),
    fault: each.fault,
    text: each.text,
  });
  if (shape.length > 0) return { found: null, faults: inOrder(shape.map(placed)), lineOf };
  const definition = parseDefinition(value as RawDefinition);
  const sha256 = createHash('sha256').update(JSON.stringify(value)).digest('hex');
  return {
    found: { definition, sha256, file },
    faults: inOrder(checkDefinition(definition, { rules }).map(placed)),
    lineOf,
  };
}

function inOrder(faults: FileFault[]): FileFault[] {
  return faults.sort((a, b) => a.line - b.line || a.fault.localeCompare(b.fault));
}
