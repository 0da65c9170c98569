import { readDefinition, type LibraryDefinition } from './read-definition.js';
import { ruleKeys, shippedDefinitions } from './shipped.js';
import type { FileFault } from './yaml-file.js';

/**
 * Everything wrong with a workflow file, in the order of its lines: its YAML, its shape, its meaning, and whether it
 * changes a version that the library has published or takes a prefix that another workflow has.
 */
export function checkFile(path: string, text: string): FileFault[] {
  const { found, faults, lineOf } = readDefinition(path, text, ruleKeys());
  if (!found) return faults;
  const library = shippedDefinitions();
  return [
    ...faults,
    ...versionChanged(found, library, lineOf(['version'])),
    ...prefixTaken(found, library, lineOf(['reference'])),
  ];
}

function versionChanged(
  { definition, sha256, file }: LibraryDefinition,
  library: readonly LibraryDefinition[],
  line: number,
): FileFault[] {
  const published = library.find(
    (other) => other.definition.key === definition.key && other.definition.version === definition.version,
  );
  if (!published || published.sha256 === sha256) return [];
  const text = `Version ${definition.version} of “${definition.key}” is published with another content: raise the version.`;
  return [{ file, line, fault: 'version-changed', text }];
}

/** Two workflows with one prefix would give two items one reference. */
export function prefixTaken(
  { definition, file }: LibraryDefinition,
  library: readonly LibraryDefinition[],
  line: number,
): FileFault[] {
  const other = library.find(
    (each) => each.definition.reference === definition.reference && each.definition.key !== definition.key,
  );
  if (!other) return [];
  const text = `The prefix ${definition.reference} belongs to “${other.definition.key}”: choose another.`;
  return [{ file, line, fault: 'reference-taken', text }];
}
