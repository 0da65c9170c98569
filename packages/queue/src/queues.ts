/**
 * Every queue of Kept with the shape of its jobs. A job carries ids and nothing else: the handler reads the rows
 * again when it runs, so that a job neither leaks a word nor acts on what has since changed.
 */
export interface QueueJobs {
  /** Messages wait in this authority's outbox; the handler takes them under a lease. */
  notifications: { authorityId: string };
}

export type QueueName = keyof QueueJobs;

/** How many jobs of a queue one process works on at a time. */
export const queues: { readonly [Name in QueueName]: { readonly concurrency: number } } = {
  notifications: { concurrency: 8 },
};

export const queueNames = Object.keys(queues) as readonly QueueName[];

/** Give up a lock after 15 s without renewal, look for such jobs every 5 s; a job survives three lost workers. */
export const workerSettings = {
  lockDuration: 15_000,
  stalledInterval: 5_000,
  maxStalledCount: 3,
} as const;

/** The outbox row says what became of a message; the queue keeps a hundred finished jobs for the operator's eye. */
export const jobSettings = {
  attempts: 1,
  removeOnComplete: { count: 100 },
  removeOnFail: false,
} as const;
