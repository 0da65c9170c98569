/**
 * `npm run bench`: the product beside its floor, interleaved in one run, three repetitions, medians, ratios.
 * `-- --only P1,P2` runs those alone; `-- --only START` times the start on a built tree. Status 1 when a gate fails, 2 when
 * it could not be measured.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { goals, round, say } from './figures.mjs';
import { firstLoads } from './first-load.mjs';
import { firing } from './firing.mjs';
import { lists } from './lists.mjs';
import { million } from './million.mjs';
import { shell } from './shell.mjs';
import { startStack, startTimes, tokenFor } from './stack.mjs';
import { transitions } from './transitions.mjs';

const repetitions = 3;
const out = fileURLToPath(new URL('../../bench/out/', import.meta.url));
const known = [...Object.keys(goals), 'START'];

function asked(args) {
  const only = args[args.indexOf('--only') + 1];
  if (!args.includes('--only')) return Object.keys(goals);
  const names = (only ?? '').split(',');
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`No measure is called ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  return names;
}

function pgbenchVersion() {
  const { status, stdout } = spawnSync('pgbench', ['--version'], { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(
      "pgbench is not on PATH: it comes with PostgreSQL's client programs, and the floor of P1 and P2 is measured with it.",
    );
  return stdout.trim();
}

/** What the figures depend on; printed, because a fast database that forgets is no floor. */
async function settings(client) {
  const names = [
    'server_version',
    'fsync',
    'synchronous_commit',
    'full_page_writes',
    'shared_buffers',
    'max_wal_size',
    'work_mem',
    'jit',
  ];
  const { rows } = await client.query('SELECT name, setting, unit FROM pg_settings WHERE name = ANY($1)', [names]);
  return Object.fromEntries(
    rows.map(({ name, setting, unit }) => [name, unit === null ? setting : `${setting} x ${unit}`]),
  );
}

async function measureAll(names, pgbench) {
  const stack = await startStack();
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void stack.release().finally(() => process.exit(2)));
  try {
    const server = await settings(stack.client);
    console.log(
      Object.entries(server)
        .map(([name, value]) => `${name} = ${value}`)
        .join('\n'),
    );
    if (server.fsync !== 'on') throw new Error('fsync is off: nothing is measured.');
    const token = await tokenFor(stack.port, 'officer');
    const run = { ...stack, token, repetitions, say: console.log };
    const measures = [];
    if (names.includes('P1') || names.includes('P2')) measures.push(...(await transitions(run)));
    if (names.some((name) => ['P13', 'P14', 'P15', 'P16', 'P17'].includes(name))) measures.push(...(await firing(run)));
    if (names.includes('P18')) measures.push(await shell(run));
    if (names.includes('P19')) measures.push(await firstLoads(run));
    if (names.includes('P9')) {
      await million(run);
      measures.push(await lists(run));
    }
    return { machine: { ...machine(), pgbench, server }, measures: measures.filter(({ id }) => names.includes(id)) };
  } finally {
    await stack.release();
  }
}

const machine = () => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: round(totalmem() / 2 ** 30),
  node: process.version,
  platform: `${process.platform} ${process.arch}`,
});

function report({ machine: where, measures }) {
  console.log(`\n${measures.map(say).join('\n')}`);
  mkdirSync(out, { recursive: true });
  const kept = measures.map(({ id, floor, product, ratio, gate, goal, unit }) => ({
    id,
    floor,
    product,
    ratio,
    gate,
    goal,
    unit,
  }));
  writeFileSync(`${out}latest.json`, `${JSON.stringify({ machine: where, measures: kept }, null, 2)}\n`);
  console.log('\nWritten to bench/out/latest.json');
  if (measures.some(({ passed }) => !passed)) process.exitCode = 1;
}

async function main() {
  const names = asked(process.argv.slice(2));
  if (names.includes('START')) {
    const { cold, warm } = await startTimes();
    console.log(`START  ready after ${round(cold)} s cold (new database, demo data), ${round(warm)} s warm`);
  }
  const measured = names.filter((name) => name !== 'START');
  if (measured.length > 0) report(await measureAll(measured, pgbenchVersion()));
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
