// The provider that cannot be asked: a mail server that answers 451, falls silent, or takes a message and hangs up, behind a
// proxy that delays. A repeat is allowed after an unclear answer alone, once, and with the same Message-ID.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startProxy } from './proxy.mjs';
import { smtpLog } from './stack.mjs';
import { untilSettled } from './time.mjs';

const providerMain = fileURLToPath(new URL('./smtp-provider.mjs', import.meta.url));
const messages = 24;

/** @returns {Promise<string>} what happened; the messages' keys are in the log of the provider */
export async function overSmtp(stack, writers, { seed, now }) {
  const provider = spawn(process.execPath, [providerMain, smtpLog(stack.folder), String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const port = await new Promise((resolve) => provider.stdout.once('data', (said) => resolve(Number(said))));
  const proxy = await startProxy(port);
  proxy.slow(15);
  const workers = [stack.children.worker_a, stack.children.worker_b];
  try {
    await Promise.all(workers.map((worker) => worker.stop()));
    for (const worker of workers) {
      worker.usually({ SMTP_URL: `smtp://127.0.0.1:${proxy.port}`, KEPT_CHAOS_LEASE: '30' });
      worker.revive();
    }
    await writers.raiseCards(messages);
    await untilSettled(stack, now);
    await Promise.all(workers.map((worker) => worker.stop()));
  } finally {
    await proxy.close();
    provider.kill('SIGKILL');
    for (const worker of workers) {
      worker.usually({});
      worker.revive();
    }
  }
  const lines = handedOver(stack.folder);
  return `${lines.length} messages handed to a mail server, ${lines.filter(({ told }) => !told).length} of them taken without a word`;
}

/** @returns {{ id: string, key: string, told: boolean }[]} what the mail server took, in order */
export function handedOver(folder) {
  const file = smtpLog(folder);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}
