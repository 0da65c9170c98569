/** How long the API takes to answer while something else happens. */
import { percentile } from './figures.mjs';
import { load, request } from './load.mjs';

/** The API's p99 while `milliseconds` pass: an item is read, and others rally, on four connections. */
export async function apiLatency({ port, token }, milliseconds = 4_000) {
  const items = await Promise.all([1, 2, 3, 4].map(() => makeItem({ port, token })));
  const lanes = items.map(({ id }) => [
    {
      requests: ['serve', 'return'].flatMap((transition) => [
        request('GET', `/api/work-items/${id}`, { token }),
        request('POST', `/api/work-items/${id}/transitions`, { token, body: { transition } }),
      ]),
      at: 0,
    },
  ]);
  return percentile((await load({ host: '127.0.0.1', port, milliseconds, lanes })).latencies, 0.99);
}

/** An item of the workflow of the benchmark. */
export async function makeItem({ port, token }) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/work-items`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ workflow: 'bench-rally', title: 'Rally' }),
  });
  if (answer.status !== 201) throw new Error(`An item was not made: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
