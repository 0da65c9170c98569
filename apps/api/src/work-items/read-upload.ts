import { isUtf8 } from 'node:buffer';
import type {} from '@fastify/multipart';
import { evidenceBody } from '@kept/contracts';
import type { FastifyRequest } from 'fastify';
import { fileTypeFromBuffer } from 'file-type';
import { incomplete, malformed, tooLarge, unsupportedMedia } from '../http/problem.js';

/** A file with what was written beside it. Its type is the one that its bytes show. */
export interface Upload {
  title: string | null;
  note: string | null;
  link: string | null;
  file: { name: string; bytes: Buffer; mediaType: string };
}

const ooxml = 'application/vnd.openxmlformats-officedocument';

/** Types that are kept, by ending. Nothing with macros, nothing that a browser runs. */
const mediaTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  docx: `${ooxml}.wordprocessingml.document`,
  xlsx: `${ooxml}.spreadsheetml.sheet`,
  pptx: `${ooxml}.presentationml.presentation`,
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
};
/** These have no mark in their first bytes: they are text, or they are not taken. */
const textTypes: Readonly<Record<string, string>> = { txt: 'text/plain', csv: 'text/csv' };

/** @throws Refused 400, 413, 415, 422 */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  const fields = new Map<string, string>();
  let file: { name: string; bytes: Buffer } | null = null;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') file = { name: safeName(part.filename), bytes: await part.toBuffer() };
      else fields.set(part.fieldname, readField(part.fieldname, part.value));
    }
  } catch (error) {
    throw isLimit(error) ? tooLarge('A file may have 10 MB, and one request carries one file.') : error;
  }
  if (file === null || file.bytes.length === 0) throw incomplete([{ field: 'file', text: 'Choose a file.' }]);
  const mediaType = await typeOf(file.name, file.bytes);
  const of = (name: string): string | null => fields.get(name) || null;
  return { title: of('title'), note: of('note'), link: of('link'), file: { ...file, mediaType } };
}

/** The same fields as those of evidence without a file, each as the contract has it; an empty one is none. */
function readField(name: string, value: unknown): string {
  const { shape } = evidenceBody;
  if (!isFieldName(name)) throw malformed('There is a field in the form that is not known.');
  if (value === '') return '';
  const read = shape[name].safeParse(value);
  if (!read.success)
    throw malformed('The form is not as it must be.', [
      {
        field: name,
        text: name === 'link' ? 'This must be a web address.' : 'This is too long, or holds control characters.',
      },
    ]);
  return read.data ?? '';
}

function isFieldName(name: string): name is keyof typeof evidenceBody.shape {
  return Object.hasOwn(evidenceBody.shape, name);
}

/** By its first bytes, which must agree with its ending. */
async function typeOf(name: string, bytes: Buffer): Promise<string> {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const asText = textTypes[ending];
  if (asText !== undefined && isUtf8(bytes) && !bytes.includes(0)) return asText;
  const seen = (await fileTypeFromBuffer(bytes))?.mime;
  const expected = mediaTypes[ending];
  if (expected !== undefined && seen === expected) return expected;
  throw unsupportedMedia(
    'A file must be a PDF, Word, Excel, PowerPoint, PNG, JPEG, text or CSV file, and be what its name says.',
  );
}

const unsafe = /[\p{Cc}\p{Cf}\p{Cs}<>:"|?*\\/]/gu;
const longestName = 120;

/** The last part of the name without what a file system or a reader could be fooled by; its ending stays. */
export function safeName(given: string): string {
  const base = given.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const clean = base
    .replace(unsafe, '')
    .replace(/^[.\s]+/, '')
    .trim();
  const ending = /\.[a-z0-9]{1,5}$/i.exec(clean)?.[0] ?? '';
  const stem = clean.slice(0, clean.length - ending.length).slice(0, longestName);
  return `${stem === '' ? 'file' : stem}${ending}`;
}

function isLimit(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 413;
}
