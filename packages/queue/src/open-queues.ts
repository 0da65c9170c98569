import { setTimeout as wait } from 'node:timers/promises';
import type { Processor } from 'bullmq';
import type { ErrorListener, QueueHome, RawQueue, RawWorker } from './home.js';
import { openBoard } from './queue-board.js';
import type { QueueBoard } from './queue-board.js';
import { openPostgresHome } from './postgres-home.js';
import { openRedisHome } from './redis-home.js';
import { queueNames, queues } from './queues.js';
import type { QueueJobs, QueueName } from './queues.js';

/** A job to be. Its id makes a second handing-over harmless while the first still waits or is still remembered. */
export interface NewJob<Name extends QueueName> {
  /** Letters, digits, `-`, `.` and `_`: BullMQ reads meaning into a colon. */
  id: string;
  data: QueueJobs[Name];
}

export interface QueueHandle<Name extends QueueName> {
  /** Hand jobs over in one call. Like the other questions it rejects within 3 s when the home of the queue is down. */
  add(jobs: readonly NewJob<Name>[]): Promise<void>;
  /** Jobs by state: waiting, active, delayed, completed, failed, … */
  counts(): Promise<Readonly<Record<string, number>>>;
  /** Remove every job, waiting or running. Nothing is lost: the outbox fills the queue again. */
  wipe(): Promise<void>;
}

export type JobHandler<Name extends QueueName> = (data: QueueJobs[Name], jobId: string) => Promise<void>;

export interface Queues {
  readonly home: 'postgres' | 'redis';
  queue<Name extends QueueName>(name: Name): QueueHandle<Name>;
  /** Name the one handler of a queue; nothing runs before `start`. */
  worker<Name extends QueueName>(name: Name, handler: JobHandler<Name>): void;
  /** Begin to work. @throws where a queue has no handler */
  start(): void;
  /** Pages over the queues, to be looked at alone; `basePath` begins with a slash. */
  board(basePath: string): Promise<QueueBoard>;
  /** Stop taking jobs, let running ones end for at most `limitMs` (10 s), then close every connection. */
  close(limitMs?: number): Promise<void>;
}

export interface QueueWish {
  databaseUrl: string;
  /** With it the queue lives in Redis, without it in the same PostgreSQL. */
  redisUrl?: string | null;
  /** Told of connection errors, which otherwise are swallowed: a queue that is down only delays. */
  onError?: ErrorListener;
}

const answerLimit = 3_000;
const safeId = /^[A-Za-z0-9._-]{1,120}$/;

/**
 * The queues of this process, on PostgreSQL or, with `redisUrl`, on Redis. Opening waits for nothing: both homes may
 * be down, and are used when they are back.
 */
export function openQueues({ databaseUrl, redisUrl, onError = () => undefined }: QueueWish): Queues {
  const home = redisUrl ? openRedisHome(redisUrl, onError) : openPostgresHome(databaseUrl, onError);
  const opened = new Map<QueueName, Promise<RawQueue>>();
  const handlers = new Map<QueueName, JobHandler<QueueName>>();
  const workers: RunningWorker[] = [];
  const rawQueue = (name: QueueName): Promise<RawQueue> => {
    const queue = opened.get(name) ?? openQueue(home, name, () => opened.delete(name));
    opened.set(name, queue);
    return queue;
  };
  return {
    home: home.kind,
    queue: (name) => handleOf(name, () => rawQueue(name)),
    worker(name, handler) {
      if (handlers.has(name)) throw new Error(`Queue ${name} has two handlers.`);
      handlers.set(name, handler as JobHandler<QueueName>);
    },
    start() {
      const without = queueNames.filter((name) => !handlers.has(name));
      if (without.length > 0) throw new Error(`No handler for the queue ${without.join(', ')}.`);
      for (const [name, handler] of handlers) workers.push(startWorker(home, name, handler, onError));
    },
    board: async (basePath) => openBoard(await Promise.all(queueNames.map(rawQueue)), basePath),
    close: (limitMs = 10_000) => closeAll(home, [...opened.values()], workers, limitMs),
  };
}

/** BullMQ remembers a failed first connection for ever; a queue that did not come up is thrown away and opened anew. */
async function openQueue(home: QueueHome, name: QueueName, forget: () => void): Promise<RawQueue> {
  const queue = home.openQueue(name);
  try {
    await queue.waitUntilReady();
    return queue;
  } catch (error) {
    forget();
    void queue.close().catch(() => undefined);
    throw error;
  }
}

function handleOf<Name extends QueueName>(name: Name, raw: () => Promise<RawQueue>): QueueHandle<Name> {
  const ask = <T>(question: (queue: RawQueue) => Promise<T>): Promise<T> =>
    within(answerLimit, raw().then(question), `queue ${name} did not answer`);
  return {
    async add(jobs) {
      if (jobs.length === 0) return;
      const wrong = jobs.find(({ id }) => !safeId.test(id));
      if (wrong !== undefined) throw new Error(`"${wrong.id}" cannot be a job id.`);
      const entries = jobs.map(({ id, data }) => ({ name, data, opts: { jobId: id } }));
      await ask((queue) => queue.addBulk(entries));
    },
    counts: () => ask((queue) => queue.getJobCounts()),
    wipe: () =>
      ask(async (queue) => {
        // BullMQ pauses a queue before it empties it, and one that breaks in between would be paused for ever.
        await queue.obliterate({ force: true }).finally(() => queue.resume());
      }),
  };
}

interface RunningWorker {
  close(force: boolean): Promise<void>;
}

function startWorker(
  home: QueueHome,
  name: QueueName,
  handler: JobHandler<QueueName>,
  onError: ErrorListener,
): RunningWorker {
  const processor: Processor = (job) => handler(job.data as QueueJobs[QueueName], job.id ?? '');
  let worker: RawWorker | null = null;
  let closing = false;
  const keepRunning = async (): Promise<void> => {
    for (let attempt = 0; !closing; attempt += 1) {
      worker = home.openWorker(name, processor, queues[name].concurrency);
      try {
        // Rejects when its home is down at the first connection, which BullMQ would remember for ever.
        await worker.waitUntilReady();
        await worker.run();
        return;
      } catch (error) {
        if (!closing) onError(error instanceof Error ? error : new Error(String(error)), `worker ${name}`);
        void worker.close(true).catch(() => undefined);
        await wait(Math.min(250 * 2 ** attempt, 5_000), undefined, { ref: false });
      }
    }
  };
  void keepRunning();
  return {
    close: async (force) => {
      closing = true;
      await worker?.close(force);
    },
  };
}

async function closeAll(
  home: QueueHome,
  open: Promise<RawQueue>[],
  workers: RunningWorker[],
  limitMs: number,
): Promise<void> {
  const stopWorkers = (force: boolean) => Promise.all(workers.map((worker) => worker.close(force)));
  await within(limitMs, stopWorkers(false), 'workers still busy')
    .catch(() => within(2_000, stopWorkers(true), 'workers still open'))
    .catch(() => undefined);
  // A home that is down cannot be taken leave of.
  const queuesClosed = Promise.allSettled(open.map(async (queue) => (await queue).close()));
  await within(2_000, queuesClosed, 'queues still open').catch(() => undefined);
  await within(2_000, home.close(), 'connections still open').catch(() => undefined);
}

async function within<T>(limitMs: number, work: Promise<T>, sentence: string): Promise<T> {
  const stop = new AbortController();
  const late = wait(limitMs, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`${sentence} within ${limitMs} ms`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
    late.catch(() => undefined);
  }
}
