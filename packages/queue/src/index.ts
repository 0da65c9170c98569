export { openQueues } from './open-queues.js';
export type { JobHandler, NewJob, QueueHandle, QueueWish, Queues } from './open-queues.js';
export type { QueueBoard } from './queue-board.js';
export { migrateQueue } from './migrate-queue.js';
export { queueNames } from './queues.js';
export type { QueueJobs, QueueName } from './queues.js';
