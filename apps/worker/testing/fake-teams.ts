import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How one card is answered: those with `post` are in the channel, whatever was said. */
export type TeamsAnswer = 'post' | 'post-then-drop' | 'post-then-504' | 'drop' | 'hang' | 'redirect' | number;

export interface FakeTeams {
  /** The address of a channel, with its signature. */
  url: string;
  /** The cards in the channel, as they were sent. */
  cards: unknown[];
  requests: number;
  close(): Promise<void>;
}

/** A flow behind a Workflows webhook: answers the first card with the first of `answers`; the last one lasts. */
export async function startFakeTeams(...answers: TeamsAnswer[]): Promise<FakeTeams> {
  const fake = { cards: [] as unknown[], requests: 0 };
  const server = createServer(async (request, response) => {
    const answer = answers[Math.min(fake.requests, answers.length - 1)] ?? 'post';
    fake.requests += 1;
    const body = await bodyOf(request).catch(() => '');
    if (answer === 'hang') return;
    if (answer === 'drop') return void request.socket.destroy();
    if (answer === 'redirect') return void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    if (typeof answer === 'number') return void response.writeHead(answer).end();
    if (!isCard(request, body)) return void response.writeHead(400).end();
    fake.cards.push(JSON.parse(body));
    if (answer === 'post-then-drop') return void request.socket.destroy();
    if (answer === 'post-then-504') return void response.writeHead(504).end();
    response.writeHead(202, { 'x-ms-workflow-run-id': '08584' }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return Object.assign(fake, { url: `http://127.0.0.1:${port}/workflows/1f/invoke?sig=s3cret`, close });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

/** What the trigger of the flow checks before it runs. */
function isCard({ method, url, headers }: IncomingMessage, body: string): boolean {
  if (method !== 'POST' || url?.endsWith('sig=s3cret') !== true) return false;
  if (headers['content-type']?.startsWith('application/json') !== true) return false;
  const { type, attachments } = JSON.parse(body) as { type?: string; attachments?: { contentType?: string }[] };
  return type === 'message' && attachments?.[0]?.contentType === 'application/vnd.microsoft.card.adaptive';
}
