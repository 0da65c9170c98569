/**
 * Two committed files are made by a program: the API's description and the listing of the database schema. Each is made
 * again and compared, so that a review shows every change of the outer surface and of a table.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { madeSchema } from './schema.mjs';
import { bin, node, npmRun, root } from './tools.mjs';

const build = (workspace) => node(bin('turbo'), ['run', 'build', `--filter=${workspace}`, '--output-logs=errors-only']);

/** The first line in which two texts differ, with the command that writes the file anew. */
function compare(file, committed, made, remedy) {
  if (committed === made) return { passed: true, output: '' };
  const [old, fresh] = [committed.split('\n'), made.split('\n')];
  const at = fresh.findIndex((line, index) => line !== old[index]);
  const line = at < 0 ? fresh.length : at;
  const output = `${file}:${line + 1}: is not what the code makes; ${remedy}\n- ${old[line] ?? '(end)'}\n+ ${fresh[line] ?? '(end)'}`;
  return { passed: false, output };
}

/** Makes the API's description from the controllers and compares it with apps/api/openapi.json. */
export async function openapiDrift() {
  const built = await build('@kept/api');
  if (!built.passed) return built;
  const folder = mkdtempSync(join(tmpdir(), 'kept-openapi-'));
  const file = join(folder, 'openapi.json');
  try {
    const ran = await npmRun('openapi', '@kept/api', ['--', file]);
    if (!ran.passed) return ran;
    const committed = readFileSync(join(root, 'apps/api/openapi.json'), 'utf8');
    return compare('apps/api/openapi.json', committed, readFileSync(file, 'utf8'), 'run npm run openapi -w @kept/api');
  } catch (error) {
    return { passed: false, output: error.message };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Migrates an empty database and compares its listing with packages/database/schema.sql. */
export async function schemaDrift() {
  const built = await build('@kept/database');
  if (!built.passed) return built;
  try {
    const committed = readFileSync(join(root, 'packages/database/schema.sql'), 'utf8');
    return compare('packages/database/schema.sql', committed, await madeSchema(), 'run node infra/ci/schema.mjs');
  } catch (error) {
    return { passed: false, output: error.stack };
  }
}
