import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readDefinition, type LibraryDefinition, type ReadDefinition } from './read-definition.js';
import { loadRules } from './rules.js';

const folder = fileURLToPath(new URL('../definitions/', import.meta.url));

/** The definitions that ship with the product, in the order of their keys. Read once in a process. */
export function shippedDefinitions(): readonly LibraryDefinition[] {
  shipped ??= shippedFiles().flatMap(({ found }) => (found ? [found] : []));
  return shipped;
}

/** The shipped files with whatever is wrong with them, which a test keeps at nothing. */
export function shippedFiles(): ReadDefinition[] {
  return readFolder(folder);
}

/** Reads every definition file of a folder. @throws when the folder cannot be read. */
export function readFolder(path: string): ReadDefinition[] {
  return readdirSync(path)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(path, name))
    .map((file) => readDefinition(file, readFileSync(file, 'utf8'), ruleKeys()));
}

export function ruleKeys(): readonly string[] {
  keys ??= loadRules().map((rule) => rule.key);
  return keys;
}

let shipped: readonly LibraryDefinition[] | undefined;
let keys: readonly string[] | undefined;
