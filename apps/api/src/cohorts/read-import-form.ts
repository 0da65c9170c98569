import { isUtf8 } from 'node:buffer';
import type {} from '@fastify/multipart';
import { cohortImportForm, type CohortImportForm } from '@kept/contracts';
import type { FastifyRequest } from 'fastify';
import { readJson } from '../http/read-json.js';
import { incomplete, malformed, tooLarge, unsupportedMedia } from '../http/problem.js';

/** 2 MB hold a hundred times the children of a large county. A CSV has nothing that expands, so it is read where it arrives. */
const mostBytes = 2 * 1024 * 1024;

export interface ImportRequest extends CohortImportForm {
  fileName: string;
  text: string;
}

/** @throws Refused 400, 413, 415, 422 */
export async function readImportForm(request: FastifyRequest): Promise<ImportRequest> {
  if (!request.isMultipart()) throw unsupportedMedia('Send a form (multipart/form-data) with the CSV as “file”.');
  const fields: Record<string, unknown> = {};
  let file: { name: string; bytes: Buffer } | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') file = { name: part.filename, bytes: await part.toBuffer() };
      else fields[part.fieldname] = valueOf(part.fieldname, part.value);
    }
  } catch (error) {
    throw isLimit(error) ? tooLarge('One request carries one file of at most 2 MB.') : error;
  }
  const form = checkForm(fields);
  if (file === null || file.bytes.length === 0) throw incomplete([{ field: 'file', text: 'Choose a file.' }]);
  if (file.bytes.length > mostBytes) throw tooLarge('The file may have 2 MB.');
  return { ...form, fileName: plainName(file.name), text: textOf(file.bytes) };
}

/** `columns` is JSON in a field of the form. */
function valueOf(name: string, value: unknown): unknown {
  if (name !== 'columns' || typeof value !== 'string') return value;
  return value === '' ? undefined : readJson(Buffer.from(value));
}

function checkForm(fields: Record<string, unknown>): CohortImportForm {
  const read = cohortImportForm.safeParse(fields);
  if (read.success) return read.data;
  if (fields['asOn'] === undefined || fields['asOn'] === '') {
    throw incomplete([{ field: 'asOn', text: 'Enter the day on which the children were counted.' }]);
  }
  const names = read.error.issues.map(({ path }) => String(path[0] ?? '_'));
  const missing = [...new Set(names)].map((field) => ({ field, text: texts[field] ?? 'This is not as it must be.' }));
  throw malformed('The form is not as it must be.', missing);
}

const texts: Readonly<Record<string, string>> = {
  asOn: 'This must be a real day.',
  _: 'There is a field in the form that is not known.',
};

function textOf(bytes: Buffer): string {
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') {
    throw unsupportedMedia('This is a workbook: save it as “CSV UTF-8”, and send that.');
  }
  if (!isUtf8(bytes) || bytes.includes(0)) {
    throw unsupportedMedia('The file must be text in UTF-8: save it as “CSV UTF-8”, and send that.');
  }
  return bytes.toString('utf8');
}

/** The last part of a path, without what could fool a reader. */
function plainName(given: string): string {
  const base = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  return base.replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/gu, '').slice(0, 120) || 'file.csv';
}

function isLimit(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 413;
}
