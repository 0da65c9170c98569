import type { JobsOptions, Processor } from 'bullmq';

/** One job as BullMQ takes it. */
export interface RawJob {
  name: string;
  data: unknown;
  opts: JobsOptions;
}

/** What Kept uses of a BullMQ queue; the same on both homes. */
export interface RawQueue {
  waitUntilReady(): Promise<unknown>;
  addBulk(jobs: RawJob[]): Promise<unknown>;
  getJobCounts(): Promise<Record<string, number>>;
  obliterate(options: { force: boolean }): Promise<void>;
  /** Also of a queue that is not paused. */
  resume(): Promise<void>;
  close(): Promise<void>;
}

/** What Kept uses of a BullMQ worker. */
export interface RawWorker {
  waitUntilReady(): Promise<unknown>;
  run(): Promise<void>;
  close(force?: boolean): Promise<void>;
}

/** Told of every error of a connection; a queue that is down is not an error of Kept. */
export type ErrorListener = (error: Error, where: string) => void;

/** Where the queue lives: PostgreSQL, or Redis. It owns the connections of the process. */
export interface QueueHome {
  readonly kind: 'postgres' | 'redis';
  openQueue(name: string): RawQueue;
  openWorker(name: string, processor: Processor, concurrency: number): RawWorker;
  close(): Promise<void>;
}
