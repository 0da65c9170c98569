import { randomUUID } from 'node:crypto';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Delivery, MailTransport } from './mail-transport.js';

/** Letters that are safe in a file name on every system. */
const safeName = /^[A-Za-z0-9@._-]+$/;

/**
 * Mail into a folder, one MESSAGE-ID.eml for each message, where there is no mail server. A repeat writes the same file
 * again, so it is there once whatever happened in between; a file appears whole or not at all.
 *
 * @param folder made with the first mail
 */
export function openFileTransport(folder: string): MailTransport {
  const fileOf = (messageId: string): string => {
    const name = messageId.replace(/^<|>$/g, '');
    if (!safeName.test(name)) throw new Error('a Message-ID that is no file name');
    return join(folder, `${name}.eml`);
  };
  return {
    unanswered: 'repeat-once',
    async send(mail, isStillOurs = () => true): Promise<Delivery> {
      try {
        await mkdir(folder, { recursive: true });
        const written = await writeWhole(fileOf(mail.messageId), mail.raw, isStillOurs);
        return written ? { kind: 'accepted', reference: null } : { kind: 'refused', error: 'the lease ran out' };
      } catch (error) {
        return { kind: 'refused', error: `the mail folder cannot be written: ${codeOf(error)}` };
      }
    },
    async find(messageId) {
      try {
        await access(fileOf(messageId));
        return 'found';
      } catch (error) {
        return codeOf(error) === 'ENOENT' ? 'absent' : 'cannot-tell';
      }
    },
  };
}

/** @returns false where it is no longer ours to write: then nothing is there */
async function writeWhole(file: string, bytes: Buffer, isStillOurs: () => boolean): Promise<boolean> {
  const making = `${file}.${randomUUID()}.part`;
  try {
    const handle = await open(making, 'wx', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (!isStillOurs()) {
      await rm(making, { force: true });
      return false;
    }
    await rename(making, file);
    return true;
  } catch (error) {
    await rm(making, { force: true });
    throw error;
  }
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : 'unknown fault';
}
