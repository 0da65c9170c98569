// The provider that can be asked: a GOV.UK Notify that refuses with 429 and 500, hangs up before and after it has taken a message,
// falls silent, and works. Kept speaks to it by its real client while workers are killed. A reference is taken once, whatever happens.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { untilSettled } from './time.mjs';

const providerMain = fileURLToPath(new URL('../../apps/worker/testing/fake-notify.mjs', import.meta.url));
const apiKey = 'kept_chaos-26785a09-ab16-4eb0-8407-a37497a57506-3d844edf-8d35-48ac-975b-e847b4f122b0';
const templateId = 'f33517ff-2a88-4f6e-b855-c550268ce08a';
/** Seconds; an answer is waited for eight, which fits behind the last moment at which something may be handed over. */
const leaseOfScene = '20';
/** Every manner once, between answers that are as they should be; then by chance. */
const manners = ['broken', 'accept', 'accept-then-drop', 'rate-limited', 'accept', 'drop', 'accept-then-504'];
const atFirst = [...manners, 'accept-then-hang', 'hang', ...manners];
const chances = { 'accept-then-drop': 0.15, broken: 0.1, 'rate-limited': 0.1, drop: 0.05, 'accept-then-504': 0.05 };
const killsOfScene = 4;

/** Where this run keeps what the provider took. @param {string} folder */
const notifyLog = (folder) => join(folder, 'notify.json');

/** @returns {Promise<string>} what happened; the references are in the log of the provider */
export async function overNotify(stack, writers, { now }) {
  const provider = await startProvider();
  const workers = [stack.children.worker_a, stack.children.worker_b];
  const settings = {
    NOTIFY_API_KEY: apiKey,
    NOTIFY_TEMPLATE_ID: templateId,
    NOTIFY_URL: provider.url,
    KEPT_CHAOS_LEASE: leaseOfScene,
  };
  try {
    await provider.control({ next: atFirst, chances });
    await Promise.all(workers.map((worker) => worker.stop()));
    for (const worker of workers) worker.usually(settings);
    for (const worker of workers) worker.revive();
    // One message carries all that waits, so news has to come in while the provider fails.
    writers.start();
    const killed = await killWhileSending(provider, workers).finally(() => writers.stop());
    await untilSettled(stack, now);
    await Promise.all(workers.map((worker) => worker.stop()));
    const { accepted, requests } = await provider.control({});
    writeFileSync(notifyLog(stack.folder), JSON.stringify(accepted.map(({ reference }) => reference)));
    return (
      `${accepted.length} messages taken by a GOV.UK Notify that was handed ${requests.posted}, ` +
      `was asked ${requests.asked} times and failed in ${new Set(atFirst).size - 1} ways, while ${killed} workers were killed`
    );
  } finally {
    provider.kill();
    for (const worker of workers) worker.usually({});
    for (const worker of workers) worker.revive();
  }
}

/** Kill one right after something was handed over, the other one next. @returns {Promise<number>} how many */
async function killWhileSending(provider, workers) {
  let killed = 0;
  let posted = 0;
  const until = Date.now() + 90_000;
  while (killed < killsOfScene && Date.now() < until) {
    const { requests } = await provider.control({});
    if (requests.posted >= posted + 3) {
      await workers[killed % 2].replace();
      posted = requests.posted;
      killed += 1;
    }
    await wait(20);
  }
  if (killed < killsOfScene) throw new Error('The workers handed nothing to GOV.UK Notify.');
  return killed;
}

async function startProvider() {
  const child = spawn(process.execPath, [providerMain, '--port', '0', '--api-key', apiKey], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve([line]));
    child.once('exit', () => reject(new Error('GOV.UK Notify did not start.')));
  });
  const url = said.replace(/^.* at /, '');
  return {
    url,
    control: async (change) => (await fetch(`${url}/control`, { method: 'POST', body: JSON.stringify(change) })).json(),
    kill: () => child.kill('SIGKILL'),
  };
}

/** @returns {string[]} the reference of every message that the provider took, as often as it took it */
export function takenByNotify(folder) {
  const file = notifyLog(folder);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
}
