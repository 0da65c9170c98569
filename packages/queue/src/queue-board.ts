import type { IncomingMessage, ServerResponse } from 'node:http';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import type { Queue } from 'bullmq';
import { fastify } from 'fastify';
import type { RawQueue } from './home.js';

/** Answers requests below its base path. */
export interface QueueBoard {
  answer(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

/**
 * Bull Board over the queues, read-only: no job can be added, moved or removed here. Whoever serves it keeps it to this
 * machine and forbids what its page would fetch from elsewhere. Jobs hold ids alone.
 */
export async function openBoard(queues: readonly RawQueue[], basePath: string): Promise<QueueBoard> {
  const adapter = new FastifyAdapter();
  adapter.setBasePath(basePath);
  const shown = queues.map((queue) => new BullMQAdapter(queue as unknown as Queue, { readOnlyMode: true }));
  createBullBoard({
    queues: shown,
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Kept: queues', hideRedisDetails: true } },
  });
  const server = fastify({ logger: false });
  await server.register(adapter.registerPlugin(), { prefix: basePath });
  await server.ready();
  return {
    answer: (request, response) => server.routing(request, response),
    close: () => server.close(),
  };
}
