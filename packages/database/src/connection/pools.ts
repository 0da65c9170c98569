import pg from 'pg';

export type DatabaseRole = 'app' | 'worker' | 'migrator';

export interface PoolOptions {
  url: string;
  role: DatabaseRole;
  applicationName: string;
  poolSize: number;
}

export interface Pools {
  /** One prepared call at a time, or a transaction. */
  readonly write: pg.Pool;
  /** Pipelined: a whole transaction goes out in one flight. */
  readonly read: pg.Pool;
  /** As public_reader, which sees what was published and nothing else. Pipelined; for the role app. */
  readonly site: pg.Pool;
  end(): Promise<void>;
}

const types: pg.CustomTypesConfig = { getTypeParser };

/** Days stay days, instants become ISO text, and bigints are numbers (sequences stay far below 2^53). */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary');
  if (oid === pg.types.builtins.DATE) return (value: string) => value;
  if (oid === pg.types.builtins.INT8) return Number;
  if (oid === pg.types.builtins.TIMESTAMPTZ) return (value: string) => new Date(value).toISOString();
  return pg.types.getTypeParser(oid, 'text');
}

/** Every wait has an end: a frozen server, a lost network and a forgotten transaction each meet one. */
function poolConfig(options: PoolOptions): pg.PoolConfig {
  const patient = options.role === 'migrator';
  return {
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.poolSize,
    types,
    keepAlive: true,
    connectionTimeoutMillis: 3000,
    statement_timeout: patient ? 60_000 : 10_000,
    query_timeout: patient ? 65_000 : 12_000,
    lock_timeout: patient ? 10_000 : 3000,
    idle_in_transaction_session_timeout: 30_000,
    // The migrator acts as the owner, so that nothing it makes belongs to a login.
    options: `-c TimeZone=UTC${patient ? ' -c role=kept_owner' : ''}`,
  };
}

/** A crowd on the public page waits for two connections of its own, and takes none from those who work. */
const siteConfig = (options: PoolOptions): pg.PoolConfig => ({
  ...poolConfig(options),
  application_name: `${options.applicationName}-site`,
  max: 2,
  pipeline: true,
  options: '-c TimeZone=UTC -c role=public_reader',
});

/**
 * A connection that breaks is dropped by the pool; whoever asks next gets a new one, or the error. One that breaks in
 * the middle of a query tells its query and then the client itself: without a listener there Node ends the process.
 */
const dropped = () => undefined;

export function openPools(options: PoolOptions): Pools {
  const write = new pg.Pool(poolConfig(options));
  const read = new pg.Pool({ ...poolConfig(options), pipeline: true });
  const site = new pg.Pool(siteConfig(options));
  for (const pool of [write, read, site]) {
    pool.on('error', dropped);
    pool.on('connect', (client) => client.on('error', dropped));
  }
  return {
    write,
    read,
    site,
    end: async () => {
      await Promise.all([write.end(), read.end(), site.end()]);
    },
  };
}
