/**
 * A load generator in a process of its own, so that it never shares an event loop with what it measures. It speaks
 * HTTP/1.1 over plain sockets: one request in flight on each connection, as a browser or a script would.
 *
 * Parent → child: `{ host, port, milliseconds, lanes }`. A lane is what one connection sends: `{ requests: [text, …], at }[]`
 * taken in turn, each moving on to its next request after an accepted answer. That is how an item goes back and forth
 * between two states for ever.
 * Child → parent: `{ accepted, seconds, latencies, lanes }`, latencies in milliseconds and sorted, lanes with `at` moved on.
 */
import { connect } from 'node:net';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Where the next answer ends: the number of its bytes, or 0 while it is not all there. */
function answerLength(buffer) {
  const headEnd = buffer.indexOf('\r\n\r\n');
  if (headEnd < 0) return 0;
  const head = buffer.toString('latin1', 0, headEnd);
  const length = /content-length: (\d+)/i.exec(head);
  if (length === null) throw new Error(`An answer without Content-Length:\n${head}`);
  const whole = headEnd + 4 + Number(length[1]);
  return buffer.length >= whole ? whole : 0;
}

/** One connection: sends, waits for the whole answer, sends the next, until the time is over. */
function drive(lane, { host, port, until }, result) {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    let turn = -1;
    let sentAt = 0;
    let waiting = Buffer.alloc(0);
    const send = () => {
      if (performance.now() >= until) return socket.end(() => resolve());
      turn = (turn + 1) % lane.length;
      const { requests, at } = lane[turn];
      sentAt = performance.now();
      socket.write(requests[at % requests.length]);
    };
    const settle = (status) => {
      result.latencies.push(performance.now() - sentAt);
      if (status >= 200 && status < 300) {
        lane[turn].at += 1;
        result.accepted += 1;
      } else {
        result.refused[status] = (result.refused[status] ?? 0) + 1;
      }
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      waiting = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
      const length = answerLength(waiting);
      if (length === 0) return;
      settle(Number(waiting.toString('latin1', 9, 12)));
      waiting = waiting.subarray(length);
      send();
    });
  });
}

async function run({ host, port, milliseconds, lanes }) {
  const result = { accepted: 0, refused: {}, latencies: [] };
  const startedAt = performance.now();
  const until = startedAt + milliseconds;
  await Promise.all(lanes.map((lane) => drive(lane, { host, port, until }, result)));
  const seconds = (performance.now() - startedAt) / 1000;
  return { ...result, lanes, seconds, latencies: result.latencies.sort((a, b) => a - b) };
}

/** Runs a load in a child process. Refused answers are an error: a fast refusal is no throughput. */
export function load(order) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['--child'], { serialization: 'advanced' });
    child.once('message', (result) => {
      child.disconnect();
      const refused = Object.entries(result.refused);
      if (refused.length > 0) reject(new Error(`Answers other than 2xx: ${JSON.stringify(result.refused)}`));
      else resolve(result);
    });
    child.once('error', reject);
    child.once('exit', (code) => code !== 0 && reject(new Error(`The load generator ended with ${code}`)));
    child.send(order);
  });
}

/** A request as bytes on the wire. */
export function request(method, path, { token, body, host = '127.0.0.1' } = {}) {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, 'Accept: application/json'];
  if (token !== undefined) headers.push(`Authorization: Bearer ${token}`);
  if (text !== '') headers.push('Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`);
  return `${headers.join('\r\n')}\r\n\r\n${text}`;
}

if (process.argv.includes('--child')) {
  process.once('message', (order) => {
    void run(order).then(
      (result) => process.send(result),
      (error) => {
        console.error(error.message);
        process.exit(1);
      },
    );
  });
}
