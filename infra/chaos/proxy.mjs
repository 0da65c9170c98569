// A TCP proxy that can be told to be slow, to hang up, or to fall silent without hanging up.
import { connect, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * @param {number} target port on this machine
 * @returns {Promise<{ port: number, slow: (ms: number) => void, drop: () => number, silent: (isSilent: boolean) => void, loseAnswer: () => void, close: () => Promise<void> }>}
 *   `slow` holds every piece back for so long; `drop` breaks all connections and says how many; while `silent` nothing
 *   passes and nobody is told; `loseAnswer` swallows the next thing that the server says, and hangs up
 */
export async function startProxy(target) {
  const pairs = new Set();
  const manner = { delayMs: 0, silent: false, losing: false };
  const server = createServer({ allowHalfOpen: false }, (near) => {
    const far = connect(target, '127.0.0.1');
    const pair = { near, far };
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) socket.setNoDelay(true).once('close', end).on('error', end);
    void carry(near, far, manner);
    void carry(far, near, manner, end);
  });
  server.on('error', () => undefined);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: server.address().port,
    slow: (ms) => (manner.delayMs = ms),
    silent: (isSilent) => (manner.silent = isSilent),
    loseAnswer: () => (manner.losing = true),
    drop() {
      const broken = pairs.size;
      for (const { near, far } of pairs) for (const socket of [near, far]) socket.destroy();
      return broken;
    },
    async close() {
      for (const { near, far } of pairs) for (const socket of [near, far]) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** `hangUp` is given on the way back alone. */
async function carry(from, to, manner, hangUp = null) {
  try {
    for await (const piece of from) {
      if (manner.delayMs > 0) await wait(manner.delayMs);
      while (manner.silent) await wait(25);
      if (hangUp !== null && manner.losing) {
        manner.losing = false;
        return hangUp();
      }
      if (to.destroyed) return;
      to.write(piece);
    }
    to.end();
  } catch {
    to.destroy();
  }
}
