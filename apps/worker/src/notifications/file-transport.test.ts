import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFileTransport } from './file-transport.js';
import type { Mail } from './mail-transport.js';

const id = '0197f7a4-0000-7000-8000-00000000000a@kept.local';
const mail: Mail = {
  messageId: `<${id}>`,
  from: 'a@kept.local',
  to: 'b@example.org',
  raw: Buffer.from('Subject: x\r\n\r\ny\r\n'),
  brief: { subject: 'CC-2018-001', lines: ['Due.'], link: 'https://kept.example.org', workflow: null, team: null },
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-mail-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('mail as files', () => {
  it('is one file, named by its Message-ID, however often it is sent', async () => {
    const transport = openFileTransport(join(folder, 'mail'));
    expect(await transport.find(mail.messageId)).toBe('absent');
    for (let time = 0; time < 3; time += 1) {
      expect(await transport.send(mail)).toEqual({ kind: 'accepted', reference: null });
    }
    await Promise.all([transport.send(mail), transport.send(mail)]);
    expect(await readdir(join(folder, 'mail'))).toEqual([`${id}.eml`]);
    expect(await readFile(join(folder, 'mail', `${id}.eml`))).toEqual(mail.raw);
    expect(await transport.find(mail.messageId)).toBe('found');
  });

  it('is refused for now where the folder cannot be made', async () => {
    const file = join(folder, 'taken');
    await writeFile(file, '');
    const delivery = await openFileTransport(join(file, 'mail')).send(mail);
    expect(delivery).toEqual({ kind: 'refused', error: 'the mail folder cannot be written: ENOTDIR' });
  });

  it('never leaves the folder, whatever a Message-ID says', async () => {
    const delivery = await openFileTransport(folder).send({ ...mail, messageId: '<../../escaped@kept.local>' });
    expect(delivery.kind).toBe('refused');
    expect(await readdir(folder)).toEqual([]);
  });
});
