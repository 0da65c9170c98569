import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** The places in a conversation at which a scripted server answers; `message` is the end of the message itself. */
export type MailStage = 'greeting' | 'EHLO' | 'MAIL' | 'RCPT' | 'DATA' | 'message';
/** What it says there: a whole line, words that break off, or nothing at all. */
export type MailLine = { says: string } | { breaksOffAfter: string } | 'nothing';

export interface ScriptedMailServer {
  url: string;
  /** Everything that came after a "go ahead". */
  messages: string[];
  close(): Promise<void>;
}

const usual: Readonly<Record<MailStage, string>> = {
  greeting: '220 relay.example ESMTP',
  EHLO: '250 relay.example',
  MAIL: '250 2.1.0 Ok',
  RCPT: '250 2.1.5 Ok',
  DATA: '354 Go ahead',
  message: '250 2.0.0 Ok: queued as 4bXyZ',
};

/** Speaks SMTP line by line on a bare socket, so that it can also do what no mail server's library would. */
export async function startScriptedMailServer(
  script: Partial<Record<MailStage, MailLine>>,
): Promise<ScriptedMailServer> {
  const messages: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    const answer = (stage: MailStage): void => {
      const line = script[stage] ?? { says: usual[stage] };
      if (line === 'nothing') return;
      if ('says' in line) return void socket.write(`${line.says}\r\n`);
      socket.end(line.breaksOffAfter);
    };
    let heard = '';
    let message: string | null = null;
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
      for (let end = heard.indexOf('\r\n'); end >= 0; end = heard.indexOf('\r\n')) {
        const line = heard.slice(0, end);
        heard = heard.slice(end + 2);
        if (message === null) {
          const stage = (['EHLO', 'MAIL', 'RCPT', 'DATA'] as const).find((verb) => line.toUpperCase().startsWith(verb));
          if (stage !== undefined) answer(stage);
          if (stage === 'DATA' && script.DATA === undefined) message = '';
        } else if (line === '.') {
          messages.push(message);
          message = null;
          answer('message');
        } else message += `${line}\n`;
      }
    });
    answer('greeting');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    messages,
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
