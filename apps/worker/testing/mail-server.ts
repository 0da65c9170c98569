import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** How the server answers one message: takes it, says 451 (later) or 550 (never), or takes it and hangs up unsaid. */
export type MailAnswer = 'accept' | 'later' | 'never' | 'drop';

export interface MailServer {
  url: string;
  /** Everything that was handed over, whatever was answered, in order. */
  received: { raw: string; answer: MailAnswer; to: string[]; secure: boolean }[];
  close(): Promise<void>;
}

/** How strict a relay is: TLS from the first byte or on request, and who may send. */
export interface MailDoor {
  secure?: boolean;
  login?: { user: string; pass: string };
}

/** A real SMTP server on a free port that answers the first message with the first of `answers`; the last one lasts. */
export async function startMailServer(answers: readonly MailAnswer[], door?: MailDoor): Promise<MailServer> {
  const received: MailServer['received'] = [];
  const server = new SMTPServer({
    authOptional: door?.login === undefined,
    disabledCommands: door === undefined ? ['STARTTLS', 'AUTH'] : [],
    secure: door?.secure === true,
    logger: false,
    onAuth({ username, password }, session, callback) {
      if (!session.secure) return callback(new Error('not in the open'));
      const known = username === door?.login?.user && password === door?.login?.pass;
      return known ? callback(null, { user: username }) : callback(new Error('nobody by that name'));
    },
    onData(stream, session, callback) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const answer = answers[Math.min(received.length, answers.length - 1)] ?? 'accept';
        const to = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ raw: Buffer.concat(pieces).toString('utf8'), answer, to, secure: session.secure });
        if (answer === 'drop') return dropConnections(server);
        if (answer === 'accept') return callback(null, 'Ok: queued as 4bXyZ');
        const responseCode = answer === 'later' ? 451 : 550;
        return callback(Object.assign(new Error('not this one'), { responseCode }));
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `${door?.secure === true ? 'smtps' : 'smtp'}://127.0.0.1:${port}`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function dropConnections(server: SMTPServer): void {
  const { connections } = server as unknown as { connections: Set<{ _socket: { destroy(): void } }> };
  for (const connection of connections) connection._socket.destroy();
}

/** The value of a header of a raw message, unfolded. */
export function headerOf(raw: string, name: string): string | null {
  const [head = ''] = raw.split(/\r?\n\r?\n/, 1);
  const unfolded = head.replace(/\r?\n[ \t]+/g, ' ');
  return new RegExp(`^${name}: (.*)$`, 'im').exec(unfolded)?.[1]?.trim() ?? null;
}
