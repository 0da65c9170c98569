/** A worker of the floor of P15: one BullMQ job for each deadline. With WRITES=1 a job writes the firing of its deadline; else it does nothing. */
import { Worker } from 'bullmq';
import pg from 'pg';

const { REDIS_PORT, DATABASE_URL, WRITES } = process.env;
const concurrency = 16;
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: concurrency });

const fire = ({ data: { authority, item } }) =>
  pool.query({ name: 'fire-one', text: 'SELECT bench.fire_one($1, $2)', values: [authority, item] });

const connection = { host: '127.0.0.1', port: Number(REDIS_PORT), maxRetriesPerRequest: null };
const worker = new Worker('firings', WRITES === '1' ? fire : async () => undefined, { connection, concurrency });
worker.on('failed', (job, error) => {
  console.error(`A job failed: ${error.message}`);
  process.exit(1);
});
await worker.waitUntilReady();
process.stdout.write('ready\n');
