import type {} from '@fastify/multipart';
import { calendarImportFields, type CalendarImportFields } from '@kept/contracts';
import { readCalendarFile } from '@kept/documents';
import type { CalendarFile } from '@kept/documents';
import type { FastifyRequest } from 'fastify';
import { incomplete, malformed, tooLarge, unsupportedMedia } from '../http/problem.js';

/** A calendar file as it was read, with what was written beside it. */
export interface CalendarUpload extends CalendarImportFields {
  file: CalendarFile;
}

/** A century of bank holidays has 60 kB. */
const fileLimit = 1024 * 1024;

/** @throws Refused 400, 413, 415, 422 */
export async function readCalendarUpload(request: FastifyRequest): Promise<CalendarUpload> {
  const fields = new Map<string, unknown>();
  let file: { name: string; bytes: Buffer } | null = null;
  try {
    for await (const part of request.parts({ limits: { fileSize: fileLimit, files: 1, fields: 2 } })) {
      if (part.type === 'file') file = { name: part.filename, bytes: await part.toBuffer() };
      else fields.set(part.fieldname, part.value);
    }
  } catch (error) {
    throw isLimit(error) ? tooLarge('A calendar file may have 1 MB, and one request carries one file.') : error;
  }
  const read = readFields(fields);
  if (file === null || file.bytes.length === 0) throw incomplete([{ field: 'file', text: 'Choose a file.' }]);
  return { ...read, file: readCalendarFile(formatOf(file.name), file.bytes) };
}

function readFields(fields: ReadonlyMap<string, unknown>): CalendarImportFields {
  const read = calendarImportFields.safeParse(Object.fromEntries(fields));
  if (read.success) return read.data;
  const isBlank = [undefined, ''].includes(fields.get('reason') as string | undefined);
  const onlyReason = read.error.issues.every(({ path }) => path[0] === 'reason');
  if (isBlank && onlyReason) throw incomplete([{ field: 'reason', text: 'Fill this in.' }]);
  throw malformed('The form is not as it must be.');
}

/** By its ending; whether it is what it says, its reader finds out. */
function formatOf(name: string): 'csv' | 'ics' {
  const ending = /\.(csv|ics)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === 'csv' || ending === 'ics') return ending;
  throw unsupportedMedia('A calendar file is a CSV or an ICS file.');
}

function isLimit(error: unknown): boolean {
  return error instanceof Error && 'statusCode' in error && error.statusCode === 413;
}
