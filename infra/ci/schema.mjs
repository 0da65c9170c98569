/**
 * `node infra/ci/schema.mjs` writes packages/database/schema.sql, the listing of the schema as the migrations make it.
 * Needs `npm run build` before. `npm run check` makes it too and compares.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The listing of an empty database after every migration, made on a server of its own. */
export async function madeSchema() {
  const dataDir = mkdtempSync(join(tmpdir(), 'kept-schema-'));
  const { startPostgres, removeData } = await import('../local/embedded-postgres.mjs');
  const { dumpSchema, migrate } = await import('../../packages/database/dist/index.js');
  const { default: pg } = await import('pg');
  const server = await startPostgres({ dataDir, port: 0, settings: { fsync: 'off' } });
  try {
    await migrate({ url: server.adminUrl });
    const client = new pg.Client({ connectionString: server.adminUrl });
    await client.connect();
    try {
      return await dumpSchema(client);
    } finally {
      await client.end();
    }
  } finally {
    await server.stop();
    removeData(dataDir);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('../../packages/database/schema.sql', import.meta.url), await madeSchema());
}
