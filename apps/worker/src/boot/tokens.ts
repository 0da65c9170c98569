/** What every part of the worker is handed; `worker.module.ts` says what stands behind each. */
export const CONFIG = Symbol('config');
export const LOG = Symbol('log');
export const DATABASE = Symbol('database');
export const QUEUES = Symbol('queues');
export const COUNTERS = Symbol('counters');
/** Sends what is due in one authority. */
export const DELIVER = Symbol('deliver');

export type Deliver = (authorityId: string) => Promise<void>;
