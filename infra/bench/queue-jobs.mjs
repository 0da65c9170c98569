/**
 * The floor of P15: a delayed BullMQ job on Redis for each deadline, all due in the same moment, done by two workers. A job
 * writes what the firing of its deadline writes, by the same function, one deadline for each call; beside it, jobs that do nothing.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from '@kept/local/embedded-postgres.mjs';
import { Queue } from 'bullmq';

const worker = fileURLToPath(new URL('./queue-worker.mjs', import.meta.url));
/** Until the jobs are due, in milliseconds: adding them takes less. */
const lead = 8_000;

async function startRedis() {
  const folder = mkdtempSync(join(tmpdir(), 'kept-bench-redis-'));
  const port = await freePort(0);
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'yes', '--dir', folder];
  const server = spawn('redis-server', args, { stdio: 'ignore' });
  const failed = new Promise((_, reject) =>
    server.once('error', () => reject(new Error('redis-server is not on PATH: the floor of P15 is measured with it.'))),
  );
  const answers = async () => {
    for (;;) {
      const socket = connect(port, '127.0.0.1');
      const up = await once(socket, 'connect').then(
        () => true,
        () => false,
      );
      socket.destroy();
      if (up) return;
      await wait(25);
    }
  };
  await Promise.race([answers(), failed]);
  const stop = async () => {
    server.kill('SIGKILL');
    await once(server, 'exit');
    rmSync(folder, { recursive: true, force: true });
  };
  return { port, stop };
}

async function startWorker(port, { workerUrl, writes }) {
  const env = { ...process.env, REDIS_PORT: String(port), DATABASE_URL: workerUrl, WRITES: writes ? '1' : '' };
  const child = spawn(process.execPath, [worker], { stdio: ['ignore', 'pipe', 'inherit'], env });
  const ended = once(child, 'exit');
  await Promise.race([
    once(child.stdout, 'data'),
    ended.then(() => Promise.reject(new Error('A worker of the queue ended.'))),
  ]);
  return { ended, stop: () => (child.kill('SIGKILL'), ended) };
}

async function addDelayed(queue, jobs) {
  const dueAt = Date.now() + lead;
  for (let from = 0; from < jobs.length; from += 1_000) {
    const some = jobs.slice(from, from + 1_000);
    await queue.addBulk(
      some.map((data) => ({
        name: 'firing',
        data,
        opts: { jobId: data.item, delay: Math.max(0, dueAt - Date.now()), removeOnComplete: true },
      })),
    );
  }
  if (Date.now() > dueAt) throw new Error('The jobs were due before all had been added.');
  return dueAt;
}

/**
 * @param {{ authority: string, item: string }[]} jobs
 * @param {{ workerUrl: string, writes: boolean }} how
 * @returns {Promise<number>} seconds from the moment in which all are due until all are done
 */
export async function queueTime(jobs, how) {
  const redis = await startRedis();
  const queue = new Queue('firings', { connection: { host: '127.0.0.1', port: redis.port } });
  const workers = await Promise.all([startWorker(redis.port, how), startWorker(redis.port, how)]);
  const stopped = Promise.race(workers.map(({ ended }) => ended)).then(() => true);
  try {
    const dueAt = await addDelayed(queue, jobs);
    const left = async () =>
      Object.values(await queue.getJobCounts('delayed', 'wait', 'active', 'prioritized')).reduce((a, b) => a + b);
    while ((await left()) > 0) {
      if (await Promise.race([stopped, wait(20)])) throw new Error('A worker of the queue ended.');
    }
    return (Date.now() - dueAt) / 1000;
  } finally {
    await Promise.all(workers.map((each) => each.stop()));
    await queue.close();
    await redis.stop();
  }
}
