import { readdirSync, readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { isLocalDate } from '@kept/domain';
import { readYaml, type FileFault } from './yaml-file.js';

/** A YAML file of content that fits its schema, or what is wrong with it. */
export interface ContentFile<Shape> {
  value: Shape | null;
  faults: FileFault[];
  lineOf: (path: readonly (string | number)[]) => number;
}

/** Compiles a schema that stands beside `src` in `schema/`. */
export function schemaNamed(name: string): ValidateFunction {
  const text = readFileSync(new URL(`../schema/${name}.schema.json`, import.meta.url), 'utf8');
  return new Ajv({ allErrors: true, strictTypes: false, strictRequired: false }).compile(JSON.parse(text) as object);
}

/** Reads one file against its closed shape: a word that the schema does not know is a fault. */
export function readContent<Shape>(file: string, text: string, validate: ValidateFunction): ContentFile<Shape> {
  const { value, faults, lineOf } = readYaml(file, text);
  if (faults.length > 0) return { value: null, faults, lineOf };
  if (!validate(value)) {
    const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
    return { value: null, faults: errors.map((error) => shapeFault(file, error, lineOf)), lineOf };
  }
  return { value: value as Shape, faults: [], lineOf };
}

/** The YAML files of a folder beside `src`, in the order of their names. */
export function contentFiles(folder: string): { file: string; text: string }[] {
  const url = new URL(`../${folder}/`, import.meta.url);
  return readdirSync(url)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(new URL(name, url), 'utf8') }));
}

/** Content that ships with the product has no faults; a release in which it has some does not start. */
export function assertSound(faults: readonly FileFault[]): void {
  if (faults.length === 0) return;
  throw new Error(faults.map(({ file, line, fault, text }) => `${file}:${line}: ${fault}: ${text}`).join('\n'));
}

/** A fault for each of the days that is written like one and is none, such as 2021-02-29. */
export function dayFaults(days: readonly { day: string | undefined; line: number }[], file: string): FileFault[] {
  return days
    .filter(({ day }) => day !== undefined && !isLocalDate(day))
    .map(({ day, line }) => ({ file, line, fault: 'no-such-day', text: `${day} is not a real date.` }));
}

function shapeFault(file: string, error: ErrorObject, lineOf: ContentFile<unknown>['lineOf']): FileFault {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const extra: unknown = error.params['additionalProperty'];
  if (typeof extra === 'string') {
    return {
      file,
      line: lineOf([...path, extra]),
      fault: 'unknown-key',
      text: `“${extra}” is not a word of this format here.`,
    };
  }
  return { file, line: lineOf(path), fault: 'wrong-shape', text: `${path.at(-1) ?? 'The file'}: ${reason(error)}.` };
}

function reason(error: ErrorObject): string {
  if (error.keyword === 'required') return `“${String(error.params['missingProperty'])}” is missing`;
  if (error.keyword === 'enum') return `must be one of ${(error.params['allowedValues'] as unknown[]).join(', ')}`;
  return error.message ?? 'has the wrong shape';
}
