/** P9: the list at depth 1,000 beside its first page, over a million items of one authority. */
import { load, request } from './load.mjs';
import { measure, percentile } from './figures.mjs';

const pageSize = 50;
const depth = 1000;
const connections = 4;
const milliseconds = 4000;
const query = 'workflow=bench-rally&sort=due';

/** The cursor after `depth` pages, found as a reader finds it: page by page, only in larger steps. */
async function cursorAtDepth({ port, token }) {
  const step = 200;
  let cursor = null;
  for (let page = 0; page < (depth * pageSize) / step; page += 1) {
    const after = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await fetch(`http://127.0.0.1:${port}/api/work-items?${query}&limit=${step}${after}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!answer.ok) throw new Error(`The list answered ${answer.status}: ${await answer.text()}`);
    ({ nextCursor: cursor } = await answer.json());
    if (cursor === null) throw new Error('The list ended before it was deep enough.');
  }
  return cursor;
}

export async function lists({ port, token, repetitions, say }) {
  const cursor = await cursorAtDepth({ port, token });
  const first = `/api/work-items?${query}&limit=${pageSize}`;
  const deep = `${first}&cursor=${encodeURIComponent(cursor)}`;
  say(`P9: GET ${first}, then after ${depth} pages of ${pageSize}; ${connections} connections, p99`);
  const p99 = async (path, time) => {
    const lanes = Array.from({ length: connections }, () => [{ requests: [request('GET', path, { token })], at: 0 }]);
    return percentile((await load({ host: '127.0.0.1', port, milliseconds: time, lanes })).latencies, 0.99);
  };
  for (const path of [first, deep]) await p99(path, 1500);
  const floors = [];
  const products = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    floors.push(await p99(first, milliseconds));
    products.push(await p99(deep, milliseconds));
  }
  return measure('P9', floors, products);
}
