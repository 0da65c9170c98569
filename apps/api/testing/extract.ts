import type { Call } from './service.js';

const boundary = 'a-boundary-of-an-extract';

/** A form with a CSV, as a browser sends it. */
export function extractForm(csv: string | Buffer, fields: Record<string, string>, name = 'extract.csv'): Call {
  const part = (head: string, bytes: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      bytes,
      Buffer.from('\r\n'),
    ]);
  const parts = Object.entries(fields).map(([key, value]) => part(`name="${key}"`, Buffer.from(value)));
  const file = part(`name="file"; filename="${name}"\r\nContent-Type: text/csv`, Buffer.from(csv));
  return {
    payload: Buffer.concat([...parts, file, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}

/** 19 on a reduced timetable, 6 of them with a plan; 9 with a plan out of education, and 61 without. */
export function januaryExtract(): string {
  const header = 'Child reference,Year group,Area,EHCP,NIE,RTT,Hours a week,Suspensions,PEX,PA,Attendance,COP';
  const many = (count: number, row: (place: number) => string) =>
    Array.from({ length: count }, (_, place) => row(place));
  const two = (number: number) => String(number).padStart(2, '0');
  return [
    header,
    ...many(9, (n) => `KC-EE-${two(n + 1)},${n < 5 ? 11 : 8},East,yes,yes,no,,,,,,${n < 3 ? 'yes' : ''}`),
    ...many(6, (n) => `KC-EE-${two(n + 10)},${n < 2 ? 10 : 6},South,yes,no,yes,12.5,1,,,,${n < 2 ? 'yes' : ''}`),
    ...many(4, (n) => `KC-EE-${two(n + 16)},10,Out of county,yes,no,no,,,,,,yes`),
    ...many(61, (n) => `KC-20${two(n + 1)},${n < 40 ? 11 : 9},North,no,yes,no,,,,,,`),
    ...many(13, (n) => `KC-20${two(n + 62)},${n < 4 ? 5 : 8},West,no,no,yes,15,,,,,`),
    ...many(7, (n) => `KC-20${two(n + 75)},9,Medway,no,no,no,,${n % 2},,,${85 + n * 0.5},`),
  ].join('\n');
}
