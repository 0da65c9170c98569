/**
 * P13 to P17: a hundred thousand deadlines that are due at once, under two real workers of which one is killed in the
 * middle, beside two connections that call the function which writes them. Each deadline fires once, or nothing is measured.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { apiLatency, makeItem } from './api-latency.mjs';
import { firedOf, idIn, makeDue, rangeOf } from './due-items.mjs';
import { measure, percentile, round } from './figures.mjs';
import { queueTime } from './queue-jobs.mjs';

const count = 100_000;
const batch = 500;
const far = '2100-01-01T00:00:00Z';
/** The worker's pause between two sweeps that found nothing, in milliseconds. */
const poll = 1_000;
const workerMain = fileURLToPath(new URL('../../apps/worker/dist/main.js', import.meta.url));
const floorSql = readFileSync(fileURLToPath(new URL('./firing.sql', import.meta.url)), 'utf8');
const overdue = `(app.now() - interval '1 day' + n * interval '1 millisecond')`;
/** Workers that run; whatever fails, none is left behind. */
const running = new Set();

function startWorker({ workerUrl, dataDir }) {
  const env = { ...process.env, DATABASE_URL: workerUrl, REDIS_URL: '', SMTP_URL: '', KEPT_DATA_DIR: dataDir };
  const child = spawn(process.execPath, [workerMain], { stdio: ['ignore', 'pipe', 'inherit'], env });
  running.add(child);
  const ended = once(child, 'exit').then(() => running.delete(child));
  const ready = new Promise((resolve, reject) => {
    child.stdout.on('data', (said) => String(said).includes('worker ready') && resolve());
    void ended.then(() => reject(new Error('A worker ended before it was ready.')));
  });
  ready.catch(() => undefined);
  const end = async (signal) => {
    child.kill(signal);
    await ended;
  };
  return { ready, end };
}

const ask = async (client, sql, values = []) => Object.values((await client.query(sql, values)).rows[0])[0];

async function until(question, patience = 300_000) {
  const limit = performance.now() + patience;
  while (!(await question())) {
    if (performance.now() > limit) throw new Error('What was due was not fired and told of in time.');
    await wait(10);
  }
}

// The questions are put often while the workers work: each looks at one row of an index, and asks for the time once.
const nothingDue = ({ client, authority }) =>
  ask(
    client,
    `SELECT NOT EXISTS (SELECT FROM deadlines WHERE authority_id = $1 AND next_firing_at <= (SELECT app.now()))`,
    [authority],
  );
const nothingToSend = ({ client, authority }, since) =>
  ask(
    client,
    'SELECT NOT EXISTS (SELECT FROM outbox WHERE authority_id = $1 AND settled_at IS NULL AND created_at >= $2)',
    [authority, since],
  );
const timeNow = (client) => ask(client, 'SELECT app.now()');

/** One firing by a real worker, with a recorder in the place of the function: what it handed over becomes the template. */
async function recordFiring(run, template) {
  const { client } = run;
  await client.query(floorSql);
  await client.query(`
    ALTER FUNCTION app.apply_firings(uuid, jsonb) RENAME TO apply_firings_itself;
    CREATE FUNCTION app.apply_firings(p_authority uuid, p_batch jsonb) RETURNS integer LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO bench.recorded_firings VALUES (p_batch::text);
      RETURN app.apply_firings_itself(p_authority, p_batch);
    END $$;`);
  const worker = startWorker(run);
  await worker.ready;
  const since = await timeNow(client);
  await makeDue(client, template.id, { set: 1, count: 1, firingAt: overdue });
  await until(async () => (await nothingDue(run)) && (await nothingToSend(run, since)), 20_000);
  await worker.end('SIGTERM');
  await client.query(
    'DROP FUNCTION app.apply_firings(uuid, jsonb); ALTER FUNCTION app.apply_firings_itself(uuid, jsonb) RENAME TO apply_firings',
  );
  const recorded = JSON.parse(await ask(client, 'SELECT batch FROM bench.recorded_firings'));
  for (const [list, rows] of Object.entries(recorded)) {
    if (rows.length !== 1) throw new Error(`One firing wrote ${rows.length} rows of ${list}: the template needs one.`);
    await client.query('INSERT INTO bench.firing_template VALUES ($1, $2)', [list, marked(rows[0], recorded)]);
  }
}

function marked(row, { items: [item], notices: [notice], audit: [entry] }) {
  return JSON.stringify(row)
    .replaceAll(item.id, '@id@')
    .replaceAll(item.reference, '@reference@')
    .replaceAll(notice.id, '@notice@')
    .replaceAll(entry.id, '@audit@');
}

/** Two connections that fire until nothing is left. @returns seconds */
async function floor({ client, workerUrl, authority, templateId }, set) {
  await makeDue(client, templateId, { set, count, firingAt: `('${far}'::timestamptz + n * interval '1 millisecond')` });
  const sweepers = [new pg.Client({ connectionString: workerUrl }), new pg.Client({ connectionString: workerUrl })];
  await Promise.all(sweepers.map((each) => each.connect()));
  const startedAt = performance.now();
  const sweep = async (sweeper) => {
    const fire = { name: 'fire', text: 'SELECT bench.fire($1, $2, $3) AS n', values: [authority, far, batch] };
    while ((await sweeper.query(fire)).rows[0].n > 0);
  };
  await Promise.all(sweepers.map(sweep));
  const seconds = (performance.now() - startedAt) / 1000;
  await Promise.all(sweepers.map((each) => each.end()));
  await exactly(client, set);
  await takeMessagesAway(client, set);
  return seconds;
}

/** A floor sends nothing: its messages are taken away before a worker finds them. */
async function takeMessagesAway(client, set) {
  const range = rangeOf(set);
  await client.query('SET session_replication_role = replica');
  await client.query(`DELETE FROM outbox WHERE id IN (SELECT id FROM notices WHERE work_item_id ${range})`);
  await client.query(`DELETE FROM notices WHERE work_item_id ${range}`);
  await client.query('RESET session_replication_role');
}

/** A job for each deadline, on a part of them: a rate does not hang on the number. @returns seconds for all */
async function jobs({ client, workerUrl, authority, templateId }, set, writes) {
  const share = writes ? 50 : 5;
  const some = count / share;
  const firingAt = `('${far}'::timestamptz + n * interval '1 millisecond')`;
  if (writes) await makeDue(client, templateId, { set, count: some, firingAt });
  const items = Array.from({ length: some }, (_, n) => idIn(set, n + 1));
  const seconds = await queueTime(
    items.map((item) => ({ authority, item })),
    { workerUrl, writes },
  );
  if (writes) {
    await exactly(client, set, some);
    await takeMessagesAway(client, set);
  }
  return seconds * share;
}

async function exactly(client, set, wanted = count) {
  const found = await firedOf(client, set);
  const { fired, items, planned, notices } = found;
  if (fired !== wanted || items !== wanted || planned !== 0 || notices !== wanted) {
    throw new Error(`Of ${wanted} deadlines: ${JSON.stringify(found)}. Each should have fired and been told of once.`);
  }
  return found;
}

/** @returns seconds until all of a set has fired, and until all has been told of */
async function product(run, set) {
  const begunAt = await timeNow(run.client);
  const burst = await becomeDue(run, set);
  const { workers, since } = burst;
  const fired = await fireAll(run, set, burst);
  await until(() => nothingToSend(run, begunAt));
  const told = (performance.now() - since) / 1000;
  await exactly(run.client, set);
  await Promise.all(workers.map(({ end }) => end('SIGTERM')));
  return { fired, told };
}

/** @returns two workers with all of a set before them, and when that began */
async function becomeDue(run, set) {
  const workers = [startWorker(run), startWorker(run)];
  await Promise.all(workers.map(({ ready }) => ready));
  await makeDue(run.client, run.templateId, { set, count, firingAt: overdue });
  return { workers, since: performance.now() };
}

/** One worker is killed when half has fired, and replaced. @returns seconds until all has fired */
async function fireAll(run, set, { workers, since }) {
  await until(() => halfFired(run, set));
  await workers[1].end('SIGKILL');
  workers[1] = startWorker(run);
  await until(() => nothingDue(run));
  return (performance.now() - since) / 1000;
}

/** The API's p99 while a set fires. */
async function latencyInBurst(run, set) {
  const burst = await becomeDue(run, set);
  const [latency] = await Promise.all([apiLatency(run), fireAll(run, set, burst)]);
  await Promise.all(burst.workers.map(({ end }) => end('SIGTERM')));
  await exactly(run.client, set);
  await takeMessagesAway(run.client, set);
  return latency;
}

const halfFired = ({ client, authority }, set) =>
  ask(
    client,
    `SELECT NOT EXISTS (SELECT FROM deadlines WHERE authority_id = $1 AND work_item_id = $2 AND next_firing_at <= app.now())`,
    [authority, idIn(set, count / 2)],
  );

/** P16: deadlines that become due one after another, 250 a second, while nothing else happens. @returns p99 in ms */
async function lateness(run, set) {
  const { client, templateId } = run;
  const many = 2_500;
  const begunAt = await timeNow(client);
  const workers = [startWorker(run), startWorker(run)];
  await Promise.all(workers.map(({ ready }) => ready));
  await makeDue(client, templateId, {
    set,
    count: many,
    firingAt: `(app.now() + interval '3 seconds' + n * interval '4 milliseconds')`,
  });
  await wait(3_000 + many * 4);
  await until(() => nothingDue(run));
  await exactly(client, set, many);
  const { rows } = await client.query(
    `SELECT extract(epoch FROM e.recorded_at - f.planned_at - (now() - app.now())) * 1000 AS ms
     FROM firings f JOIN work_item_events e USING (authority_id, work_item_id)
     WHERE e.type = 'deadline-missed' AND f.work_item_id ${rangeOf(set)}`,
  );
  await until(() => nothingToSend(run, begunAt));
  await Promise.all(workers.map(({ end }) => end('SIGTERM')));
  const sorted = rows.map(({ ms }) => Number(ms)).sort((a, b) => a - b);
  // The clock of the product is cut to whole milliseconds: the difference of the two is up to one too long.
  if (sorted[0] < -1) throw new Error(`A deadline fired ${-sorted[0]} ms early.`);
  return percentile(sorted, 0.99);
}

export async function firing(given) {
  const { client, repetitions, say, pauseWorker } = given;
  const template = await makeItem(given);
  const authority = await ask(client, 'SELECT authority_id FROM work_items WHERE id = $1', [template.id]);
  const dataDir = join(given.dataDir, 'bench');
  const run = { ...given, dataDir, authority, templateId: template.id };
  const resumeWorker = await pauseWorker(client);
  try {
    await recordFiring(run, template);
    say(
      `P13 to P17: ${count} deadlines due at once; floor 2 x SELECT bench.fire(authority, from, ${batch}) (firing.sql)`,
    );
    // First, while the system is quiet: after the bursts the tables are vacuumed and the disk is behind.
    const late = [];
    for (let repetition = 0; repetition < repetitions; repetition += 1) late.push(await lateness(run, 30 + repetition));
    say(`P16: ${late.map(round).join(', ')} ms late, p99`);
    const figures = { floor: [], fired: [], told: [], queue: [], empty: [] };
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      figures.floor.push(await floor(run, 10 + repetition));
      const { fired, told } = await product(run, 20 + repetition);
      figures.fired.push(fired);
      figures.told.push(told);
      figures.queue.push(await jobs(run, 50 + repetition, true));
      figures.empty.push(await jobs(run, 60 + repetition, false));
      say(`P15: ${count} delayed jobs that do nothing take ${round(figures.empty.at(-1))} s`);
      say(
        `P13, P14: ${count} fired once in ${round(fired)} s and told of once in ${round(told)} s, one of two workers killed in the middle; ` +
          `floor ${round(figures.floor.at(-1))} s, jobs that write ${round(figures.queue.at(-1))} s`,
      );
    }
    const [before, during] = [[], []];
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      before.push(await apiLatency(run));
      during.push(await latencyInBurst(run, 40 + repetition));
    }
    return [
      measure('P13', figures.floor, figures.fired),
      measure('P14', figures.floor, figures.told),
      measure('P15', figures.queue, figures.fired),
      measure(
        'P16',
        late.map(() => poll),
        late,
      ),
      measure('P17', before, during),
    ];
  } finally {
    for (const child of running) child.kill('SIGKILL');
    resumeWorker();
  }
}
