import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { QueueBoard, Queues } from '@kept/queue';
import type { Logger } from 'pino';
import type { Counters } from '../boot/counters.js';
import { faultOf } from '../boot/loop.js';
import { Metrics } from './metrics.js';
import { operatorPage, pageStyle } from './operator-page.js';
import type { WorkerFacts } from './operator-page.js';
import { TakeStock } from './take-stock.js';
import type { StockSource } from './take-stock.js';

export interface OpsParts {
  database: StockSource;
  queues: Pick<Queues, 'home' | 'queue' | 'board'>;
  counters: Counters;
  log: Logger;
}

const boardPath = '/queues';
/** Scripts, styles and fonts from here alone: the board's page would fetch a font from elsewhere. */
const headers = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy':
    "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'; form-action 'none'; base-uri 'self'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};
const html = 'text/html; charset=utf-8';
const plain = 'text/plain; charset=utf-8';

interface Page {
  status: number;
  type: string;
  text: string;
}

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/**
 * For the operator, on this machine alone: is it ready, what waits, figures for Prometheus, and the queue to look at.
 * Whoever reaches the port may read; nothing can be changed here.
 */
export class OpsServer {
  #server: Server | null = null;
  #board: Promise<QueueBoard> | null = null;
  readonly #stock: TakeStock;
  readonly #metrics: Metrics;
  readonly #startedAt = new Date();

  constructor(private readonly parts: OpsParts) {
    this.#stock = new TakeStock(parts.database);
    this.#metrics = new Metrics(parts.counters);
  }

  /** A port that is taken is said in the log: the worker works without it. @returns the port, null where it is not open */
  async listen(port: number): Promise<number | null> {
    const server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        this.parts.log.warn({ error: faultOf(error) }, 'ops page failed');
        reply(response, { status: 503, type: plain, text: 'This page cannot be made now; the log says why.' });
      });
    });
    this.#server = server;
    return new Promise((resolve) => {
      server.on('error', (error: NodeJS.ErrnoException) => {
        this.parts.log.warn({ port, code: error.code }, 'no ops port');
        resolve(null);
      });
      server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
    });
  }

  async close(): Promise<void> {
    this.#server?.close();
    this.#server?.closeAllConnections();
    await (await this.#board?.catch(() => null))?.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    if (!isAskedHere(request)) return reply(response, { status: 421, type: plain, text: 'Ask for localhost.' });
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return reply(response, { status: 405, type: plain, text: 'Nothing can be changed here.' });
    }
    if (path === boardPath || path.startsWith(`${boardPath}/`)) {
      return (await this.#openedBoard()).answer(request, response);
    }
    reply(response, await this.#page(path));
  }

  /** Opened when it is first looked at; one that could not be opened is tried again. */
  #openedBoard(): Promise<QueueBoard> {
    this.#board ??= this.parts.queues.board(boardPath).catch((error: unknown) => {
      this.#board = null;
      throw error;
    });
    return this.#board;
  }

  async #page(path: string): Promise<Page> {
    switch (path) {
      case '/':
        return { status: 200, type: html, text: operatorPage(await this.#stock.run(), await this.#facts()) };
      case '/page.css':
        return { status: 200, type: 'text/css; charset=utf-8', text: pageStyle };
      case '/metrics':
        return {
          status: 200,
          type: this.#metrics.contentType,
          text: await this.#metrics.text(await this.#stock.run()),
        };
      case '/health/live':
        return { status: 200, type: plain, text: 'live' };
      case '/health/ready': {
        const { ready, reason } = await this.#stock.run();
        return { status: ready ? 200 : 503, type: plain, text: reason ?? 'ready' };
      }
      default:
        return { status: 404, type: plain, text: 'not found' };
    }
  }

  async #facts(): Promise<WorkerFacts> {
    const { queues } = this.parts;
    const jobs = await queues
      .queue('notifications')
      .counts()
      .catch(() => null);
    return { version, startedAt: this.#startedAt, queue: queues.home, jobs };
  }
}

/** A page elsewhere that resolves its own name to 127.0.0.1 could read this port by the reader's browser. */
function isAskedHere({ headers: { host = '' } }: IncomingMessage): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host);
}

function reply(response: ServerResponse, { status, type, text }: Page): void {
  response.writeHead(status, { 'Content-Type': type }).end(text);
}
