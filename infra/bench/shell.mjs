/** P18: what the framework and all global guards cost, beside node:http alone with the same bytes to send. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { load, request } from './load.mjs';
import { measure } from './figures.mjs';

const connections = 64;
const milliseconds = 3000;

/** What node sets by itself, or anew for each answer, is left to it. */
const own = new Set(['connection', 'content-length', 'date', 'keep-alive']);

async function bareServer(answer, headers) {
  const script = fileURLToPath(new URL('./bare-server.mjs', import.meta.url));
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, BENCH_ANSWER: answer, BENCH_HEADERS: JSON.stringify(headers) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { port: Number(String(line)), stop: () => child.kill('SIGTERM') };
}

/**
 * Every hook, guard, pipe and interceptor runs, as for any route, and the handler has nothing to do. The signed-in request
 * beside it also finds out who asks; it is printed and not judged, since its handler reads the database.
 */
export async function shell({ port, token, repetitions, say }) {
  const path = '/health/live';
  const first = await fetch(`http://127.0.0.1:${port}${path}`);
  const answer = await first.text();
  const headers = Object.fromEntries([...first.headers].filter(([name]) => !own.has(name)));
  const bare = await bareServer(answer, headers);
  const rate = async (target, time, asked = path) => {
    const lanes = Array.from({ length: connections }, () => [{ requests: [request('GET', asked, { token })], at: 0 }]);
    const { accepted, seconds } = await load({ host: '127.0.0.1', port: target, milliseconds: time, lanes });
    return accepted / seconds;
  };
  try {
    say(
      `P18: GET ${path}, ${connections} connections, ${Buffer.byteLength(answer)} bytes and ${Object.keys(headers).length} headers`,
    );
    for (const target of [bare.port, port]) await rate(target, 1000);
    const floors = [];
    const products = [];
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      floors.push(await rate(bare.port, milliseconds));
      products.push(await rate(port, milliseconds));
    }
    say(`P18: signed in, GET /api/session: ${Math.round(await rate(port, milliseconds, '/api/session'))} per second`);
    return measure('P18', floors, products);
  } finally {
    bare.stop();
  }
}
