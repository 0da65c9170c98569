import { Queue, Worker } from 'bullmq';
import type { Processor } from 'bullmq';
import { Redis } from 'ioredis';
import type { ErrorListener, QueueHome } from './home.js';
import { jobSettings, workerSettings } from './queues.js';

/** In braces, so that all keys of a queue share a slot of a Redis Cluster. */
const prefix = '{kept}';

/**
 * The queue in Redis (or Valkey). A producer that finds Redis gone fails at once instead of waiting for it: the outbox
 * row stays due and is handed over later. A worker waits for Redis for ever, as BullMQ asks.
 *
 * @param redisUrl `redis://` or `rediss://`
 */
export function openRedisHome(redisUrl: string, onError: ErrorListener): QueueHome {
  const connections: Redis[] = [];
  const connect = (name: string, options: { enableOfflineQueue: boolean; maxRetriesPerRequest: number | null }) => {
    const connection = new Redis(redisUrl, {
      ...options,
      connectionName: name,
      connectTimeout: 3_000,
      retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
    });
    connection.on('error', (error) => onError(error, name));
    connections.push(connection);
    return connection;
  };
  return {
    kind: 'redis',
    openQueue(name) {
      const connection = connect(`queue ${name}`, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
      const options = { connection, prefix, defaultJobOptions: jobSettings };
      const queue = new Queue<unknown, void>(name, options);
      queue.on('error', (error) => onError(error, `queue ${name}`));
      return queue;
    },
    openWorker(name, processor, concurrency) {
      const connection = connect(`worker ${name}`, { enableOfflineQueue: true, maxRetriesPerRequest: null });
      const worker = new Worker<unknown, void>(name, processor as Processor<unknown, void>, {
        connection,
        prefix,
        autorun: false,
        concurrency,
        ...workerSettings,
        removeOnComplete: { count: 100 },
      });
      worker.on('error', (error) => onError(error, `worker ${name}`));
      return worker;
    },
    close: async () => connections.forEach((connection) => connection.disconnect()),
  };
}
