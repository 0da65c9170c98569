/**
 * Runs the tools of `npm run check` with this very Node, without a shell, so that it works the same on every system.
 */
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
const require = createRequire(import.meta.url);

/** The script behind an executable of a package: `bin('eslint')` → …/eslint/bin/eslint.js. */
export function bin(packageName, command = packageName) {
  // Through node_modules and not through `exports`, which many packages close for package.json.
  const folder = join(root, 'node_modules', packageName);
  const entry = require(join(folder, 'package.json')).bin;
  return join(folder, typeof entry === 'string' ? entry : entry[command]);
}

/** Runs a Node script to its end; everything it says comes back as text. Never throws for a failed run. */
export function node(script, args, { cwd = root, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd,
      env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = [];
    child.stdout.on('data', (chunk) => said.push(chunk));
    child.stderr.on('data', (chunk) => said.push(chunk));
    child.on('error', (error) => resolve({ passed: false, output: error.message }));
    child.on('close', (code) => resolve({ passed: code === 0, output: Buffer.concat(said).toString('utf8').trim() }));
  });
}

/** `npm run SCRIPT -w WORKSPACE`, by the npm that runs us, else by the one beside Node. */
export function npmRun(script, workspace, args = []) {
  const cli = process.env['npm_execpath'] ?? join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  return node(cli, ['run', '--silent', script, '-w', workspace, ...args]);
}
