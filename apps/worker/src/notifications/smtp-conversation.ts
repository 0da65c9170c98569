import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SMTPConnectionAuth, SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection';

export interface Conversation {
  options: SMTPConnectionOptions;
  auth: SMTPConnectionAuth | undefined;
  /** Asked at the last moment: a message that is no longer ours is not handed over. */
  letter: { from: string; to: string; raw: Buffer; isStillOurs: () => boolean };
  /** For the whole, in milliseconds. */
  limit: number;
  /** `handedOver` turns true when the server has said "go ahead": from then on silence may mean that it has the message. */
  progress: { handedOver: boolean };
}

/**
 * One connection, one message. After the limit the connection is closed, so that nothing more can be handed over.
 * @returns the server's last line
 * @throws what went wrong, with `responseCode` and `command` where the server said it
 */
export function converse({ options, auth, letter, limit, progress }: Conversation): Promise<string> {
  const connection = new SMTPConnection(options);
  const sent = new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no answer in time')), limit);
    const ended = (error: unknown, answer?: string): void => {
      clearTimeout(late);
      if (error) return reject(error);
      resolve(answer ?? '');
    };
    // It may speak more than once, and an error without a listener would end the process.
    connection.on('error', ended);
    connection.on('end', () => ended(new Error('the connection ended')));
    const send = (): void => {
      const envelope = { from: letter.from, to: [letter.to], size: letter.raw.length };
      connection.send(envelope, bodyOf(letter, progress), (error, info) => ended(error, info?.response));
    };
    connection.connect((error) => {
      if (error) return ended(error);
      if (auth === undefined || !connection.allowsAuth) return send();
      connection.login(auth, (refused) => (refused ? ended(refused) : send()));
    });
  });
  return sent.then(
    (answer) => (connection.quit(), answer),
    (error: unknown) => {
      connection.close();
      throw error;
    },
  );
}

/** Nobody reads it before the server has asked for the message. */
function bodyOf({ raw, isStillOurs }: Conversation['letter'], progress: { handedOver: boolean }): Readable {
  return new Readable({
    read() {
      if (!isStillOurs()) return void this.destroy(new Error('the lease ran out'));
      progress.handedOver = true;
      this.push(raw);
      this.push(null);
    },
  });
}
