// PostgreSQL and Redis as servers that can be killed and come back on the same port.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, startPostgres } from '@kept/local/embedded-postgres.mjs';

const tries = 40;

/** PostgreSQL with fsync on. @param {string} dataDir */
export async function openPostgres(dataDir) {
  let server = await startPostgres({ dataDir, port: 0 });
  const { port, adminUrl } = server;
  const again = async () => {
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const started = await startPostgres({ dataDir, port }).catch(() => null);
      if (started?.port === port) return started;
      await started?.stop();
      await wait(100);
    }
    throw new Error('PostgreSQL did not come back on its port.');
  };
  return {
    port,
    adminUrl,
    /** SIGKILL of the postmaster, as the kernel does when memory is short; its recovery is what comes after. */
    async crash() {
      process.kill(server.pid, 'SIGKILL');
      await server.ended;
      await server.stop();
      server = await again();
    },
    stop: () => server.stop(),
  };
}

/** Redis without persistence: whenever it is killed, everything in it is gone. @param {string} dataDir */
export async function openRedis(dataDir) {
  const port = await freePort(0);
  const start = async () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', dataDir];
    const server = spawn('redis-server', args, { stdio: 'ignore' });
    let gone = false;
    const ended = new Promise((resolve) => {
      for (const event of ['error', 'exit']) server.once(event, () => resolve((gone = true)));
    });
    for (let attempt = 0; attempt < 200 && !gone; attempt += 1) {
      if (await answers(port)) return { server, ended };
      await wait(25);
    }
    throw new Error('redis-server was not found or did not start.');
  };
  let running = await start();
  const stop = async () => {
    running.server.kill('SIGKILL');
    await running.ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    async crash() {
      await stop();
      running = await start();
    },
    stop,
  };
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket.destroy() && true));
    socket.once('error', () => resolve(false));
  });
}
