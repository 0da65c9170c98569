import { Queue, Worker, createPostgresBackend } from 'bullmq';
import type { JobProgress, PgPool, PostgresConnectionOptions, PostgresQueueBackend, Processor } from 'bullmq';
import { Pool } from 'pg';
import type { ErrorListener, QueueHome } from './home.js';
import { jobSettings, queueNames, workerSettings } from './queues.js';

type Backend = PostgresQueueBackend;
type Connection = PostgresConnectionOptions;

/** Each worker keeps one connection to listen on; the rest is shared by all queues of the process. */
const poolSize = 4 + queueNames.length;

/**
 * The queue in PostgreSQL, schema `bullmq`. One pool for the whole process: a pool for each queue and worker opened
 * 58 connections for five queues. Needs sessions (LISTEN), so no pooler in transaction mode in between.
 *
 * @param databaseUrl a login user in `kept_worker`
 */
export function openPostgresHome(databaseUrl: string, onError: ErrorListener): QueueHome {
  const pool = new Pool({
    connectionString: databaseUrl,
    options: '-c search_path=bullmq',
    application_name: 'kept-queue',
    max: poolSize,
    connectionTimeoutMillis: 3_000,
    query_timeout: 12_000,
    keepAlive: true,
  });
  // Every queue and worker listens for the pool's errors.
  pool.setMaxListeners(poolSize * 4);
  pool.on('error', (error) => onError(error, 'queue pool'));
  // The pool listens to idle connections alone; one that breaks in use would otherwise end the process.
  pool.on('connect', (client) => client.on('error', (error) => onError(error, 'queue connection')));
  // The same object: the overloads of @types/pg do not fit the few lines that BullMQ asks of a pool.
  const connection = pool as unknown as PgPool;
  return {
    kind: 'postgres',
    openQueue(name) {
      const options = { connection, defaultJobOptions: jobSettings };
      const queue = new Queue<unknown, void, string, unknown, void, string, Backend, Connection>(
        name,
        options,
        createPostgresBackend,
      );
      queue.on('error', (error) => onError(error, `queue ${name}`));
      return queue;
    },
    openWorker(name, processor, concurrency) {
      const worker = new Worker<unknown, void, string, Backend, JobProgress, Connection>(
        name,
        processor as Processor<unknown, void>,
        { connection, autorun: false, concurrency, ...workerSettings, removeOnComplete: { count: 100 } },
        createPostgresBackend,
      );
      worker.on('error', (error) => onError(error, `worker ${name}`));
      return worker;
    },
    close: () => pool.end(),
  };
}
