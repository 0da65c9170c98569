import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { Database } from '@kept/database';
import type { Logger } from 'pino';
import type { Counters } from '../boot/counters.js';

/** Health and figures for the operator, on this machine alone. */
export class OpsServer {
  #server: Server | null = null;

  constructor(private readonly parts: { health: Pick<Database['health'], 'ready'>; counters: Counters; log: Logger }) {}

  /** A port that is taken is said in the log: the worker works without it. */
  listen(port: number): void {
    const server = createServer((request, response) => {
      void this.#answer(request.url ?? '', response);
    });
    server.on('error', (error: NodeJS.ErrnoException) =>
      this.parts.log.warn({ port, code: error.code }, 'no ops port'),
    );
    server.listen(port, '127.0.0.1');
    this.#server = server;
  }

  close(): void {
    this.#server?.close();
    this.#server?.closeAllConnections();
  }

  async #answer(url: string, response: ServerResponse): Promise<void> {
    if (url === '/health/live') return reply(response, 200, 'live');
    if (url === '/metrics') return reply(response, 200, this.parts.counters.text());
    if (url !== '/health/ready') return reply(response, 404, 'not found');
    const ready = await this.parts.health
      .ready()
      .catch(() => ({ ready: false, reason: 'the database does not answer' }));
    return reply(response, ready.ready ? 200 : 503, ready.reason ?? 'ready');
  }
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' }).end(text);
}
