/** The floor of P15: as many BullMQ jobs on Redis as there are deadlines, all waiting, done by two workers that do nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openQueues } from '@kept/queue';
import { freePort } from '@kept/local/embedded-postgres.mjs';

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
  return { url: `redis://127.0.0.1:${port}`, stop };
}

/** @returns {Promise<number>} seconds until `count` jobs were done */
export async function queueTime({ count, databaseUrl }) {
  const redis = await startRedis();
  const open = () => openQueues({ databaseUrl, redisUrl: redis.url });
  const [producer, ...workers] = [open(), open(), open()];
  try {
    const queue = producer.queue('notifications');
    for (let from = 0; from < count; from += 1_000) {
      const jobs = Array.from({ length: Math.min(1_000, count - from) }, (_, n) => ({
        id: `job-${from + n}`,
        data: { authorityId: 'nobody' },
      }));
      await queue.add(jobs);
    }
    let done = 0;
    const all = new Promise((resolve) => {
      for (const worker of workers) worker.worker('notifications', async () => void (++done === count && resolve()));
    });
    const startedAt = performance.now();
    for (const worker of workers) worker.start();
    await all;
    return (performance.now() - startedAt) / 1000;
  } finally {
    await Promise.all([producer, ...workers].map((each) => each.close(1_000)));
    await redis.stop();
  }
}
