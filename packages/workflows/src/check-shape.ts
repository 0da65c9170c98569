import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject } from 'ajv';

/** A fault in the shape of a file, before its meaning is looked at. */
export interface ShapeFault {
  fault: 'unknown-key' | 'bad-key' | 'wrong-shape';
  path: (string | number)[];
  text: string;
}

const schema: unknown = JSON.parse(readFileSync(new URL('../schema/workflow.schema.json', import.meta.url), 'utf8'));
const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(schema as object);

/** What the JSON Schema finds, one fault for each place. */
export function checkShape(value: unknown): ShapeFault[] {
  if (validate(value)) return [];
  const faults = (validate.errors ?? []).filter(isTelling).map(faultOf);
  return faults.filter((fault, index) => faults.findIndex((other) => samePlace(other, fault)) === index);
}

/**
 * Ajv reports every alternative that did not fit. What names a key, or lies deeper, says it more closely than the choice
 * above it; where nothing does, the choice itself is told and its alternatives are not.
 */
function isTelling(error: ErrorObject, _index: number, all: ErrorObject[]): boolean {
  if (error.keyword === 'if' || error.keyword === 'propertyNames') return false;
  if (namesKey(error)) return true;
  const here = all.filter((other) => other.instancePath === error.instancePath);
  const deeper = all.some((other) => other.instancePath.startsWith(`${error.instancePath}/`));
  if (isChoice(error)) return !deeper && !here.some(namesKey);
  return !here.some(isChoice);
}

function isChoice(error: ErrorObject): boolean {
  return error.keyword === 'oneOf' || error.keyword === 'anyOf';
}

function namesKey(error: ErrorObject): boolean {
  return error.keyword === 'additionalProperties' || error.propertyName !== undefined || isKeyPattern(error);
}

function isKeyPattern(error: ErrorObject): boolean {
  return error.keyword === 'pattern' && /\/(key|name)\/pattern$/.test(error.schemaPath);
}

function faultOf(error: ErrorObject): ShapeFault {
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  if (error.keyword === 'additionalProperties') {
    const key = String(error.params['additionalProperty']);
    return { fault: 'unknown-key', path: [...path, key], text: `“${key}” is not a word of this format here.` };
  }
  if (error.propertyName !== undefined) {
    const text = `“${error.propertyName}” is not a key: begin with a small letter, then letters and hyphens.`;
    return { fault: 'bad-key', path: [...path, error.propertyName], text };
  }
  if (isKeyPattern(error)) {
    return { fault: 'bad-key', path, text: 'This is not a key: begin with a small letter, then letters and hyphens.' };
  }
  return { fault: 'wrong-shape', path, text: `${path.at(-1) ?? 'The file'}: ${shapeWords(error)}.` };
}

function shapeWords(error: ErrorObject): string {
  if (error.keyword === 'required') return `“${String(error.params['missingProperty'])}” is missing`;
  if (error.keyword === 'enum') return `must be one of ${(error.params['allowedValues'] as unknown[]).join(', ')}`;
  if (error.keyword === 'oneOf') return 'fits none, or more than one, of the forms allowed here';
  return error.message ?? 'has the wrong shape';
}

function unescapePointer(part: string): string | number {
  return /^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function samePlace(one: ShapeFault, other: ShapeFault): boolean {
  return one.fault === other.fault && one.path.join('/') === other.path.join('/');
}
