import type { WorkItemView } from '@kept/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { raiseCard } from '../../testing/cards.js';
import { openService, type Client, type Service } from '../../testing/service.js';
import { safeName } from './read-upload.js';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYGBgAAAABQABpfZFQAAAAABJRU5ErkJggg==',
  'base64',
);
const boundary = 'a-boundary-of-a-form';

function form(file: { name: string; bytes: Buffer } | null, fields: Record<string, string> = {}) {
  const part = (head: string, bytes: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
      bytes,
      Buffer.from('\r\n'),
    ]);
  const parts = Object.entries(fields).map(([name, value]) => part(`name="${name}"`, Buffer.from(value)));
  if (file)
    parts.push(part(`name="file"; filename="${file.name}"\r\nContent-Type: application/octet-stream`, file.bytes));
  return {
    payload: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}

describe('evidence', () => {
  let service: Service;
  let officer: Client;
  let path = '';

  beforeAll(async () => {
    service = await openService();
    officer = service.as('officer');
    path = `/api/work-items/${(await raiseCard(officer, 'A card with evidence')).reference}/evidence`;
  });
  afterAll(() => service.close());

  it('is a note, or a link to a page', async () => {
    expect((await officer('POST', path, { body: { title: 'A note', note: 'It is done.' } })).status).toBe(200);
    const linked = await officer<WorkItemView>('POST', path, {
      body: { title: 'The paper', link: 'https://council.example/paper' },
    });
    expect(linked.body.evidence.map(({ no, title }) => `${no} ${title}`)).toEqual(['1 A note', '2 The paper']);
    expect((await officer('POST', path, { body: { title: 'A script', link: 'javascript:alert(1)' } })).status).toBe(
      400,
    );
    expect((await officer('POST', path, { body: { note: 'Without a title' } })).status).toBe(422);
    expect((await officer('POST', path)).status).toBe(400);
  });

  it('is a file, kept under a safe name and given back to be saved', async () => {
    const sent = form(
      { name: '../Häuser ‮plan.pdf', bytes: pdf },
      { title: 'The plan', note: 'Page 2', link: 'https://council.example/plan' },
    );
    const added = await officer<WorkItemView>('POST', path, sent);
    expect(added.status).toBe(200);
    const { no, ...evidence } = added.body.evidence.at(-1) ?? { no: 0 };
    expect(evidence).toMatchObject({
      title: 'The plan',
      note: 'Page 2',
      link: 'https://council.example/plan',
      file: { name: 'Häuser plan.pdf', bytes: pdf.length, mediaType: 'application/pdf' },
    });
    const file = await officer('GET', `${path}/${no}/file`);
    expect(file.status).toBe(200);
    expect(file.text).toBe(pdf.toString());
    expect(file.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="H_user plan.pdf"; filename*=UTF-8''H%C3%A4user%20plan.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
    expect((await officer('GET', `${path}/1/file`)).status).toBe(404);
    expect((await officer('GET', `${path}/0/file`)).status).toBe(400);
  });

  it('posted twice under one key is kept once', async () => {
    const sent = form({ name: 'photo.png', bytes: png });
    const twice = { ...sent, headers: { ...sent.headers, 'idempotency-key': 'a-photo' } };
    const first = await officer<WorkItemView>('POST', path, twice);
    const again = await officer<WorkItemView>('POST', path, twice);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body.evidence).toHaveLength(first.body.evidence.length);
    const other = form({ name: 'photo.png', bytes: png }, { note: 'Another note' });
    expect(
      (await officer('POST', path, { ...other, headers: { ...other.headers, 'idempotency-key': 'a-photo' } })).status,
    ).toBe(422);
  });

  it.each([
    ['a program that is called a PDF', { name: 'plan.pdf', bytes: Buffer.from('MZ\x90\x00 not a PDF') }, 415],
    ['a picture that is called a PDF', { name: 'plan.pdf', bytes: png }, 415],
    ['a page', { name: 'page.html', bytes: Buffer.from('<script>') }, 415],
    ['a text with zero bytes', { name: 'note.txt', bytes: Buffer.from([65, 0, 66]) }, 415],
    ['an empty file', { name: 'plan.pdf', bytes: Buffer.alloc(0) }, 422],
    ['more than 10 MB', { name: 'plan.pdf', bytes: Buffer.concat([pdf, Buffer.alloc(10 * 1024 * 1024)]) }, 413],
  ])('is not %s', async (_what, file, status) => {
    expect((await officer('POST', path, form(file))).status).toBe(status);
  });

  it('is taken as a form on its own route alone, and with known fields', async () => {
    expect((await officer('POST', path.replace('evidence', 'links'), form(null))).status).toBe(415);
    expect((await officer('POST', path, form({ name: 'a.pdf', bytes: pdf }, { owner: 'me' }))).status).toBe(400);
    expect((await officer('POST', path, form(null, { title: 'No file' }))).status).toBe(422);
    const script = form({ name: 'a.pdf', bytes: pdf }, { link: 'javascript:alert(1)' });
    expect((await officer('POST', path, script)).status).toBe(400);
    const posing = { payload: '{"filepath":"/etc/passwd"}', headers: { 'content-type': 'multipart/form-data' } };
    expect((await officer('POST', path, posing)).status).toBeGreaterThanOrEqual(400);
  });

  it('names a file so that nothing is fooled by it', () => {
    expect(safeName('C:\\temp\\minutes.docx')).toBe('minutes.docx');
    expect(safeName('../../etc/passwd')).toBe('passwd');
    expect(safeName('exe.‮fdp.pdf')).toBe('exe.fdp.pdf');
    expect(safeName('...')).toBe('file');
    expect(safeName(`${'a'.repeat(500)}.pdf`)).toHaveLength(124);
  });
});
